import QtQuick
import Archipelago.Theme

// A surface that holds things which belong together.
Rectangle {
    id: root

    default property alias content: inside.data
    property real padding: Theme.space4

    implicitWidth: inside.childrenRect.width + 2 * padding
    implicitHeight: inside.childrenRect.height + 2 * padding
    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: 1
    border.color: Theme.colors.hairline

    Item {
        id: inside
        anchors.fill: parent
        anchors.margins: root.padding
    }
}
