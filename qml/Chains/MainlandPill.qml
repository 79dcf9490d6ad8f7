import QtQuick
import Archipelago.Controls
import Archipelago.Theme

// Shown on the mainland in place of what is said of islands.
Pill {
    id: root

    text: qsTr("L1", "label on the mainland: it is the layer 1")
    ink: Theme.colors.sea
    Accessible.description: explanation.text

    HoverHandler { id: pointer }
    ToolTip {
        id: explanation
        visible: pointer.hovered
        text: qsTr("Islands settle here. It is their judge, and nobody proves it.", "tooltip of the label L1")
    }
}
