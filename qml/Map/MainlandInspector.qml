pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Chains
import Archipelago.Controls
import Archipelago.Theme

// The inspector for the selected mainland: the L1, and what the operator does there.
ColumnLayout {
    id: root

    signal openChain(string name)
    signal dismissed()

    spacing: Theme.space4

    ChainEntry {
        id: shore
        chains: Engine.chains
        name: "mainland"
        onGone: root.dismissed()
    }
    MainlandEntry {
        id: mainland
        chains: Engine.chains
    }
    Timer {
        id: clock
        property int seconds: 0
        interval: 1000
        repeat: true
        triggeredOnStart: true
        running: root.visible && mainland.settlingState === ChainState.Starting
        onTriggered: clock.seconds = Math.max(0, (Date.now() - mainland.since) / 1000)
    }

    RowLayout {
        Layout.fillWidth: true
        Label {
            Layout.fillWidth: true
            text: shore.name
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
        ChainBadge { chainState: shore.chainState }
        MainlandPill {}
    }
    ChainMessage {
        Layout.fillWidth: true
        subject: shore
    }
    Label {
        Layout.fillWidth: true
        text: mainland.embedded
            ? qsTr("The L1 of this world, run inside this window. Islands put their batches here; it has none of its own.",
                   "explains the mainland")
            : qsTr("The L1 of this world, run elsewhere. Islands put their batches there; it has none of its own.",
                   "explains the mainland")
        secondary: true
        wrapMode: Text.Wrap
    }
    RowLayout {
        Layout.fillWidth: true
        visible: shore.numbersKnown
        spacing: Theme.space3
        Tile {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            title: qsTr("Height", "a chain's newest block")
            number: shore.blockNumber
        }
        Tile {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            title: qsTr("Transactions", "tile: since the chain began")
            number: shore.transactions
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space2
        Label {
            text: qsTr("Settling", "label: what the operator does on the L1")
            secondary: true
        }
        ChainBadge { chainState: mainland.settlingState }
        Label {
            Layout.fillWidth: true
            visible: mainland.settlingState === ChainState.Starting
            text: qsTr("%1 · %2 s", "stage and seconds so far").arg(mainland.detail).arg(clock.seconds)
            secondary: true
            font.pixelSize: Theme.caption
            elide: Text.ElideRight
        }
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("Its proof slot takes batches without a proof: what settles here is unproven.", "about the mainland")
        color: Theme.colors.warning
        wrapMode: Text.Wrap
    }
    Repeater {
        model: [
            { label: qsTr("RPC address", "of a chain"), value: mainland.url },
            { label: qsTr("Chain id", "of a chain"), value: mainland.chainId },
            { label: qsTr("Bridgehub", "the contract where all begins"), value: mainland.bridgehub }
        ]
        delegate: ColumnLayout {
            id: field
            required property var modelData
            Layout.fillWidth: true
            visible: field.modelData.value !== ""
            spacing: Theme.space2
            Label {
                text: field.modelData.label
                secondary: true
                font.pixelSize: Theme.caption
            }
            CopyField {
                Layout.fillWidth: true
                value: field.modelData.value
                what: field.modelData.label
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: shore.numbersKnown
        spacing: Theme.space2
        Button {
            Layout.fillWidth: true
            kind: Button.Primary
            text: qsTr("Open", "button: opens a chain's page")
            onClicked: root.openChain(shore.name)
        }
        Button {
            readonly property bool rests: shore.chainState === ChainState.Stopped
                                          || shore.chainState === ChainState.Failed
            Layout.fillWidth: true
            enabled: rests || shore.chainState === ChainState.Running
                     || shore.chainState === ChainState.Degraded
            iconName: rests ? "play" : "stop"
            text: rests ? qsTr("Start", "button: start a chain") : qsTr("Stop", "button: stop a chain")
            onClicked: {
                if (rests)
                    Engine.startChain(shore.name);
                else
                    Engine.stopChain(shore.name);
            }
        }
    }
    Item { Layout.fillHeight: true }
}
