import QtQuick
import Archipelago.App
import Archipelago.Controls

// A chain's state in one word.
StateBadge {
    id: root

    required property int chainState    // ChainState

    tone: {
        switch (root.chainState) {
        case ChainState.Running: return StateBadge.Good;
        case ChainState.Starting:
        case ChainState.Stopping: return StateBadge.Progress;
        case ChainState.Degraded: return StateBadge.Warning;
        case ChainState.Failed: return StateBadge.Bad;
        default: return StateBadge.Neutral;
        }
    }
    text: {
        switch (root.chainState) {
        case ChainState.Running: return qsTr("Running", "state of a chain");
        case ChainState.Starting: return qsTr("Starting", "state of a chain");
        case ChainState.Stopping: return qsTr("Stopping", "state of a chain");
        case ChainState.Degraded: return qsTr("Degraded", "state of a chain: it runs, but not as it should");
        case ChainState.Failed: return qsTr("Failed", "state of a chain");
        default: return qsTr("Stopped", "state of a chain");
        }
    }
}
