pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The newest blocks of a chain, live.
Panel {
    id: root

    required property BlocksModel blocks
    property bool hasOlder: false

    signal olderWanted()

    title: qsTr("Blocks", "title of a list")
    note: root.blocks.count > 0 ? qsTr("newest %1", "above a list; %1 is a number").arg(root.blocks.count) : ""

    ListView {
        id: list
        anchors.fill: parent
        anchors.bottomMargin: older.visible ? older.height + Theme.space2 : 0
        model: root.blocks
        clip: true
        cacheBuffer: 0  // rows ahead would be made asynchronously, and missed when the model is reset
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: root.title
        T.ScrollBar.vertical: ScrollBar {}

        delegate: Item {
            id: row

            required property real number
            required property string hash
            required property string time
            required property int transactions
            required property real fullness

            width: list.width
            height: Theme.rowHeight
            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("Block %1, transactions: %2", "read aloud").arg(row.number).arg(row.transactions)

            RowLayout {
                anchors.fill: parent
                anchors.leftMargin: Theme.space4
                anchors.rightMargin: Theme.space4
                spacing: Theme.space3

                Icon {
                    name: "block"
                    size: 16
                    color: row.transactions > 0 ? Theme.colors.goldText : Theme.colors.placeholder
                }
                Label {
                    Layout.preferredWidth: 70
                    text: Number(row.number).toLocaleString(Qt.locale(), "f", 0)
                    strong: row.transactions > 0
                    Accessible.ignored: true
                }
                HashLabel {
                    Layout.fillWidth: true
                    value: row.hash
                    secondary: true
                    elide: Text.ElideRight
                }
                Label {
                    text: row.transactions === 0 ? qsTr("empty", "a block without transactions")
                                                 : qsTr("%1 tx", "number of transactions in a block").arg(row.transactions)
                    secondary: row.transactions === 0
                    Accessible.ignored: true
                }
                Label {
                    Layout.preferredWidth: 66
                    horizontalAlignment: Text.AlignRight
                    text: row.time
                    secondary: true
                    Accessible.ignored: true
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

    Button {
        id: older
        objectName: "loadOlder"
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        visible: root.hasOlder
        text: qsTr("Load older blocks", "button")
        onClicked: root.olderWanted()
    }
}
