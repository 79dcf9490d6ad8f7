pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// All about one chain: state, addresses, numbers, blocks, transactions, accounts, commands.
FocusScope {
    id: root

    required property string name

    signal back()
    signal deletion(string name)    // asked for, not done

    readonly property bool wide: width > 900
    readonly property bool runs: chain.chainState === ChainState.Running
                                 || chain.chainState === ChainState.Degraded
    readonly property bool rests: chain.chainState === ChainState.Stopped
                                  || chain.chainState === ChainState.Failed

    ChainEntry {
        id: chain
        chains: Engine.chains
        name: root.name
        onGone: root.back()
    }
    ChainFeed {
        id: feed
        engine: Engine
        chain: chain.numbersKnown ? root.name : ""
    }
    BatchFeed {
        id: batchFeed
        engine: Engine
        chain: root.visible && !chain.isMainland ? root.name : ""
    }
    MainlandEntry {
        id: mainland
        chains: Engine.chains
    }

    AccountsModel {
        id: testAccounts
        engine: Engine
        chain: root.visible && chain.numbersKnown ? root.name : ""
    }

    function bytes(count: real): string {
        return count < 1048576 ? qsTr("%1 KB", "size").arg(Math.round(count / 1024))
                               : qsTr("%1 MB", "size").arg((count / 1048576).toFixed(count < 104857600 ? 1 : 0));
    }

    Flickable {
        id: page
        anchors.fill: parent
        contentHeight: Math.max(height, column.implicitHeight + 2 * Theme.space6)
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        ColumnLayout {
            id: column
            x: Theme.space6
            y: Theme.space6
            width: page.width - 2 * Theme.space6
            height: page.contentHeight - 2 * Theme.space6
            spacing: Theme.space4

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space3

                IconButton {
                    iconName: "back"
                    text: qsTr("Back to all chains", "button")
                    onClicked: root.back()
                }
                Label {
                    text: root.name
                    font.family: Theme.displayFamily
                    font.pixelSize: Theme.page
                    font.weight: Font.DemiBold
                    elide: Text.ElideRight
                    Layout.maximumWidth: root.width * 0.35
                    Accessible.role: Accessible.Heading
                }
                ChainBadge { chainState: chain.chainState }
                UnprovenPill { visible: !chain.proven && !chain.isMainland }
                MainlandPill { visible: chain.isMainland }
                Item { Layout.fillWidth: true }
                Button {
                    visible: root.rests && chain.numbersKnown
                    kind: Button.Primary
                    iconName: "play"
                    text: qsTr("Start", "button: start a chain")
                    onClicked: Engine.startChain(root.name)
                }
                Button {
                    visible: !root.rests && chain.numbersKnown
                    enabled: root.runs
                    iconName: "stop"
                    text: qsTr("Stop", "button: stop a chain")
                    onClicked: Engine.stopChain(root.name)
                }
                Button {
                    visible: root.wide && chain.numbersKnown
                    enabled: root.runs
                    iconName: "restart"
                    text: qsTr("Restart", "button: restart a chain")
                    onClicked: Engine.restartChain(root.name)
                }
                IconButton {
                    visible: !root.wide && chain.numbersKnown
                    enabled: root.runs
                    iconName: "restart"
                    text: qsTr("Restart", "button: restart a chain")
                    onClicked: Engine.restartChain(root.name)
                }
                IconButton {
                    visible: !chain.isMainland
                    iconName: "trash"
                    text: qsTr("Delete…", "button: opens a question")
                    onClicked: root.deletion(root.name)
                }
            }

            ChainMessage {
                Layout.fillWidth: true
                subject: chain
            }
            Label {
                Layout.fillWidth: true
                visible: chain.isMainland
                text: mainland.embedded
                    ? qsTr("The L1 of this world, run inside this window: islands put their batches here. It has none of its own.",
                           "explains the mainland")
                    : qsTr("The L1 of this world, run elsewhere: islands put their batches there. It has none of its own.",
                           "explains the mainland")
                secondary: true
                wrapMode: Text.Wrap
            }

            GridLayout {
                Layout.fillWidth: true
                columns: root.wide ? addresses.count : 1
                columnSpacing: Theme.space4
                rowSpacing: Theme.space2

                Repeater {
                    id: addresses
                    model: [
                        { label: qsTr("RPC address", "of a chain"), value: chain.rpcUrl },
                        chain.isMainland
                            ? { label: qsTr("Bridgehub", "the contract where all begins"),
                                value: mainland.bridgehub === "" ? qsTr("not there yet", "in place of an address") : mainland.bridgehub }
                            : { label: qsTr("WebSocket", "address of a chain"), value: chain.webSocketUrl },
                        { label: qsTr("Chain id", "of a chain"), value: chain.chainId }
                    ]
                    delegate: RowLayout {
                        id: address
                        required property var modelData
                        Layout.fillWidth: true
                        spacing: Theme.space2
                        Label {
                            Layout.preferredWidth: root.wide ? -1 : 96
                            text: address.modelData.label
                            secondary: true
                        }
                        CopyField {
                            Layout.fillWidth: true
                            value: address.modelData.value
                            what: address.modelData.label
                        }
                    }
                }
            }

            GridLayout {
                Layout.fillWidth: true
                visible: chain.numbersKnown
                columns: root.wide ? (chain.isMainland ? 5 : 6) : 3
                columnSpacing: Theme.space3
                rowSpacing: Theme.space3

                Tile {
                    Layout.fillWidth: true
                    title: qsTr("Height", "a chain's newest block")
                    number: chain.blockNumber
                    note: qsTr("a block every %1 ms", "%1 is a number").arg(chain.blockTime)
                }
                Tile {
                    Layout.fillWidth: true
                    title: qsTr("Throughput", "tile")
                    number: Number(chain.transactionsPerSecond).toLocaleString(Qt.locale(), "f",
                                chain.transactionsPerSecond > 0 && chain.transactionsPerSecond < 10 ? 1 : 0)
                    unit: qsTr("tx/s", "transactions a second")
                    note: qsTr("over ten seconds", "how a rate is measured")
                }
                Tile {
                    Layout.fillWidth: true
                    title: qsTr("Transactions", "tile: since the chain began")
                    number: chain.transactions
                    note: qsTr("%1 pending", "transactions in the mempool").arg(chain.pending)
                }
                Tile {
                    Layout.fillWidth: true
                    visible: !chain.isMainland
                    title: qsTr("Batches sealed", "tile")
                    number: chain.sealedBatches
                    note: qsTr("%1 tx in the open one", "transactions in the open batch").arg(chain.openBatchTransactions)
                }
                Tile {
                    Layout.fillWidth: true
                    title: qsTr("Base fee", "tile")
                    number: chain.baseFee
                    unit: qsTr("gwei", "unit")
                    note: qsTr("per gas", "beneath a fee")
                }
                Tile {
                    Layout.fillWidth: true
                    title: qsTr("On disk", "tile")
                    number: root.bytes(chain.diskBytes)
                    note: {
                        if (chain.isMainland)
                            return qsTr("on this computer", "where the embedded L1 is");
                        return chain.dataMode === DataMode.Validium ? qsTr("validium", "where a chain's data lives")
                                                                    : qsTr("rollup", "where a chain's data lives");
                    }
                }
            }

            BatchStrip {
                Layout.fillWidth: true
                visible: !chain.isMainland
                feed: batchFeed
                settlingState: mainland.settlingState
                settlingStage: mainland.detail
                onChosen: number => {
                    batchFeed.selected = number;
                    tabs.wanted = "batches";
                }
            }

            Card {
                Layout.fillWidth: true
                visible: chain.numbersKnown
                implicitHeight: 72
                padding: Theme.space3 + 2

                Label {
                    id: loadTitle
                    text: qsTr("Transactions in each of the last 60 blocks", "title of a chart")
                    secondary: true
                    font.pixelSize: Theme.caption
                }
                Sparkline {
                    anchors.fill: parent
                    anchors.topMargin: loadTitle.height + 6
                    values: feed.blocks.loads
                    capacity: 60
                    ink: Theme.colors.goldLine
                }
            }

            SegmentedControl {
                id: tabs
                visible: chain.numbersKnown
                property string wanted: "transactions"
                // What is not to be chosen here and now is not shown.
                readonly property string shown: tabs.choices.some(choice => choice.value === tabs.wanted)
                                                ? tabs.wanted : "transactions"
                accessibleName: qsTr("What to list", "choice of a list")
                readonly property var blocks: [{ value: "blocks", text: qsTr("Blocks", "title of a list") }]
                readonly property var batches: [{ value: "batches", text: qsTr("Batches", "title of a list") }]
                choices: [
                    ...(root.wide ? [] : tabs.blocks),
                    { value: "transactions", text: qsTr("Transactions", "title of a list") },
                    ...(chain.isMainland ? [] : tabs.batches),
                    { value: "accounts", text: qsTr("Accounts", "title of a list") },
                    { value: "commands", text: qsTr("Terminal", "title of a list of commands") }
                ]
                value: tabs.shown
                onChosen: value => tabs.wanted = value
            }

            RowLayout {
                visible: chain.numbersKnown
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: 236
                spacing: Theme.space4

                BlocksPanel {
                    visible: root.wide || tabs.shown === "blocks"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 2
                    blocks: feed.blocks
                    hasOlder: feed.hasOlder
                    onOlderWanted: feed.loadOlder()
                }
                TransactionsPanel {
                    visible: tabs.shown === "transactions"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 3
                    transactions: feed.transactions
                    rpcUrl: chain.rpcUrl
                    running: root.runs
                }
                BatchPanel {
                    visible: tabs.shown === "batches"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 3
                    feed: batchFeed
                }
                AccountsPanel {
                    visible: tabs.shown === "accounts"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 3
                    accounts: testAccounts
                }
                CommandsPanel {
                    visible: tabs.shown === "commands"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 3
                    name: root.name
                    isMainland: chain.isMainland
                }
            }
            Item {
                visible: !chain.numbersKnown
                Layout.fillHeight: true
            }
        }
    }
}
