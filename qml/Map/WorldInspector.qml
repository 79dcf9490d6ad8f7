import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Chains
import Archipelago.Controls
import Archipelago.Theme

// The inspector when no island is selected: the world as a whole.
ColumnLayout {
    id: root

    spacing: Theme.space4

    MainlandEntry {
        id: mainland
        chains: Engine.chains
    }

    Label {
        text: qsTr("This archipelago", "title of a panel")
        font.family: Theme.displayFamily
        font.pixelSize: Theme.section
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space3
        Tile {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            title: qsTr("Islands", "tile: number of chains")
            number: Engine.chains.islands
            note: qsTr("%1 running", "number of chains").arg(Engine.chains.running)
        }
        Tile {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            title: qsTr("Throughput", "tile")
            number: Number(Engine.chains.transactionsPerSecond).toLocaleString(Qt.locale(), "f", 0)
            unit: qsTr("tx/s", "transactions a second")
            note: qsTr("all islands", "beneath a number")
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space2
        Label {
            Layout.fillWidth: true
            text: {
                if (!mainland.exists)
                    return qsTr("Settles nowhere: this world has no L1.", "about the world");
                return mainland.embedded ? qsTr("Settles on its own L1", "about the world")
                                         : qsTr("Settles on the L1 at %1", "about the world; %1 is an address").arg(mainland.url);
            }
            secondary: true
            wrapMode: Text.Wrap
        }
        ChainBadge {
            visible: mainland.exists
            chainState: mainland.settlingState
        }
    }
    Label {
        text: qsTr("World folder", "label")
        secondary: true
        font.pixelSize: Theme.caption
    }
    CopyField {
        Layout.fillWidth: true
        Layout.topMargin: -Theme.space2
        value: Engine.worldPath
        what: qsTr("world folder", "what is copied")
    }
    Divider { Layout.fillWidth: true }
    Label {
        Layout.fillWidth: true
        text: qsTr("An island grows with its transactions a second. A solid beach is a rollup, a dotted one a validium. Grey islands do not run. Lines lead to the mainland where islands settle; where they are dashed, nothing settles now.",
                   "legend of the map")
        secondary: true
        wrapMode: Text.Wrap
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Drag islands where you like them. Arrows walk, Enter opens, Ctrl with arrows moves.",
                   "how to use the map")
        secondary: true
        wrapMode: Text.Wrap
    }
    Item { Layout.fillHeight: true }
}
