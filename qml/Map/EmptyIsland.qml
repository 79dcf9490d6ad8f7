import QtQuick
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The map without chains: the outline of an island yet to be raised.
Item {
    id: root

    signal raise()

    implicitWidth: outline.implicitWidth
    implicitHeight: outline.implicitHeight

    IslandShape {
        id: outline
        anchors.centerIn: parent
        width: implicitWidth
        height: implicitHeight
        seed: 11
        radius: 150
        outlineOnly: true
        dashed: true
        ring: Theme.colors.controlOutline
        ringWidth: 2
    }
    EmptyState {
        anchors.centerIn: parent
        width: 250
        title: qsTr("Raise your first island", "title of the empty map")
        text: qsTr("Name a chain, and it runs here in a moment.", "text of the empty map")
        action: qsTr("New chain", "button")
        onActionTriggered: root.raise()
        otherAction: qsTr("Open the demo", "button: makes the demo's chains")
        onOtherActionTriggered: Engine.openDemo()
    }
}
