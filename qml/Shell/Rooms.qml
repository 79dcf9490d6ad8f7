import QtQuick
import Archipelago.Chains
import Archipelago.Logs
import Archipelago.Map
import Archipelago.Settings

// All rooms; the one the route leads to is shown. The others keep their place while they wait.
FocusScope {
    id: root

    required property Router router

    signal newChain()
    signal deletion(string name)

    readonly property string room: root.router.room
    readonly property string subject: root.router.subject

    MapPage {
        anchors.fill: parent
        visible: root.room === "map"
        focus: visible
        onOpenChain: name => root.router.go(`chains/${name}`)
        onNewChain: root.newChain()
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
