import QtQuick
import Archipelago.App
import Archipelago.Chains
import Archipelago.Controls
import Archipelago.Theme
import Archipelago.Transfers

// The room with the map, its list twin and the inspector.
FocusScope {
    id: root

    signal openChain(string name)
    signal newChain()
    signal send(string from)    // from which chain, or ""
    signal sendAgain(string from, string to, string amount)

    readonly property bool roomy: width > 860
    readonly property bool inspecting: sea.selected !== "" || sea.selectedTransfer !== ""
    property bool sheetAsked: false     // in a small window the inspector waits to be asked for
    readonly property bool sheet: !root.roomy && root.sheetAsked && root.inspecting

    function dismiss() {
        sea.selected = "";
        sea.selectedTransfer = "";
    }

    onInspectingChanged: {
        if (!root.inspecting)
            root.sheetAsked = false;
    }

    Sea {
        id: sea
        objectName: "sea"
        anchors.fill: parent
        anchors.rightMargin: root.roomy ? inspector.width : 0
        visible: !Preferences.mapAsList
        focus: visible
        onOpenChain: name => root.openChain(name)
        onNewChain: root.newChain()
        onInspected: root.sheetAsked = true
    }

    Rectangle {
        anchors.fill: sea
        visible: Preferences.mapAsList
        color: Theme.colors.background

        ChainTable {
            anchors.fill: parent
            anchors.topMargin: 88
            anchors.leftMargin: Theme.space6 - 4
            anchors.rightMargin: Theme.space4
            chains: Engine.chains
            onChosen: name => root.openChain(name)
        }
    }

    PageHeader {
        anchors.left: sea.left
        anchors.right: sea.right
        anchors.top: parent.top
        anchors.margins: Theme.space6
        title: qsTr("Map", "title of a room")
        subtitle: {
            if (Engine.chains.islands === 0)
                return "";
            return (Engine.chains.islands === 1 ? qsTr("1 island", "number of chains")
                                                     : qsTr("%1 islands", "number of chains").arg(Engine.chains.islands)) + " · "
                    + qsTr("%1 running", "number of chains").arg(Engine.chains.running) + " · "
                    + qsTr("%1 tx/s", "transactions a second").arg(
                        Number(Engine.chains.transactionsPerSecond).toLocaleString(Qt.locale(), "f", 0))
                    + (Engine.transfers.underWay === 0 ? ""
                       : " · " + qsTr("%1 in flight", "number of transfers").arg(Engine.transfers.underWay));
        }

        SegmentedControl {
            accessibleName: qsTr("How to show chains", "choice between map and list")
            choices: [{ value: false, text: qsTr("Map", "shows chains as islands") },
                      { value: true, text: qsTr("List", "shows chains as a list") }]
            value: Preferences.mapAsList
            onChosen: value => Preferences.mapAsList = value
        }
        Button {
            iconName: "arrow"
            visible: Engine.chains.islands > 0
            text: qsTr("Send", "button: opens the form of a transfer")
            onClicked: root.send(sea.selected)
        }
        Button {
            objectName: "newChain"
            kind: Button.Primary
            iconName: "plus"
            text: qsTr("New chain", "button")
            onClicked: root.newChain()
        }
    }

    // A small window: the inspector lies over the map, and a tap beside it puts it away.
    Rectangle {
        anchors.fill: parent
        visible: root.sheet
        color: Theme.colors.scrim
        TapHandler { onTapped: root.dismiss() }
        HoverHandler {}
    }

    Rectangle {
        id: inspector
        objectName: "inspector"
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        width: 320 + 12 * Math.max(0, Theme.textOffset)
        visible: root.roomy || root.sheet
        color: Theme.colors.surface

        Divider {
            width: 1
            height: parent.height
        }
        // Keeps taps from reaching the sea beneath.
        TapHandler {}

        WorldInspector {
            anchors.fill: parent
            anchors.margins: Theme.space5
            anchors.topMargin: Theme.space6
            visible: !root.inspecting
        }
        MainlandInspector {
            anchors.fill: parent
            anchors.margins: Theme.space5
            anchors.topMargin: Theme.space6
            visible: root.inspecting && sea.mainlandSelected
            onOpenChain: name => root.openChain(name)
            onDismissed: root.dismiss()
        }
        Receipt {
            anchors.fill: parent
            anchors.margins: Theme.space5
            anchors.topMargin: Theme.space6
            visible: sea.selectedTransfer !== ""
            transferId: sea.selectedTransfer
            onDismissed: root.dismiss()
            onSendAgain: (from, to, amount) => root.sendAgain(from, to, amount)
        }
        ChainInspector {
            anchors.fill: parent
            anchors.margins: Theme.space5
            anchors.topMargin: Theme.space6
            visible: sea.selected !== "" && !sea.mainlandSelected
            name: sea.mainlandSelected ? "" : sea.selected
            onOpenChain: name => root.openChain(name)
            onDismissed: root.dismiss()
        }
    }

    Keys.onEscapePressed: root.dismiss()
}
