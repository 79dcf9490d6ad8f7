import QtQuick
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// Why a chain is not simply running, and what to do. Invisible when there is nothing to say.
Message {
    id: root

    required property int chainState    // ChainState
    required property string detail
    visible: root.text !== ""
    ink: {
        switch (root.chainState) {
        case ChainState.Failed: return Theme.colors.error;
        case ChainState.Degraded: return Theme.colors.warning;
        default: return Theme.colors.sea;
        }
    }
    iconName: root.chainState === ChainState.Starting ? "info" : "warning"
    text: {
        if (root.detail === "")
            return "";
        switch (root.chainState) {
        case ChainState.Failed: return qsTr("Failed: %1", "%1 is the cause").arg(root.detail);
        case ChainState.Degraded: return qsTr("Degraded: %1", "%1 is the reason").arg(root.detail);
        case ChainState.Starting: return qsTr("Starting: %1", "%1 is a stage").arg(root.detail);
        default: return "";
        }
    }
}
