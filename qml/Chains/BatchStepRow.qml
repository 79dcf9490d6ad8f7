import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// One transaction on the L1 that moved a batch.
Item {
    id: root

    required property string hash
    required property int step          // BatchStep
    required property bool waiting
    required property bool failed
    required property real block        // of the L1
    required property string gas
    required property string bytes
    required property string sentAt
    required property bool proven

    readonly property string title: {
        switch (root.step) {
        case BatchStep.Prove: return qsTr("Proof slot", "a step of a batch on the L1");
        case BatchStep.Execute: return qsTr("Execute", "a step of a batch on the L1");
        case BatchStep.Revert: return qsTr("Revert", "a step of a batch on the L1");
        default: return qsTr("Commit", "a step of a batch on the L1");
        }
    }
    readonly property string fate: {
        if (root.waiting)
            return qsTr("waits for a block of the L1", "what became of a transaction");
        if (root.failed)
            return qsTr("failed in L1 block %1", "what became of a transaction").arg(root.block);
        return qsTr("L1 block %1", "where a transaction is").arg(root.block);
    }
    readonly property bool unproven: root.step === BatchStep.Prove && !root.waiting && !root.failed && !root.proven

    implicitHeight: Theme.rowHeight + 14
    Accessible.role: Accessible.ListItem
    Accessible.name: `${root.title}, ${root.fate}`
    Accessible.description: root.unproven ? proof.text : ""

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space3
        spacing: Theme.space3

        Icon {
            name: root.waiting ? "follow" : root.failed ? "close" : root.unproven ? "warning" : "check"
            size: 16
            thickness: 2.2
            color: root.waiting ? Theme.colors.sea : root.failed ? Theme.colors.error
                 : root.unproven ? Theme.colors.warning : Theme.colors.ok
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.space2
                Label {
                    text: root.title
                    strong: true
                    Accessible.ignored: true
                }
                Label {
                    id: proof
                    Layout.fillWidth: true
                    visible: root.unproven
                    text: qsTr("unproven: taken without a proof", "beside the proof slot's step of a batch")
                    color: Theme.colors.warning
                    font.pixelSize: Theme.caption
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("%1 · sent %2", "what became of a transaction, and a time of day").arg(root.fate).arg(root.sentAt)
                secondary: true
                font.pixelSize: Theme.caption
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            Layout.fillWidth: false
            spacing: 2
            Label {
                Layout.alignment: Qt.AlignRight
                text: root.waiting ? "…" : qsTr("%1 gas", "an amount of gas").arg(root.gas)
                Accessible.ignored: true
            }
            Label {
                Layout.alignment: Qt.AlignRight
                text: qsTr("%1 bytes", "size of a transaction").arg(root.bytes)
                secondary: true
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
        HashLabel {
            Layout.leftMargin: Theme.space2
            value: root.hash
            secondary: true
        }
        CopyButton {
            value: root.hash
            what: qsTr("transaction hash of %1", "what is copied; %1 is a step of a batch").arg(root.title)
        }
    }
    Divider {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        opacity: 0.6
    }
}
