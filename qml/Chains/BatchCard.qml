import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// One batch of the strip.
T.ItemDelegate {
    id: root

    required property real number
    required property int stage         // BatchStage
    required property int transactions
    required property string sealedAt
    required property bool waiting
    required property bool proven
    required property bool chosen

    implicitWidth: 176 + 6 * Theme.textOffset
    implicitHeight: column.implicitHeight + 2 * Theme.space2 + 4
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Batch %1, %2, transactions: %3", "read aloud; %2 is how far it is")
                     .arg(root.number).arg(badge.text).arg(root.transactions)
    Accessible.description: root.proven ? "" : proof.text
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: null
    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.topMargin: Theme.space2 + 2
        anchors.bottomMargin: Theme.space2 + 2
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: Theme.space3
        spacing: 5

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            Label {
                Layout.fillWidth: true
                text: Number(root.number).toLocaleString(Qt.locale(), "f", 0)
                strong: true
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            BatchBadge {
                id: badge
                stage: root.stage
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            BatchTrack {
                stage: root.stage
                proven: root.proven
                waiting: root.waiting
            }
            Item { Layout.fillWidth: true }
            Label {
                id: proof
                visible: !root.proven
                text: qsTr("unproven", "label on a batch that has no proof")
                color: Theme.colors.warning
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            Label {
                text: qsTr("%1 tx", "number of transactions in a block").arg(root.transactions)
                secondary: true
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                text: {
                    if (root.stage !== BatchStage.Open)
                        return root.sealedAt;
                    return root.transactions > 0 ? qsTr("filling", "a batch that takes transactions now") : "";
                }
                secondary: true
                font.pixelSize: Theme.caption
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: root.chosen || root.hovered || root.down ? Theme.colors.raised : Theme.colors.field
        border.width: root.chosen ? 2 : 1
        border.color: root.chosen ? Theme.colors.goldLine : Theme.colors.hairline
        Behavior on color { ColorAnimation { duration: Theme.hover } }
        FocusRing { shown: root.visualFocus }
    }
}
