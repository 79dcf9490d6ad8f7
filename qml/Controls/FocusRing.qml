import QtQuick
import Archipelago.Theme

// The ring around what has the keyboard: 2 px wide, 2 px away. Fill the parent with it.
Rectangle {
    required property bool shown
    property real innerRadius: Theme.radius

    anchors.fill: parent
    anchors.margins: -4
    radius: innerRadius + 4
    color: "transparent"
    border.width: 2
    border.color: Theme.colors.sea
    visible: shown
}
