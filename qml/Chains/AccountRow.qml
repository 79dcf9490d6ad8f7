import QtQuick
import QtQuick.Layouts
import Archipelago.Controls
import Archipelago.Theme

// One test account: who, where, how much, and its key while a button is held.
Item {
    id: root

    required property string label
    required property string address
    required property string balance    // ether, or "" while unknown
    required property bool wide
    property string privateKey: ""      // given while keyWanted
    readonly property bool keyWanted: reveal.down

    implicitHeight: Theme.rowHeight + 18
    Accessible.role: Accessible.ListItem
    Accessible.name: root.balance === "" ? `${root.label}, ${root.address}`
                                         : qsTr("%1, %2 ether, %3", "read aloud; name, amount, address")
                                           .arg(root.label).arg(root.balance).arg(root.address)

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space3
        spacing: Theme.space3

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            RowLayout {
                spacing: Theme.space2
                Label {
                    text: root.label
                    strong: true
                    Accessible.ignored: true
                }
                Pill {
                    visible: root.keyWanted
                    ink: Theme.colors.warning
                    text: qsTr("Test key", "label beside a private key")
                }
            }
            Label {
                objectName: "shownKey"
                Layout.fillWidth: true
                text: root.keyWanted ? root.privateKey : root.address
                font.family: Theme.monospace
                font.pixelSize: root.keyWanted && !root.wide ? Theme.caption - 1 : Theme.hash
                color: root.keyWanted ? Theme.colors.warning : Theme.colors.textSecondary
                elide: root.keyWanted ? Text.ElideNone : Text.ElideMiddle
                wrapMode: root.keyWanted ? Text.WrapAnywhere : Text.NoWrap
                lineHeight: 1
                Accessible.ignored: true
            }
        }
        Label {
            text: root.balance === "" ? "…" : qsTr("%1 ETH", "an amount of ether").arg(root.balance)
            strong: true
            Accessible.ignored: true
        }
        CopyButton {
            value: root.address
            what: qsTr("address of %1", "what is copied; %1 is a name").arg(root.label)
        }
        Button {
            id: reveal
            objectName: "reveal"
            text: qsTr("Hold for key", "button: shows a private key while it is held")
            Accessible.name: qsTr("Hold to show the test key of %1", "read aloud; %1 is a name").arg(root.label)
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
