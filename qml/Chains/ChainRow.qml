import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// One chain in the table.
T.ItemDelegate {
    id: root

    required property string name
    required property int chainState
    required property int dataMode
    required property string rpcUrl
    required property int seed
    required property real blockNumber
    required property real transactionsPerSecond
    required property bool proven
    required property bool isMainland
    required property bool settles
    required property bool wide

    readonly property bool alive: root.chainState === ChainState.Running || root.chainState === ChainState.Degraded

    implicitHeight: Theme.rowHeight + 16
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.ListItem
    Accessible.name: root.name
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: RowLayout {
        spacing: Theme.space4

        IslandShape {
            Layout.leftMargin: Theme.space4
            Layout.preferredWidth: 44
            Layout.preferredHeight: 34
            radius: 12
            seed: root.seed
            sand: root.alive ? Theme.colors.sand : Theme.colors.dormantSand
            land: root.alive ? Theme.colors.land : Theme.colors.dormantLand
            hill: root.alive ? Theme.colors.hill : Theme.colors.dormantHill
        }
        ColumnLayout {
            Layout.preferredWidth: 180
            Layout.minimumWidth: 110
            spacing: 1
            Label {
                Layout.fillWidth: true
                text: root.name
                strong: true
                font.pixelSize: Theme.emphasised
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            Label {
                text: {
                    if (root.isMainland)
                        return qsTr("L1: islands settle here", "the mainland, in a list of chains");
                    const mode = root.dataMode === DataMode.Validium ? qsTr("Validium", "where a chain's data lives")
                                                                     : qsTr("Rollup", "where a chain's data lives");
                    return root.settles ? mode : qsTr("%1, settles nowhere", "%1 is where a chain's data lives").arg(mode);
                }
                secondary: true
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        RowLayout {
            Layout.preferredWidth: 190
            spacing: Theme.space2
            ChainBadge {
                chainState: root.chainState
            }
            UnprovenPill {
                visible: !root.proven && !root.isMainland
            }
            MainlandPill { visible: root.isMainland }
            Item { Layout.fillWidth: true }
        }
        Label {
            Layout.fillWidth: true
            visible: root.wide
            text: root.rpcUrl
            font.family: Theme.monospace
            font.pixelSize: Theme.hash
            secondary: true
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Item {
            Layout.fillWidth: true
            visible: !root.wide
        }
        Label {
            Layout.preferredWidth: 90
            horizontalAlignment: Text.AlignRight
            text: qsTr("%1 tx/s", "transactions a second").arg(
                      Number(root.transactionsPerSecond).toLocaleString(Qt.locale(), "f",
                          root.transactionsPerSecond > 0 && root.transactionsPerSecond < 10 ? 1 : 0))
            secondary: root.transactionsPerSecond === 0
            Accessible.ignored: true
        }
        Label {
            Layout.preferredWidth: 110
            horizontalAlignment: Text.AlignRight
            text: root.blockNumber < 0
                ? root.isMainland ? "" : qsTr("not opened yet", "height of a chain whose database nobody has read")
                : qsTr("block %1", "height of a chain").arg(Number(root.blockNumber).toLocaleString(Qt.locale(), "f", 0))
            Accessible.ignored: true
        }
        Icon {
            Layout.rightMargin: Theme.space3
            name: "forward"
            size: 16
            color: root.hovered ? Theme.colors.text : Theme.colors.placeholder
        }
    }

    background: Rectangle {
        radius: Theme.cardRadius
        color: root.hovered || root.down ? Theme.colors.raised : Theme.colors.surface
        border.width: 1
        border.color: Theme.colors.hairline
        Behavior on color { ColorAnimation { duration: Theme.hover } }
        FocusRing {
            shown: root.visualFocus
            innerRadius: Theme.cardRadius
        }
    }
}
