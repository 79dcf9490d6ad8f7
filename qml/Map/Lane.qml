import QtQuick
import QtQuick.Shapes
import Archipelago.Theme

// The way from an island to the mainland where it settles. Ends in the middle of both, beneath them.
Shape {
    id: root

    required property point from
    required property point to
    required property bool alive        // false: nothing settles now

    // Bends a little, always to the same side.
    readonly property real bend: 0.14
    readonly property point middle: Qt.point((root.from.x + root.to.x) / 2 - (root.to.y - root.from.y) * root.bend,
                                             (root.from.y + root.to.y) / 2 + (root.to.x - root.from.x) * root.bend)

    Accessible.ignored: true

    ShapePath {
        startX: root.from.x
        startY: root.from.y
        fillColor: "transparent"
        strokeColor: root.alive ? Theme.colors.goldLine : Theme.colors.controlOutline
        strokeWidth: root.alive ? 2 : 1.5
        strokeStyle: root.alive ? ShapePath.SolidLine : ShapePath.DashLine
        dashPattern: [4, 4]
        capStyle: ShapePath.RoundCap

        PathQuad {
            x: root.to.x
            y: root.to.y
            controlX: root.middle.x
            controlY: root.middle.y
        }
    }
}
