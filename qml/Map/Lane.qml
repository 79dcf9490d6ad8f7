import QtQuick
import QtQuick.Shapes
import Archipelago.Theme

// A way between two islands. Ends in the middle of both, beneath them.
Shape {
    id: root

    required property point from
    required property point to
    required property point middle      // control point of the curve
    required property bool alive        // false: nothing passes now
    property real thickness: 2

    Accessible.ignored: true

    ShapePath {
        startX: root.from.x
        startY: root.from.y
        fillColor: "transparent"
        strokeColor: root.alive ? Theme.colors.goldLine : Theme.colors.controlOutline
        strokeWidth: root.alive ? root.thickness : 1.5
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
