pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// One transfer: how much, between whom, and its five stages.
ColumnLayout {
    id: root

    required property string transferId

    signal dismissed()
    signal sendAgain(string from, string to, string amount)

    spacing: Theme.space3

    ReceiptModel {
        id: receipt
        transfers: Engine.transfers
        transferId: root.transferId
    }

    RowLayout {
        Layout.fillWidth: true
        Label {
            Layout.fillWidth: true
            text: receipt.fate === TransferFate.UnderWay ? qsTr("Transfer in flight", "title of a receipt")
                                                         : qsTr("Transfer", "title of a receipt")
            font.family: Theme.displayFamily
            font.pixelSize: Theme.section
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }
        IconButton {
            iconName: "close"
            text: qsTr("Close", "button: closes the panel")
            onClicked: root.dismissed()
        }
    }
    Label {
        Layout.fillWidth: true
        visible: !receipt.exists
        text: qsTr("Sent. It shows here once it is in a block.", "in place of a receipt")
        secondary: true
        wrapMode: Text.Wrap
    }
    Label {
        Layout.fillWidth: true
        visible: receipt.exists
        text: `${receipt.amount} ${receipt.symbol}`
        font.family: Theme.displayFamily
        font.pixelSize: Theme.number
        font.weight: Font.DemiBold
        color: Theme.colors.goldText
        elide: Text.ElideRight
    }
    FateBadge {
        visible: receipt.exists
        fate: receipt.fate
        stage: receipt.reached
    }
    ColumnLayout {
        visible: receipt.exists
        Layout.fillWidth: true
        spacing: 2
        Label {
            Layout.fillWidth: true
            text: receipt.from
            font.family: Theme.monospace
            font.pixelSize: Theme.hash
            elide: Text.ElideMiddle
            Accessible.name: qsTr("From %1", "read aloud").arg(receipt.from)
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            Icon {
                name: "arrow"
                size: 14
                color: Theme.colors.placeholder
            }
            Label {
                Layout.fillWidth: true
                text: receipt.to
                font.family: Theme.monospace
                font.pixelSize: Theme.hash
                elide: Text.ElideMiddle
                Accessible.name: qsTr("To %1", "read aloud").arg(receipt.to)
            }
        }
    }
    Message {
        Layout.fillWidth: true
        visible: receipt.reason !== ""
        ink: receipt.fate === TransferFate.Failed ? Theme.colors.error : Theme.colors.warning
        text: receipt.reason
    }
    ColumnLayout {
        visible: receipt.exists
        Layout.fillWidth: true
        spacing: 0
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Stages of the transfer", "read aloud")
        Repeater {
            model: receipt
            ReceiptStage {
                Layout.fillWidth: true
                deposit: receipt.fromChain === "mainland"
            }
        }
    }
    Rectangle {
        Layout.fillWidth: true
        visible: receipt.exists && (receipt.fate === TransferFate.UnderWay || receipt.fate === TransferFate.Arrived)
        implicitHeight: 6
        radius: 3
        color: Theme.colors.raised
        Accessible.role: Accessible.ProgressBar
        Accessible.name: qsTr("%1 % of the way", "read aloud; how far a transfer is").arg(Math.round(receipt.position * 100))
        Rectangle {
            width: parent.width * receipt.position
            height: parent.height
            radius: 3
            color: Theme.colors.goldLine
            Behavior on width { NumberAnimation { duration: Theme.movement; easing.type: Easing.OutCubic } }
        }
    }
    Label {
        Layout.fillWidth: true
        text: {
            switch (receipt.fate) {
            case TransferFate.Arrived:
                return receipt.seconds < 0 ? qsTr("It arrived.", "about a transfer")
                     : qsTr("It arrived after %1 s.", "about a transfer; %1 is a number").arg(receipt.seconds.toFixed(1));
            case TransferFate.UnderWay:
                return qsTr("The money has left %1 and waits for its next stage. Closing this window does not lose it: it goes on at the next start.",
                            "about a transfer; %1 is a chain").arg(receipt.fromChain);
            case TransferFate.Returned:
                return qsTr("The money is back on %1.", "about a transfer; %1 is a chain").arg(receipt.fromChain);
            default: return "";
            }
        }
        visible: receipt.exists && text !== ""
        secondary: true
        wrapMode: Text.Wrap
    }
    RowLayout {
        visible: receipt.exists
        Layout.fillWidth: true
        spacing: Theme.space2
        Button {
            text: qsTr("Send again", "button: opens the same transfer anew")
            onClicked: root.sendAgain(receipt.from, receipt.to, receipt.amount)
        }
        Item { Layout.fillWidth: true }
        CopyButton {
            value: root.transferId
            what: qsTr("id of the transfer", "what is copied")
        }
    }
    Item { Layout.fillHeight: true }
}
