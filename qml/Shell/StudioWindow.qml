import QtQuick
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Chains
import Archipelago.Theme
import Archipelago.Transfers

// The studio's only window.
T.ApplicationWindow {
    id: root

    property bool mayClose: false

    width: 1280
    height: 800
    minimumWidth: 720
    minimumHeight: 520
    visible: true
    color: Theme.colors.background
    title: router.room !== "chains" || router.subject === "" ? qsTr("Archipelago", "window title")
                                 : qsTr("%1 – Archipelago", "window title; %1 is a chain's name").arg(router.subject)

    function newChain() {
        if (Engine.phase === Engine.Open)
            creation.open();
    }

    function send(from: string) {
        if (Engine.phase === Engine.Open)
            sending.compose(from === "" ? "" : `alice@${from}`, "", "");
    }

    onClosing: close => {
        if (root.mayClose)
            return;
        close.accepted = false;
        if (Engine.phase === Engine.Open && Engine.chains.running > 0)
            closing.open();
        else
            Engine.close();
    }

    Binding { target: Theme; property: "dark"; value: Preferences.dark }
    Binding { target: Theme; property: "textOffset"; value: Preferences.textOffset }
    Binding { target: Theme; property: "reducedMotion"; value: Preferences.reducedMotion }

    Connections {
        target: Engine
        function onClosed() {
            root.mayClose = true;
            root.close();
        }
        function onShutdownRequested() { Engine.close(); }
        function onChainCreated(name: string) { router.go(router.room === "map" ? "map" : `chains/${name}`); }
    }

    Router {
        id: router
        objectName: "router"
    }

    Shortcut { sequence: "Ctrl+1"; onActivated: router.go("map") }
    Shortcut { sequence: "Ctrl+2"; onActivated: router.go("chains") }
    Shortcut { sequence: "Ctrl+3"; onActivated: router.go("transfers") }
    Shortcut { sequence: "Ctrl+6"; onActivated: router.go("logs") }
    Shortcut { sequence: "Ctrl+T"; onActivated: root.send(router.room === "chains" ? router.subject : "") }
    Shortcut { sequence: "Ctrl+,"; onActivated: router.go("settings") }
    Shortcut { sequence: "Ctrl+B"; onActivated: Preferences.narrowRail = !Preferences.narrowRail }
    Shortcut { sequence: "Ctrl+N"; onActivated: root.newChain() }
    Shortcut { sequence: "Ctrl+Q"; onActivated: root.close() }
    Shortcut { sequences: ["Alt+Left", "Back"]; onActivated: router.back() }
    Shortcut { sequences: ["Alt+Right", "Forward"]; onActivated: router.forward() }

    Rail {
        id: rail
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: implicitWidth
        room: router.room
        narrow: Preferences.narrowRail || root.width < 900
        onChosen: room => router.go(room)
        onWidthToggled: Preferences.narrowRail = !Preferences.narrowRail
    }

    Rooms {
        anchors.fill: parent
        anchors.leftMargin: rail.width
        visible: Engine.phase === Engine.Open
        focus: visible
        router: router
        onNewChain: root.newChain()
        onSend: from => root.send(from)
        onSendAgain: (from, to, amount) => sending.compose(from, to, amount)
        onDeletion: name => {
            deletion.name = name;
            deletion.open();
        }
    }
    OpeningPage {
        anchors.fill: parent
        anchors.leftMargin: rail.width
        visible: Engine.phase !== Engine.Open
    }

    Toasts {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space6
        width: Math.min(380, root.width - 2 * Theme.space6)
        z: 10
    }

    CreateChainDialog { id: creation }
    SendDialog {
        id: sending
        // On one shore it is a transaction as any other, and has no receipt.
        onSent: (transaction, across) => {
            if (across && router.room !== "map")
                router.go(`transfers/${transaction}`);
        }
    }
    DeleteChainDialog { id: deletion }
    CloseDialog {
        id: closing
        onConfirmed: Engine.close()
    }
}
