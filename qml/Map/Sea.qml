pragma ComponentBehavior: Bound
import QtQuick
import Archipelago.App
import Archipelago.Theme

// The water with its islands. Arrows walk from island to island, Enter opens one; Ctrl with arrows
// moves it, as dragging does.
FocusScope {
    id: root

    property string selected: ""

    readonly property bool mainlandSelected: root.mainland !== null && root.mainland.name === root.selected

    // Its island, if the world has one.
    readonly property Island mainland: {
        for (let i = 0; i < root.arrivals - root.departures; ++i) {
            const candidate = islands.itemAt(i) as Island;
            if (candidate !== null && candidate.isMainland)
                return candidate;
        }
        return null;
    }

    property string selectedTransfer: ""

    signal openChain(string name)
    signal newChain()
    signal inspected()                  // the person asked for more about the selected island

    // Where centres of islands may lie.
    readonly property bool small: width < 760 || height < 640
    readonly property rect room: root.small
        ? Qt.rect(96, 140, Math.max(1, width - 192), Math.max(1, height - 234))
        : Qt.rect(140, 160, Math.max(1, width - 280), Math.max(1, height - 300))
    readonly property real step: 0.02   // of the map, for a key press
    // Islands shrink a little in a small window.
    readonly property real islandScale: Math.max(0.7, Math.min(1, room.width / 420, room.height / 420))

    // Places in pixels by name: where people put the islands, moved apart where they would overlap.
    property int arrivals: 0
    property int departures: 0
    readonly property var places: root.spread(root.arrivals + root.departures)
    readonly property int rounds: 40

    function spread(arrivals: int): var {
        const all = [];
        for (let i = 0; i < islands.count; ++i) {
            const land = islands.itemAt(i) as Island;
            if (land === null)
                continue;
            all.push({
                name: land.name,
                x: root.room.x + land.position.x * root.room.width,
                y: root.room.y + land.position.y * root.room.height,
                half: Math.max(land.islandRadius * 1.2, 84),     // the badges are wider than small islands
                above: land.islandRadius,
                below: land.islandRadius * 1.1 + 38              // with the badges
            });
        }
        for (let round = 0; round < root.rounds; ++round) {
            let moved = false;
            for (let i = 0; i < all.length; ++i)
                for (let j = 0; j < i; ++j)
                    moved = root.part(all[i], all[j]) || moved;
            if (!moved)
                break;
        }
        const found = {};
        for (const land of all)
            found[land.name] = Qt.point(land.x, land.y);
        return found;
    }

    // Moves two overlapping islands apart along the shorter way that the room allows.
    function part(a: var, b: var): bool {
        const upper = a.y < b.y ? a : b;
        const lower = upper === a ? b : a;
        const left = a.x < b.x ? a : b;
        const right = left === a ? b : a;
        const sideways = a.half + b.half - (right.x - left.x);
        const upright = upper.below + lower.above - (lower.y - upper.y);
        if (sideways <= 0.5 || upright <= 0.5)
            return false;
        if (sideways / root.room.width < upright / root.room.height) {
            left.x = Math.max(root.room.left, left.x - sideways / 2);
            right.x = Math.min(root.room.right, right.x + sideways / 2);
        } else {
            upper.y = Math.max(root.room.top, upper.y - upright / 2);
            lower.y = Math.min(root.room.bottom, lower.y + upright / 2);
        }
        return true;
    }

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

    function centre(land: Island): point {
        return land === null ? Qt.point(0, 0) : Qt.point(land.cx, land.cy);
    }

    function runs(land: Island): bool {
        return land !== null && land.chainState === ChainState.Running;
    }

    // The control point of the curve between two islands: the same for both directions.
    function bend(a: Island, b: Island): point {
        if (a === null || b === null)
            return Qt.point(0, 0);
        const swap = a.isMainland || !b.isMainland && a.name > b.name;
        const from = swap ? b : a;
        const to = swap ? a : b;
        return Qt.point((from.cx + to.cx) / 2 - (to.cy - from.cy) * 0.14, (from.cy + to.cy) / 2 + (to.cx - from.cx) * 0.14);
    }

    // As island(), again after each of `changes`.
    function named(name: string, changes: int): Island {
        return root.island(name);
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

    TapHandler {
        onTapped: {
            root.selected = "";
            root.selectedTransfer = "";
        }
    }
    // One thing is looked at.
    onSelectedChanged: {
        if (root.selected !== "")
            root.selectedTransfer = "";
    }
    onSelectedTransferChanged: {
        if (root.selectedTransfer !== "")
            root.selected = "";
    }

    // Where islands settle.
    Repeater {
        model: root.arrivals - root.departures

        Lane {
            id: lane
            required property int index
            readonly property Island island: root.arrivals + root.departures > 0 ? islands.itemAt(lane.index) as Island : null
            anchors.fill: parent
            visible: lane.island !== null && root.mainland !== null && lane.island.settles
            from: root.centre(lane.island)
            to: root.centre(root.mainland)
            middle: root.bend(lane.island, root.mainland)
            alive: root.runs(lane.island) && root.runs(root.mainland)
        }
    }
    // Where transfers went; those of the mainland lie on the lines above.
    Repeater {
        model: Engine.bridges

        Lane {
            id: bridge
            required property string one
            required property string other
            required property int volume
            readonly property Island near: root.named(bridge.one, root.arrivals + root.departures)
            readonly property Island far: root.named(bridge.other, root.arrivals + root.departures)
            anchors.fill: parent
            visible: bridge.near !== null && bridge.far !== null
            from: root.centre(bridge.near)
            to: root.centre(bridge.far)
            middle: root.bend(bridge.near, bridge.far)
            alive: root.runs(bridge.near) && root.runs(bridge.far)
            thickness: Math.min(6, 2 + Math.log2(1 + bridge.volume) / 2)
        }
    }
    Repeater {
        id: islands
        model: Engine.chains
        onItemAdded: root.arrivals += 1
        onItemRemoved: root.departures += 1

        Island {
            id: land

            required property real baseRadius

            readonly property point spot: root.places[land.name] ?? Qt.point(
                root.room.x + land.position.x * root.room.width,
                root.room.y + land.position.y * root.room.height)

            islandRadius: land.baseRadius * root.islandScale
            cx: land.spot.x
            cy: land.spot.y
            selected: root.selected === land.name
            onChosen: root.selected = land.name
            onInspected: root.inspected()
            // Of an L1 that runs elsewhere there is nothing more to see than the inspector tells.
            onOpened: land.isMainland && land.blockNumber < 0 ? root.inspected() : root.openChain(land.name)
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

    Repeater {
        model: Engine.coins

        Coin {
            id: coin
            readonly property Island source: root.named(coin.fromChain, root.arrivals + root.departures)
            readonly property Island destination: root.named(coin.toChain, root.arrivals + root.departures)
            visible: coin.source !== null && coin.destination !== null
            from: root.centre(coin.source)
            to: root.centre(coin.destination)
            middle: root.bend(coin.source, coin.destination)
            fromRadius: coin.source?.islandRadius ?? 0
            toRadius: coin.destination?.islandRadius ?? 0
            selected: root.selectedTransfer === coin.key
            onChosen: {
                root.selectedTransfer = coin.number > 1 ? "" : coin.key;
                root.inspected();
            }
        }
    }

    EmptyIsland {
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: root.mainland === null ? 0 : 110
        visible: Engine.chains.islands === 0
        onRaise: root.newChain()
    }
}
