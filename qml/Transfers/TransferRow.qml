import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Chains
import Archipelago.Controls
import Archipelago.Theme

// One transfer in the list.
T.ItemDelegate {
    id: root

    required property string transferId
    required property string transaction    // that sent it
    required property string from
    required property string to
    required property string amount
    required property string symbol
    required property int stage         // TransferStage
    required property int fate          // TransferFate
    required property string reason
    required property string sentAt
    required property bool chosen
    required property bool wide

    implicitHeight: Theme.rowHeight + 20
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1 %2 from %3 to %4, %5", "read aloud; amount, asset, two accounts, state of the transfer")
                     .arg(root.amount).arg(root.symbol).arg(root.from).arg(root.to).arg(badge.text)
    Accessible.description: root.reason
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: null
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        spacing: Theme.space3

        Rectangle {
            implicitWidth: 12
            implicitHeight: 12
            radius: 6
            color: root.fate === TransferFate.UnderWay ? Theme.colors.goldFill : "transparent"
            border.width: 2
            border.color: root.fate === TransferFate.UnderWay ? Theme.colors.goldLine : Theme.colors.controlOutline
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            RowLayout {
                spacing: Theme.space2
                Label {
                    text: root.from
                    Layout.maximumWidth: 220
                    elide: Text.ElideMiddle
                    Accessible.ignored: true
                }
                Icon {
                    name: "arrow"
                    size: 13
                    color: Theme.colors.placeholder
                }
                Label {
                    Layout.fillWidth: true
                    text: root.to
                    elide: Text.ElideMiddle
                    Accessible.ignored: true
                }
            }
            Label {
                Layout.fillWidth: true
                text: root.reason !== "" ? root.reason : root.sentAt
                secondary: true
                font.pixelSize: Theme.caption
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        FateBadge {
            id: badge
            fate: root.fate
            stage: root.stage
        }
        UnprovenPill { visible: root.wide }
        Label {
            Layout.preferredWidth: 120
            horizontalAlignment: Text.AlignRight
            text: `${root.amount} ${root.symbol}`
            strong: true
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.cardRadius
        color: root.chosen || root.hovered || root.down ? Theme.colors.raised : Theme.colors.surface
        border.width: root.chosen ? 2 : 1
        border.color: root.chosen ? Theme.colors.goldLine : Theme.colors.hairline
        Behavior on color { ColorAnimation { duration: Theme.hover } }
        FocusRing {
            shown: root.visualFocus
            innerRadius: Theme.cardRadius
        }
    }
}
