import QtQuick
import Archipelago.Controls
import Archipelago.Theme

// Shown on every chain without a proof for all of its batches.
Pill {
    id: root

    text: qsTr("Unproven", "label on a chain that has no proofs")
    ink: Theme.colors.warning
    Accessible.description: explanation.text

    HoverHandler { id: pointer }
    ToolTip {
        id: explanation
        visible: pointer.hovered
        text: qsTr("No proof exists for this chain's batches: trust this computer, or nobody.",
                   "tooltip of the label Unproven")
    }
}
