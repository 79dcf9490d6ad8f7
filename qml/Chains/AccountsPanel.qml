pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls

// The funded test accounts of a chain.
Panel {
    id: root

    required property AccountsModel accounts

    title: qsTr("Test accounts", "title of a list")
    note: qsTr("everybody knows their keys", "above the list of test accounts")

    ListView {
        id: list
        objectName: "accounts"
        anchors.fill: parent
        model: root.accounts
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: root.title
        T.ScrollBar.vertical: ScrollBar {}

        delegate: AccountRow {
            id: row
            required property int index
            width: list.width
            wide: list.width > 720
            privateKey: row.keyWanted ? root.accounts.privateKey(row.index) : ""
        }
    }
}
