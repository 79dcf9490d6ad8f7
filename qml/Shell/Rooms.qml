import QtQuick
import Archipelago.Chains
import Archipelago.Logs
import Archipelago.Map
import Archipelago.Settings
import Archipelago.Transfers

// All rooms; the one the route leads to is shown. The others keep their place while they wait.
FocusScope {
    id: root

    required property Router router

    signal newChain()
    signal deletion(string name)
    signal send(string from)    // from which chain, or ""
    signal sendAgain(string from, string to, string amount)

    readonly property string room: root.router.room
    readonly property string subject: root.router.subject

    MapPage {
        anchors.fill: parent
        visible: root.room === "map"
        focus: visible
        onOpenChain: name => root.router.go(`chains/${name}`)
        onNewChain: root.newChain()
        onSend: from => root.send(from)
        onSendAgain: (from, to, amount) => root.sendAgain(from, to, amount)
    }
    TransfersPage {
        anchors.fill: parent
        visible: root.room === "transfers"
        focus: visible
        chosen: root.room === "transfers" ? root.subject : ""
        onChoose: transferId => root.router.go(transferId === "" ? "transfers" : `transfers/${transferId}`)
        onSend: root.send("")
        onSendAgain: (from, to, amount) => root.sendAgain(from, to, amount)
    }
    ChainsPage {
        anchors.fill: parent
        visible: root.room === "chains" && root.subject === ""
        focus: visible
        onOpenChain: name => root.router.go(`chains/${name}`)
        onNewChain: root.newChain()
    }
    ChainPage {
        anchors.fill: parent
        visible: root.room === "chains" && root.subject !== ""
        focus: visible
        name: root.subject
        onBack: root.router.go("chains")
        onDeletion: name => root.deletion(name)
    }
    LogsPage {
        anchors.fill: parent
        visible: root.room === "logs"
        focus: visible
    }
    SettingsPage {
        anchors.fill: parent
        visible: root.room === "settings"
        focus: visible
    }
}
