import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// One stage of a transfer: whether it is reached, when, and by which transaction on which chain.
Item {
    id: root

    required property int stage             // TransferStage
    required property bool done
    required property bool current          // what the transfer waits for
    required property string time           // "" while not done
    required property string transaction    // "" where none did it
    required property string chain
    required property bool deposit          // from the L1: its queue carries it

    readonly property bool unproven: root.stage === TransferStage.Proven
    readonly property string title: {
        switch (root.stage) {
        case TransferStage.Batched: return root.deposit ? qsTr("In the mainland's queue", "stage of a transfer")
                                                        : qsTr("Batched", "stage of a transfer");
        case TransferStage.Proven: return qsTr("Proof slot", "stage of a transfer");
        case TransferStage.Settled: return qsTr("Settled on the mainland", "stage of a transfer");
        case TransferStage.Arrived: return qsTr("Arrived", "stage of a transfer");
        default: return qsTr("Sent", "stage of a transfer");
        }
    }

    implicitHeight: lines.implicitHeight + Theme.space2 + 2
    Accessible.role: Accessible.ListItem
    Accessible.name: root.done ? qsTr("%1 at %2", "read aloud; a stage and a time of day").arg(root.title).arg(root.time)
                               : qsTr("%1, not yet", "read aloud; a stage").arg(root.title)
    Accessible.description: root.transaction

    Rectangle {
        id: mark
        x: 1
        y: 4
        width: 12
        height: 12
        // Done: disc. Done without a proof: hollow diamond. Waited for: gold ring. Later: ring.
        radius: root.unproven && root.done ? 2 : 6
        rotation: root.unproven && root.done ? 45 : 0
        scale: root.unproven && root.done ? 0.85 : 1
        color: root.done && !root.unproven ? Theme.colors.ok : "transparent"
        border.width: 2
        border.color: {
            if (root.done)
                return root.unproven ? Theme.colors.warning : Theme.colors.ok;
            return root.current ? Theme.colors.goldLine : Theme.colors.controlOutline;
        }
    }
    ColumnLayout {
        id: lines
        anchors.left: mark.right
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            Label {
                text: root.title
                strong: root.current
                secondary: !root.done && !root.current
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                text: {
                    if (root.unproven)
                        return qsTr("unproven", "beside the proof slot's stage of a transfer");
                    return root.current ? qsTr("waits", "beside a stage of a transfer") : "";
                }
                color: root.unproven ? Theme.colors.warning : Theme.colors.textSecondary
                font.pixelSize: Theme.caption
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            Label {
                text: root.time
                secondary: true
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        RowLayout {
            Layout.fillWidth: true
            visible: root.transaction !== ""
            spacing: Theme.space2
            HashLabel {
                value: root.transaction
                secondary: true
                font.pixelSize: Theme.caption
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("on %1", "where a transaction is; %1 is a chain").arg(root.chain)
                secondary: true
                font.pixelSize: Theme.caption
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            CopyButton {
                Layout.topMargin: -6
                Layout.bottomMargin: -6
                value: root.transaction
                what: qsTr("transaction hash of %1", "what is copied; %1 is a step of a batch").arg(root.title)
            }
        }
    }
}
