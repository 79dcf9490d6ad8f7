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
        chain: root.name
    }

    AccountsModel {
        id: testAccounts
        engine: Engine
        chain: root.visible ? root.name : ""
    }

    // A degraded chain runs: it is stopped first.
    function startAgain() {
        if (root.rests)
            Engine.startChain(root.name);
        else
            Engine.restartChain(root.name);
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
                UnprovenPill { visible: !chain.proven }
                Item { Layout.fillWidth: true }
                Button {
                    visible: root.rests
                    kind: Button.Primary
                    iconName: "play"
                    text: qsTr("Start", "button: start a chain")
                    onClicked: Engine.startChain(root.name)
                }
                Button {
                    visible: !root.rests
                    enabled: root.runs
                    iconName: "stop"
                    text: qsTr("Stop", "button: stop a chain")
                    onClicked: Engine.stopChain(root.name)
                }
                Button {
                    visible: root.wide
                    enabled: root.runs
                    iconName: "restart"
                    text: qsTr("Restart", "button: restart a chain")
                    onClicked: Engine.restartChain(root.name)
                }
                IconButton {
                    visible: !root.wide
                    enabled: root.runs
                    iconName: "restart"
                    text: qsTr("Restart", "button: restart a chain")
                    onClicked: Engine.restartChain(root.name)
                }
                IconButton {
                    iconName: "trash"
                    text: qsTr("Delete…", "button: opens a question")
                    onClicked: root.deletion(root.name)
                }
            }

            StateMessage {
                Layout.fillWidth: true
                chainState: chain.chainState
                detail: chain.detail
                cure: chain.cure
                onStartAgain: root.startAgain()
            }

            GridLayout {
                Layout.fillWidth: true
                columns: root.wide ? 3 : 1
                columnSpacing: Theme.space4
                rowSpacing: Theme.space2

                Repeater {
                    model: [
                        { label: qsTr("RPC address", "of a chain"), value: chain.rpcUrl },
                        { label: qsTr("WebSocket", "address of a chain"), value: chain.webSocketUrl },
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
                columns: root.wide ? 6 : 3
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
                    note: chain.dataMode === DataMode.Validium
                          ? qsTr("validium", "where a chain's data lives") : qsTr("rollup", "where a chain's data lives")
                }
            }

            Card {
                Layout.fillWidth: true
                implicitHeight: 86
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
                readonly property string shown: root.wide && tabs.value === "blocks" ? "transactions" : tabs.value
                accessibleName: qsTr("What to list", "choice of a list")
                readonly property var lists: [
                    { value: "transactions", text: qsTr("Transactions", "title of a list") },
                    { value: "accounts", text: qsTr("Accounts", "title of a list") },
                    { value: "commands", text: qsTr("Terminal", "title of a list of commands") }
                ]
                choices: root.wide ? tabs.lists
                                   : [{ value: "blocks", text: qsTr("Blocks", "title of a list") }, ...tabs.lists]
                value: "transactions"
                onChosen: value => tabs.value = value
            }

            RowLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: 260
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
                }
            }
        }
    }
}
