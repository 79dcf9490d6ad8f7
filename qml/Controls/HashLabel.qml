import QtQuick
import Archipelago.Theme

// A hash or address, its middle left out (6 + 4); whole under the pointer and for screen readers.
Label {
    id: root

    required property string value

    text: root.value.length > 14 ? `${root.value.slice(0, 8)}…${root.value.slice(-4)}` : root.value
    font.family: Theme.monospace
    font.pixelSize: Theme.hash
    Accessible.name: root.value

    HoverHandler { id: pointer }
    ToolTip {
        visible: pointer.hovered && root.value.length > 14
        text: root.value
    }
}
