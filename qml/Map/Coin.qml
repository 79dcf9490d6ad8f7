import QtQuick
import Archipelago.Controls
import Archipelago.Theme

// One transfer on its way, or a convoy of many. Its centre travels along the curve between two shores.
FocusScope {
    id: root

    required property string key
    required property real position     // 0 where it was sent, 1 where it arrives
    required property int number        // transfers in it
    required property string amount     // "" for a convoy
    required property string symbol
    required property string fromChain
    required property string toChain
    required property int place         // among the coins of this place
    required property bool selected

    // The curve from centre to centre, and the islands' radii.
    required property point from
    required property point middle      // its control point
    required property point to
    required property real fromRadius   // pixels
    required property real toRadius

    signal chosen()

    readonly property real size: root.number > 1 ? 26 : 18
    readonly property real length: Math.max(1, Math.hypot(root.to.x - root.from.x, root.to.y - root.from.y))
    // Islands are wider than high; a coin lies outside of them.
    readonly property real reach: 1.08 + 0.36 * Math.abs(root.to.x - root.from.x) / root.length
    readonly property real first: Math.min(0.45, (root.fromRadius * root.reach + root.size / 2) / root.length)
    readonly property real last: 1 - Math.min(0.45, (root.toRadius * root.reach + root.size / 2) / root.length)
    // Neighbours lie beside each other, two coins deep.
    readonly property real along: Math.floor(root.place / 3) * (root.size + 2) / root.length
    readonly property real aside: (root.place % 3 === 2 ? -1 : root.place % 3) * (root.size * 0.7)

    property real travelled: root.position
    Behavior on travelled {
        enabled: !Theme.reducedMotion
        NumberAnimation { duration: 1200; easing.type: Easing.InOutQuad }
    }
    readonly property real t: Math.min(root.last, root.first + root.travelled * (root.last - root.first) + root.along)

    function on(t: real, a: real, b: real, c: real): real {
        return (1 - t) * (1 - t) * a + 2 * (1 - t) * t * b + t * t * c;
    }

    width: root.size
    height: root.size
    x: root.on(root.t, root.from.x, root.middle.x, root.to.x) - width / 2
       - (root.to.y - root.from.y) / root.length * root.aside
    y: root.on(root.t, root.from.y, root.middle.y, root.to.y) - height / 2
       + (root.to.x - root.from.x) / root.length * root.aside
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: root.number > 1
        ? qsTr("%1 transfers from %2 to %3", "read aloud; a number and two chains").arg(root.number).arg(root.fromChain).arg(root.toChain)
        : qsTr("%1 from %2 to %3", "read aloud; an amount and two chains").arg(root.amount).arg(root.fromChain).arg(root.toChain)
    Accessible.description: qsTr("%1 % of the way", "read aloud; how far a transfer is").arg(Math.round(root.position * 100))
    Accessible.focusable: true
    Accessible.onPressAction: root.chosen()
    Keys.onReturnPressed: root.chosen()
    Keys.onEnterPressed: root.chosen()
    Keys.onSpacePressed: root.chosen()

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: Theme.colors.goldFill
        border.width: root.selected || root.activeFocus ? 3 : 1.5
        border.color: root.activeFocus ? Theme.colors.sea : Theme.colors.inkOnGold

        Label {
            anchors.centerIn: parent
            // The asset's letter: gold alone does not tell which.
            text: root.number > 1 ? `×${root.number}` : root.symbol.slice(0, 1)
            font.pixelSize: 10
            font.weight: Font.DemiBold
            color: Theme.colors.inkOnGold
            Accessible.ignored: true
        }
    }
    HoverHandler {
        id: pointer
        cursorShape: Qt.PointingHandCursor
    }
    ToolTip {
        visible: pointer.hovered
        text: root.Accessible.name
    }
    TapHandler { onTapped: root.chosen() }
}
