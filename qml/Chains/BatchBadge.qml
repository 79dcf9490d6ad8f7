import QtQuick
import Archipelago.App
import Archipelago.Controls

// How far a batch is, in one word.
StateBadge {
    id: root

    required property int stage     // BatchStage

    tone: {
        switch (root.stage) {
        case BatchStage.Sealed:
        case BatchStage.Committed: return StateBadge.Progress;
        case BatchStage.Accepted: return StateBadge.Warning;
        case BatchStage.Executed: return StateBadge.Good;
        default: return StateBadge.Neutral;
        }
    }
    text: {
        switch (root.stage) {
        case BatchStage.Sealed: return qsTr("Sealed", "how far a batch is");
        case BatchStage.Committed: return qsTr("Committed", "how far a batch is: the L1 has it");
        case BatchStage.Accepted: return qsTr("Accepted", "how far a batch is: by the L1's proof slot");
        case BatchStage.Executed: return qsTr("Executed", "how far a batch is: final on the L1");
        default: return qsTr("Open", "how far a batch is: it still takes transactions");
        }
    }
}
