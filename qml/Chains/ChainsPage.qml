import QtQuick
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The room with all chains.
FocusScope {
    id: root

    signal openChain(string name)
    signal newChain()

    PageHeader {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space6
        title: qsTr("Chains", "title of a room")
        subtitle: qsTr("%1 of %2 running", "%1 and %2 are numbers of chains")
                  .arg(Engine.chains.running).arg(Engine.chains.islands)

        Button {
            kind: Button.Primary
            iconName: "plus"
            text: qsTr("New chain", "button")
            onClicked: root.newChain()
        }
    }

    ChainTable {
        anchors.fill: parent
        anchors.topMargin: header.height + 2 * Theme.space6
        anchors.leftMargin: Theme.space6 - 4
        anchors.rightMargin: Theme.space4
        chains: Engine.chains
        onChosen: name => root.openChain(name)
    }

    EmptyState {
        anchors.centerIn: parent
        visible: Engine.chains.islands === 0
        title: qsTr("No chain yet", "title where the list of chains is empty")
        text: qsTr("A chain is yours: its name, its rules, its blocks. It runs on this computer and is ready in a second.",
                   "explains an empty list of chains")
        action: qsTr("Create a chain", "button")
        onActionTriggered: root.newChain()
        otherAction: qsTr("Open the demo", "button: makes the demo's chains")
        onOtherActionTriggered: Engine.openDemo()
    }
}
