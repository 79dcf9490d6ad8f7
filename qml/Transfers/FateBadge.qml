import QtQuick
import Archipelago.App
import Archipelago.Controls

// Where a transfer is, in one word: its stage while it is under way, else what became of it.
StateBadge {
    id: root

    required property int fate      // TransferFate
    required property int stage     // TransferStage

    tone: {
        switch (root.fate) {
        case TransferFate.UnderWay: return StateBadge.Progress;
        case TransferFate.Arrived: return StateBadge.Good;
        case TransferFate.Failed: return StateBadge.Bad;
        default: return StateBadge.Warning;
        }
    }
    text: {
        switch (root.fate) {
        case TransferFate.Arrived: return qsTr("Arrived", "state of a transfer");
        case TransferFate.Failed: return qsTr("Failed", "state of a transfer");
        case TransferFate.Cancelled: return qsTr("Cancelled", "state of a transfer");
        case TransferFate.Returned: return qsTr("Returned", "state of a transfer: the money is back");
        default: break;
        }
        switch (root.stage) {
        case TransferStage.Batched: return qsTr("Batched", "state of a transfer");
        case TransferStage.Proven: return qsTr("Accepted", "state of a transfer: by the L1's proof slot, without a proof");
        case TransferStage.Settled: return qsTr("Settled", "state of a transfer");
        default: return qsTr("Sent", "state of a transfer");
        }
    }
}
