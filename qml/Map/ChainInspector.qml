import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Chains
import Archipelago.Controls
import Archipelago.Theme

// The inspector for the selected island.
ColumnLayout {
    id: root

    required property string name

    signal openChain(string name)
    signal dismissed()

    spacing: Theme.space4

    ChainEntry {
        id: chain
        chains: Engine.chains
        name: root.name
        onGone: root.dismissed()
    }
    ChainFeed {
        id: feed
        engine: Engine
        chain: root.name
    }
    BatchFeed {
        id: batchFeed
        engine: Engine
        chain: root.visible ? root.name : ""
    }

    RowLayout {
        Layout.fillWidth: true
        Label {
            Layout.fillWidth: true
            text: root.name
            font.family: Theme.displayFamily
            font.pixelSize: Theme.section + 2
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }
        IconButton {
            iconName: "close"
            text: qsTr("Close", "button: closes the panel")
            onClicked: root.dismissed()
        }
    }
    RowLayout {
        Layout.topMargin: -Theme.space2
        spacing: 6
        ChainBadge { chainState: chain.chainState }
        UnprovenPill { visible: !chain.proven }
    }
    ChainMessage {
        Layout.fillWidth: true
        subject: chain
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space3
        Tile {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            title: qsTr("Height", "a chain's newest block")
            number: chain.blockNumber
        }
        Tile {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            title: qsTr("Throughput", "tile")
            number: Number(chain.transactionsPerSecond).toLocaleString(Qt.locale(), "f",
                        chain.transactionsPerSecond > 0 && chain.transactionsPerSecond < 10 ? 1 : 0)
            unit: qsTr("tx/s", "transactions a second")
        }
    }
    Label {
        Layout.fillWidth: true
        text: {
            if (!chain.settles)
                return qsTr("Settles nowhere: its batches stay sealed on this computer.", "in the inspector of a chain");
            return qsTr("%1 of %2 batches executed on the mainland", "in the inspector of a chain")
                   .arg(batchFeed.executedCount).arg(batchFeed.sealedCount);
        }
        secondary: true
        wrapMode: Text.Wrap
    }
    Label {
        Layout.fillWidth: true
        elide: Text.ElideRight
        text: qsTr("Transactions in each of the last 60 blocks", "title of a chart")
        secondary: true
        font.pixelSize: Theme.caption
    }
    Sparkline {
        Layout.fillWidth: true
        Layout.preferredHeight: 44
        Layout.topMargin: -Theme.space2
        values: feed.blocks.loads
        capacity: 60
        ink: Theme.colors.goldLine
    }
    Label {
        text: qsTr("RPC address", "of a chain")
        secondary: true
        font.pixelSize: Theme.caption
    }
    CopyField {
        Layout.fillWidth: true
        Layout.topMargin: -Theme.space2
        value: chain.rpcUrl
        what: qsTr("RPC address", "of a chain")
    }
    Label {
        text: qsTr("Chain id", "of a chain")
        secondary: true
        font.pixelSize: Theme.caption
    }
    CopyField {
        Layout.fillWidth: true
        Layout.topMargin: -Theme.space2
        value: chain.chainId
        what: qsTr("chain id", "what is copied")
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space2
        Button {
            Layout.fillWidth: true
            kind: Button.Primary
            text: qsTr("Open", "button: opens a chain's page")
            onClicked: root.openChain(root.name)
        }
        Button {
            readonly property bool rests: chain.chainState === ChainState.Stopped
                                          || chain.chainState === ChainState.Failed
            Layout.fillWidth: true
            enabled: rests || chain.chainState === ChainState.Running
                     || chain.chainState === ChainState.Degraded
            iconName: rests ? "play" : "stop"
            text: rests ? qsTr("Start", "button: start a chain") : qsTr("Stop", "button: stop a chain")
            onClicked: {
                if (rests)
                    Engine.startChain(root.name);
                else
                    Engine.stopChain(root.name);
            }
        }
    }
    Item { Layout.fillHeight: true }
}
