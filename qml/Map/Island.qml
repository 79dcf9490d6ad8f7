import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Chains
import Archipelago.Controls
import Archipelago.Theme

// One chain on the map. Its centre is (cx, cy).
FocusScope {
    id: root

    required property string name
    required property int chainState        // ChainState
    required property int dataMode          // DataMode
    required property real blockNumber
    required property real transactions
    required property real transactionsPerSecond
    required property bool proven
    required property bool isMainland
    required property bool settles
    required property int seed
    required property real islandRadius     // pixels
    required property point position        // where the person put it, 0 to 1 each way
    required property real cx
    required property real cy
    required property bool selected

    signal chosen()
    signal inspected()
    signal opened()
    signal dragged(real cx, real cy)

    readonly property bool alive: root.chainState === ChainState.Running
                                  || root.chainState === ChainState.Degraded
    // What the coast is drawn with: grows and shrinks gently.
    property real shownRadius: root.islandRadius
    Behavior on shownRadius { NumberAnimation { duration: Theme.movement; easing.type: Easing.OutCubic } }

    width: shape.implicitWidth
    height: shape.implicitHeight
    x: root.cx - width / 2
    y: root.cy - height / 2
    z: root.selected || drag.active ? 1 : 0
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: root.settles || root.isMainland ? `${root.name}, ${badge.text}, ${line.text}`
        : qsTr("%1, %2, %3, settles nowhere", "read aloud; a chain, its state, where its data lives")
          .arg(root.name).arg(badge.text).arg(line.text)
    Accessible.description: proof.visible ? proof.text : ""
    Accessible.focusable: true
    Accessible.onPressAction: root.inspect()

    function inspect() {
        root.chosen();
        root.inspected();
    }

    // A ripple for blocks that carried something; never for empty ones.
    onTransactionsChanged: {
        if (!Theme.reducedMotion && !ripple.running)
            ripple.start();
    }

    IslandShape {
        id: wave
        anchors.centerIn: parent
        width: implicitWidth
        height: implicitHeight
        seed: root.seed
        radius: root.shownRadius + 4
        outlineOnly: true
        ring: Theme.colors.sea
        ringWidth: 2
        opacity: 0

        ParallelAnimation {
            id: ripple
            NumberAnimation { target: wave; property: "scale"; from: 1; to: 1.22; duration: 900; easing.type: Easing.OutCubic }
            NumberAnimation { target: wave; property: "opacity"; from: 0.7; to: 0; duration: 900 }
        }
    }

    IslandShape {
        id: shape
        anchors.centerIn: parent
        width: implicitWidth
        height: implicitHeight
        seed: root.seed
        radius: root.shownRadius
        dottedShore: root.dataMode === DataMode.Validium
        sand: root.alive ? Theme.colors.sand : Theme.colors.dormantSand
        land: root.alive ? Theme.colors.land : Theme.colors.dormantLand
        hill: root.alive ? Theme.colors.hill : Theme.colors.dormantHill
        ring: root.activeFocus ? Theme.colors.sea : Theme.colors.goldLine
        ringWidth: root.selected || root.activeFocus ? 2.5 : hover.hovered ? 1.5 : 0
    }

    ColumnLayout {
        anchors.centerIn: parent
        width: root.shownRadius * 2.05
        spacing: 1

        Label {
            Layout.fillWidth: true
            text: root.name
            font.family: Theme.displayFamily
            font.pixelSize: Theme.emphasised
            font.weight: Font.DemiBold
            color: Theme.colors.textOnLand
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            id: line
            Layout.fillWidth: true
            text: {
                if (root.isMainland)
                    return qsTr("L1 · islands settle here", "the mainland, on the map");
                const mode = root.dataMode === DataMode.Validium ? qsTr("Validium", "where a chain's data lives")
                                                                 : qsTr("Rollup", "where a chain's data lives");
                if (!root.alive)
                    return mode;
                const rate = Number(root.transactionsPerSecond).toLocaleString(Qt.locale(), "f",
                                 root.transactionsPerSecond > 0 && root.transactionsPerSecond < 10 ? 1 : 0);
                return qsTr("%1 · %2 tx/s", "data mode and transactions a second").arg(mode).arg(rate);
            }
            font.pixelSize: Theme.caption
            color: Theme.colors.textOnLandSecondary
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            Layout.fillWidth: true
            visible: !root.isMainland || root.blockNumber >= 0
            text: root.blockNumber < 0
                ? qsTr("not opened yet", "height of a chain whose database nobody has read")
                : qsTr("block %1", "height of a chain").arg(Number(root.blockNumber).toLocaleString(Qt.locale(), "f", 0))
            font.pixelSize: Theme.caption
            color: Theme.colors.textOnLandSecondary
            horizontalAlignment: Text.AlignHCenter
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }

    RowLayout {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: parent.verticalCenter
        anchors.topMargin: root.shownRadius * 1.1 + 10
        spacing: 6

        ChainBadge {
            id: badge
            chainState: root.chainState
        }
        UnprovenPill {
            id: proof
            visible: !root.proven && !root.isMainland
        }
        MainlandPill { visible: root.isMainland }
    }

    HoverHandler {
        id: hover
        cursorShape: drag.active ? Qt.ClosedHandCursor : Qt.PointingHandCursor
    }
    TapHandler {
        onTapped: {
            root.forceActiveFocus(Qt.MouseFocusReason);
            root.inspect();
        }
        onDoubleTapped: root.opened()
    }
    DragHandler {
        id: drag
        target: null
        property point start
        onActiveChanged: {
            if (active)
                start = Qt.point(root.cx, root.cy);
        }
        onActiveTranslationChanged: {
            if (active)
                root.dragged(start.x + activeTranslation.x, start.y + activeTranslation.y);
        }
    }
    Keys.onReturnPressed: root.opened()
    Keys.onEnterPressed: root.opened()
    Keys.onSpacePressed: root.inspect()
    onActiveFocusChanged: {
        if (activeFocus)
            root.chosen();
    }
}
