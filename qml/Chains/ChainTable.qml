pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// All chains, a row each. The accessible twin of the map.
ListView {
    id: root

    required property ChainsModel chains

    signal chosen(string name)

    model: root.chains
    spacing: Theme.space2
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: true
    clip: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Chains", "a list of chains")
    T.ScrollBar.vertical: ScrollBar {}

    delegate: ChainRow {
        width: root.width - 12
        x: 4
        wide: root.width > 820
        onClicked: root.chosen(name)
    }
}
