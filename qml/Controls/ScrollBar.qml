import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// A slim scroll bar that appears where there is something to scroll.
T.ScrollBar {
    id: root

    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    minimumSize: 0.06
    visible: root.size < 1
    Accessible.ignored: true

    contentItem: Rectangle {
        radius: 3
        color: root.pressed || root.hovered ? Theme.colors.controlOutline
                                            : Theme.veil(Theme.colors.controlOutline, 0.45)
    }
}
