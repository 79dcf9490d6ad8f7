pragma ComponentBehavior: Bound
import QtQuick
import Archipelago.App
import Archipelago.Theme

// The four steps of a batch as marks: sealed, committed, proof slot, executed. Done ones are full; the
// proof slot that took a batch without a proof is a hollow diamond.
Row {
    id: root

    required property int stage         // BatchStage
    required property bool proven
    property bool waiting: false        // a transaction for the next step is on its way

    readonly property int size: 8

    spacing: 0
    Accessible.ignored: true

    Repeater {
        model: [BatchStage.Sealed, BatchStage.Committed, BatchStage.Accepted, BatchStage.Executed]

        Row {
            id: step

            required property int modelData
            readonly property bool done: root.stage >= step.modelData
            readonly property bool next: root.stage + 1 === step.modelData
            readonly property bool unproven: step.done && step.modelData === BatchStage.Accepted && !root.proven

            Rectangle {
                visible: step.modelData !== BatchStage.Sealed
                anchors.verticalCenter: parent.verticalCenter
                width: 10
                height: 2
                color: step.done ? Theme.colors.ok : Theme.colors.hairline
            }
            Rectangle {
                width: root.size
                height: root.size
                radius: step.unproven ? 1 : root.size / 2
                rotation: step.unproven ? 45 : 0
                color: step.done && !step.unproven ? Theme.colors.ok : "transparent"
                border.width: 2
                border.color: {
                    if (step.unproven)
                        return Theme.colors.warning;
                    if (step.done)
                        return Theme.colors.ok;
                    return step.next && root.waiting ? Theme.colors.goldLine : Theme.colors.controlOutline;
                }
            }
        }
    }
}
