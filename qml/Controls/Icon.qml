import QtQuick
import Archipelago.Theme

// A line icon of our own, drawn on a grid of 24 and stroked in the colour of the text beside it.
Item {
    id: root

    required property string name
    property color color: Theme.colors.text
    property real size: 18
    property real thickness: 1.8

    readonly property var paths: ({
        "map": "M3 14 C5 8 10 6 13 8 C16 10 20 9 21 13 C22 17 16 18 12 18 C8 18 2 18 3 14 Z M8 13.5 C9 11.5 12 11.5 13 13 C14 14.5 9 15.5 8 13.5 Z",
        "chains": "M12 3 L20 7.5 L12 12 L4 7.5 Z M4 12 L12 16.5 L20 12 M4 16.5 L12 21 L20 16.5",
        "transfers": "M4 8 L19 8 M15 4 L19 8 L15 12 M20 16 L5 16 M9 12 L5 16 L9 20",
        "logs": "M5 6 L19 6 M5 10 L15 10 M5 14 L19 14 M5 18 L12 18",
        "settings": "M4 7 L13 7 M17 7 L20 7 M15 5 L15 9 M4 12 L7 12 M11 12 L20 12 M9 10 L9 14 M4 17 L14 17 M18 17 L20 17 M16 15 L16 19",
        "plus": "M12 5 L12 19 M5 12 L19 12",
        "copy": "M9 9 L19 9 L19 20 L9 20 Z M15 9 L15 4 L5 4 L5 15 L9 15",
        "check": "M5 12.5 L10 17.5 L19 7",
        "close": "M6 6 L18 18 M18 6 L6 18",
        "play": "M8 5 L19 12 L8 19 Z",
        "stop": "M7 7 L17 7 L17 17 L7 17 Z",
        "restart": "M19 12 A7 7 0 1 1 16.5 6.6 M17 3 L17 7.2 L12.8 7.2",
        "trash": "M4 7 L20 7 M9 7 L9 4 L15 4 L15 7 M6 7 L7 20 L17 20 L18 7 M10 11 L10 16 M14 11 L14 16",
        "back": "M14 6 L8 12 L14 18",
        "forward": "M10 6 L16 12 L10 18",
        "rail": "M4 5 L20 5 L20 19 L4 19 Z M9 5 L9 19",
        "block": "M12 3 L20 7.5 L20 16.5 L12 21 L4 16.5 L4 7.5 Z M4 7.5 L12 12 L20 7.5 M12 12 L12 21",
        "warning": "M12 4 L21 19 L3 19 Z M12 10 L12 14 M12 16.4 L12 16.8",
        "info": "M12 3 A9 9 0 1 1 11.9 3 M12 11 L12 16.5 M12 7.5 L12 7.9",
        "list": "M9 6 L20 6 M9 12 L20 12 M9 18 L20 18 M4 6 L5 6 M4 12 L5 12 M4 18 L5 18",
        "arrow": "M5 12 L19 12 M13 6 L19 12 L13 18",
        "follow": "M12 4 L12 17 M6 11 L12 17 L18 11 M5 20 L19 20",
        "search": "M10.5 4 A6.5 6.5 0 1 1 10.4 4 M15.5 15.5 L20 20"
    })

    implicitWidth: root.size
    implicitHeight: root.size
    Accessible.ignored: true

    Image {
        anchors.fill: parent
        sourceSize.width: Math.ceil(root.size * Screen.devicePixelRatio)
        sourceSize.height: Math.ceil(root.size * Screen.devicePixelRatio)
        source: "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>"
                + `<path d='${root.paths[root.name]}' fill='none' stroke='%23${String(root.color).slice(-6)}' `
                + `stroke-width='${root.thickness}' stroke-linecap='round' stroke-linejoin='round'/></svg>`
        Accessible.ignored: true
    }
}
