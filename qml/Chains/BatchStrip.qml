pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// A chain's newest batches on their way to the L1, the open one first.
Rectangle {
    id: root

    required property BatchFeed feed
    required property int settlingState     // ChainState of the operator
    required property string settlingStage  // what it is at while it starts

    signal chosen(real number)

    implicitHeight: heading.implicitHeight + list.implicitHeight + 3 * Theme.space3
    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: 1
    border.color: Theme.colors.hairline

    RowLayout {
        id: heading
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space3
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        spacing: Theme.space2

        Label {
            text: qsTr("Batches", "title of a list")
            strong: true
            font.pixelSize: Theme.emphasised
            Accessible.role: Accessible.Heading
        }
        UnprovenPill { visible: root.feed.known && !root.feed.proven }
        Icon {
            visible: note.wrong
            name: "warning"
            size: 14
            color: Theme.colors.warning
        }
        Label {
            id: note
            objectName: "batchNote"
            readonly property bool wrong: root.feed.problem !== ""
                || root.feed.settles && root.settlingState === ChainState.Degraded
            Layout.fillWidth: true
            horizontalAlignment: note.wrong ? Text.AlignLeft : Text.AlignRight
            secondary: true
            font.pixelSize: Theme.caption
            elide: Text.ElideRight
            text: {
                if (root.feed.problem !== "")
                    return root.feed.problem;
                if (!root.feed.known)
                    return qsTr("Reading the batches…", "while a list is read");
                if (!root.feed.settles)
                    return qsTr("Settles nowhere: this chain has no L1, its batches stay sealed on this computer.",
                                "above a list of batches");
                switch (root.settlingState) {
                case ChainState.Starting:
                    return qsTr("Mainland: %1", "above a list of batches; %1 is a stage").arg(root.settlingStage);
                case ChainState.Degraded:
                    return qsTr("The L1 takes nothing now: batches wait, none is lost.", "above a list of batches");
                case ChainState.Running:
                    return qsTr("%1 sealed, %2 executed on the mainland", "numbers of batches")
                           .arg(root.feed.sealedCount).arg(root.feed.executedCount);
                default:
                    return qsTr("%1 sealed, %2 executed; nothing settles until the chain starts", "numbers of batches")
                           .arg(root.feed.sealedCount).arg(root.feed.executedCount);
                }
            }
        }
    }

    ListView {
        id: list
        objectName: "batches"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.margins: Theme.space3
        implicitHeight: measure.implicitHeight + 2
        height: implicitHeight
        orientation: ListView.Horizontal
        spacing: Theme.space2
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.feed.batches
        cacheBuffer: 0  // as in BlocksPanel
        keyNavigationEnabled: true
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Batches, the newest first", "read aloud")
        T.ScrollBar.horizontal: ScrollBar { policy: T.ScrollBar.AlwaysOff }

        delegate: BatchCard {
            y: 1
            proven: root.feed.proven
            chosen: root.feed.selected === number
            onClicked: {
                list.currentIndex = index;
                root.chosen(number);
            }
            required property int index
        }
        // A new batch comes in at the left, where people look.
        onCountChanged: {
            if (!list.moving && list.contentX <= list.originX + measure.implicitWidth)
                list.positionViewAtBeginning();
        }
    }
    // As high as every card.
    BatchCard {
        id: measure
        visible: false
        number: 0
        stage: BatchStage.Executed
        transactions: 0
        sealedAt: " "
        waiting: false
        proven: false
        chosen: false
    }
}
