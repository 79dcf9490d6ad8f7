pragma ComponentBehavior: Bound
import QtQuick
import Archipelago.App
import Archipelago.Theme

// The water with its islands. Arrows walk from island to island, Enter opens one; Ctrl with arrows
// moves it, as dragging does.
FocusScope {
    id: root

    property string selected: ""


    signal openChain(string name)
    signal newChain()

    // Where centres of islands may lie.
    readonly property rect room: Qt.rect(140, 160, Math.max(1, width - 280), Math.max(1, height - 300))
    readonly property real step: 0.02   // of the map, for a key press
    // Islands shrink a little in a small window.
    readonly property real islandScale: Math.max(0.8, Math.min(1, room.width / 420, room.height / 420))

    function walk(dx: int, dy: int) {
        let best = null;
        let bestCost = Infinity;
        const from = root.island(root.selected);
        for (let i = 0; i < islands.count; ++i) {
            const to = islands.itemAt(i) as Island;
            if (to === from)
                continue;
            const along = from === null ? 1 : (to.cx - from.cx) * dx + (to.cy - from.cy) * dy;
            const across = from === null ? i : Math.abs((to.cx - from.cx) * dy) + Math.abs((to.cy - from.cy) * dx);
            if (along > 0 && along + 2 * across < bestCost) {
                best = to;
                bestCost = along + 2 * across;
            }
        }
        if (best !== null)
            best.forceActiveFocus(Qt.TabFocusReason);
    }

    function island(name: string): Island {
        for (let i = 0; i < islands.count; ++i) {
            const candidate = islands.itemAt(i) as Island;
            if (candidate !== null && candidate.name === name)
                return candidate;
        }
        return null;
    }

    function arrow(event: var, dx: int, dy: int) {
        const from = root.island(root.selected);
        if ((event.modifiers & Qt.ControlModifier) && from !== null)
            root.move(from.name, from.cx + dx * root.step * root.room.width,
                      from.cy + dy * root.step * root.room.height);
        else
            root.walk(dx, dy);
        event.accepted = true;
    }

    function move(name: string, cx: real, cy: real) {
        Engine.chains.moveIsland(name, Qt.point((cx - root.room.x) / root.room.width,
                                                (cy - root.room.y) / root.room.height));
    }

    Keys.onLeftPressed: event => root.arrow(event, -1, 0)
    Keys.onRightPressed: event => root.arrow(event, 1, 0)
    Keys.onUpPressed: event => root.arrow(event, 0, -1)
    Keys.onDownPressed: event => root.arrow(event, 0, 1)

    SeaChart {
        id: chart
        anchors.fill: parent
        water: Theme.colors.water
        contour: Theme.colors.contour
    }

    TapHandler { onTapped: root.selected = "" }

    Repeater {
        id: islands
        model: Engine.chains

        Island {
            id: land

            required property point position
            required property real baseRadius

            islandRadius: land.baseRadius * root.islandScale
            cx: root.room.x + land.position.x * root.room.width
            cy: root.room.y + land.position.y * root.room.height
            selected: root.selected === land.name
            onChosen: root.selected = land.name
            onOpened: root.openChain(land.name)
            onDragged: (cx, cy) => root.move(land.name, cx, cy)

            readonly property point place: Qt.point(land.cx, land.cy)
            function tellChart() {
                chart.place(land.name, land.place, land.shownRadius, land.seed);
            }
            onPlaceChanged: land.tellChart()
            onShownRadiusChanged: land.tellChart()
            Component.onCompleted: land.tellChart()
            Component.onDestruction: chart.remove(land.name)
        }
    }

    EmptyIsland {
        anchors.centerIn: parent
        visible: Engine.chains.count === 0
        onRaise: root.newChain()
    }
}
