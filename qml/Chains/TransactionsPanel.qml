pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The newest transactions of a chain, live.
Panel {
    id: root

    required property TransactionsModel transactions
    required property string rpcUrl
    required property bool running

    title: qsTr("Transactions", "title of a list")
    note: root.transactions.count > 0
          ? qsTr("newest %1", "above a list; %1 is a number").arg(root.transactions.count) : ""

    ListView {
        id: list
        anchors.fill: parent
        model: root.transactions
        clip: true
        cacheBuffer: 0  // rows ahead would be made asynchronously, and missed when the model is reset
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: root.title
        T.ScrollBar.vertical: ScrollBar {}

        delegate: Item {
            id: row

            required property string hash
            required property string from
            required property string to
            required property string created
            required property string value
            required property string fee
            required property bool success
            required property real block
            required property string time

            width: list.width
            height: Theme.rowHeight + 14
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1 ether from %2 to %3", "read aloud; %2 and %3 are addresses")
                             .arg(row.value).arg(row.from).arg(row.to)

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.space4
                anchors.rightMargin: Theme.space4
                spacing: Theme.space3

                Icon {
                    name: row.success ? "check" : "close"
                    size: 16
                    thickness: 2.2
                    color: row.success ? Theme.colors.ok : Theme.colors.error
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2
                    RowLayout {
                        spacing: Theme.space1 + 2
                        HashLabel { value: row.from }
                        Icon {
                            name: "arrow"
                            size: 13
                            color: Theme.colors.placeholder
                        }
                        HashLabel {
                            visible: row.to !== ""
                            value: row.to
                        }
                        Label {
                            visible: row.to === ""
                            text: qsTr("new contract", "a transaction that creates a contract")
                            secondary: true
                        }
                        Item { Layout.fillWidth: true }
                    }
                    RowLayout {
                        spacing: Theme.space2
                        HashLabel {
                            value: row.hash
                            secondary: true
                            font.pixelSize: Theme.caption
                        }
                        Label {
                            text: row.success ? qsTr("block %1", "where a transaction is").arg(row.block)
                                              : qsTr("block %1, reverted", "where a failed transaction is").arg(row.block)
                            secondary: true
                            font.pixelSize: Theme.caption
                            Accessible.ignored: true
                        }
                        Item { Layout.fillWidth: true }
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: false
                    spacing: 2
                    Label {
                        Layout.alignment: Qt.AlignRight
                        text: qsTr("%1 ETH", "an amount of ether").arg(row.value)
                        strong: true
                        Accessible.ignored: true
                    }
                    Label {
                        Layout.alignment: Qt.AlignRight
                        text: row.time
                        secondary: true
                        font.pixelSize: Theme.caption
                        Accessible.ignored: true
                    }
                }
            }
            Divider {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.leftMargin: Theme.space4
                anchors.rightMargin: Theme.space4
                opacity: 0.6
            }
        }
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space6, 340)
        visible: root.transactions.count === 0
        title: qsTr("No transactions yet", "title where a list is empty")
        text: root.running ? qsTr("Point a wallet at %1: they appear here as they happen.", "%1 is an RPC address")
                             .arg(root.rpcUrl)
                           : qsTr("Start the chain, and point a wallet at %1.", "%1 is an RPC address").arg(root.rpcUrl)
    }
}
