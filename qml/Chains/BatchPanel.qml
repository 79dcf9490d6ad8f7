pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The chosen batch: what it holds, and each transaction that moved it on the L1.
Panel {
    id: root

    required property BatchFeed feed

    title: root.feed.found ? qsTr("Batch %1", "title; %1 is a number").arg(root.feed.selected)
                           : qsTr("Batches", "title of a list")
    note: !root.feed.found || root.feed.open ? ""
        : qsTr("blocks %1 to %2 · %3 tx · %4 bytes for the L1 · epoch %5 · sealed %6",
               "what a batch holds; %6 is a time of day")
          .arg(root.feed.firstBlock).arg(root.feed.lastBlock).arg(root.feed.transactions)
          .arg(root.feed.dataBytes).arg(root.feed.epoch).arg(root.feed.sealedAt)

    ListView {
        id: list
        objectName: "batchSteps"
        anchors.fill: parent
        anchors.bottomMargin: shared.visible ? shared.height + Theme.space2 : 0
        model: root.feed.steps
        clip: true
        cacheBuffer: 0  // as in BlocksPanel
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        Accessible.role: Accessible.List
        Accessible.name: root.title
        T.ScrollBar.vertical: ScrollBar {}

        delegate: BatchStepRow {
            width: list.width
            proven: root.feed.proven
        }
    }
    Label {
        id: shared
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        visible: root.feed.steps.count > 0
        text: qsTr("Gas and bytes are of the whole transaction; batches of one epoch may share it.",
                   "beneath the transactions of a batch")
        secondary: true
        font.pixelSize: Theme.caption
        elide: Text.ElideRight
    }

    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space6, 420)
        visible: root.feed.steps.count === 0
        title: {
            if (!root.feed.found)
                return qsTr("Choose a batch above", "title where nothing is chosen");
            return root.feed.open ? qsTr("Still open", "title: a batch takes transactions")
                             : qsTr("Not on the L1 yet", "title: a batch without transactions on the L1");
        }
        text: {
            if (!root.feed.found)
                return qsTr("Its way to the L1 is shown here: each transaction with its gas and bytes.",
                            "explains an empty list");
            if (root.feed.open)
                return qsTr("It seals some seconds after its first transaction, or when it is full.",
                            "explains an empty list");
            return root.feed.settles ? qsTr("Its commit is sent as soon as the L1 takes it.", "explains an empty list")
                                     : qsTr("This chain settles nowhere: the batch stays sealed on this computer.",
                                            "explains an empty list");
        }
    }
}
