import QtQuick
import Archipelago.Chains
import Archipelago.Logs
import Archipelago.Map
import Archipelago.Settings
import Archipelago.Theme

// The room the route leads to.
Item {
    id: root

    required property Router router

    signal newChain()
    signal deletion(string name)

    Loader {
        id: loader
        anchors.fill: parent
        focus: true
        sourceComponent: {
            switch (root.router.room) {
            case "chains": return root.router.subject === "" ? chains : chain;
            case "logs": return logs;
            case "settings": return settings;
            default: return map;
            }
        }
        onLoaded: arrive.restart()

        NumberAnimation {
            id: arrive
            target: loader.item
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.hover
        }
    }

    Component {
        id: map
        MapPage {
            focus: true
            onOpenChain: name => root.router.go(`chains/${name}`)
            onNewChain: root.newChain()
        }
    }
    Component {
        id: chains
        ChainsPage {
            onOpenChain: name => root.router.go(`chains/${name}`)
            onNewChain: root.newChain()
        }
    }
    Component {
        id: chain
        ChainPage {
            name: root.router.subject
            onBack: root.router.go("chains")
            onDeletion: name => root.deletion(name)
        }
    }
    Component {
        id: logs
        LogsPage {}
    }
    Component {
        id: settings
        SettingsPage {}
    }
}
