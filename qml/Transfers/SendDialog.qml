import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Chains
import Archipelago.Controls
import Archipelago.Theme

// Sends an amount from one account to another, on the same or on another shore.
Dialog {
    id: root

    readonly property string asset: source.exists ? source.symbol : ""
    property string failure: ""
    property bool asked: false      // errors appear once somebody tried
    readonly property string fromProblem: Engine.accountProblem(fromField.text)
    readonly property string toProblem: Engine.accountProblem(toField.text)
    readonly property string amountProblem: Engine.amountProblem(amountField.text)
    readonly property bool sound: root.fromProblem === "" && root.toProblem === "" && root.amountProblem === ""

    signal sent(string transaction, bool across)

    title: qsTr("Send", "title of the form of a transfer")
    subtitle: qsTr("From any account to any other, on whichever shore.", "subtitle of the form of a transfer")
    closePolicy: Engine.sending ? Dialog.NoAutoClose : Dialog.CloseOnEscape
    onAboutToShow: {
        root.failure = "";
        root.asked = false;
    }
    onOpened: {
        if (fromField.text === "")
            fromField.forceActiveFocus();
        else if (toField.text === "")
            toField.forceActiveFocus();
        else
            amountField.forceActiveFocus();
    }

    // Opens with what is known already; "" for what is not.
    function compose(from: string, to: string, amount: string) {
        fromField.text = from;
        toField.text = to;
        amountField.text = amount;
        root.open();
    }

    function send() {
        root.asked = true;
        root.failure = "";
        if (root.sound && !Engine.sending)
            Engine.send(fromField.text, toField.text, amountField.text);
    }

    function chainOf(account: string): string {
        return account.slice(account.lastIndexOf("@") + 1).split("#")[0];
    }

    ChainEntry {
        id: source
        chains: Engine.chains
        name: root.chainOf(fromField.text)
    }
    Connections {
        target: Engine
        function onTransferSent(transaction: string) {
            root.close();
            root.sent(transaction, root.chainOf(fromField.text) !== root.chainOf(toField.text));
        }
        function onSendFailed(sentence: string) { root.failure = sentence; }
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: root.opened
        onActivated: root.send()
    }

    Field {
        Layout.fillWidth: true
        label: qsTr("From", "label of a text field: who sends")
        error: root.asked ? root.fromProblem : ""
        AddressField {
            id: fromField
            objectName: "sendFrom"
            Layout.fillWidth: true
            monospace: true
            accessibleName: qsTr("From whom", "read aloud")
            placeholderText: "alice@mainland"
            wrong: root.asked && root.fromProblem !== ""
            onAccepted: root.send()
        }
    }
    Field {
        Layout.fillWidth: true
        label: qsTr("To", "label of a text field: who gets it")
        error: root.asked ? root.toProblem : ""
        AddressField {
            id: toField
            objectName: "sendTo"
            Layout.fillWidth: true
            monospace: true
            accessibleName: qsTr("To whom", "read aloud")
            placeholderText: "bob@tortuga"
            wrong: root.asked && root.toProblem !== ""
            onAccepted: root.send()
        }
    }
    Field {
        Layout.fillWidth: true
        label: qsTr("Amount", "label of a text field")
        error: root.asked ? root.amountProblem : ""
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            TextField {
                id: amountField
                objectName: "sendAmount"
                Layout.fillWidth: true
                accessibleName: qsTr("Amount", "label of a text field")
                placeholderText: "12.5"
                inputMethodHints: Qt.ImhFormattedNumbersOnly
                wrong: root.asked && root.amountProblem !== ""
                onAccepted: root.send()
            }
            Label {
                text: root.asset
                strong: true
            }
        }
    }

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: quote.implicitHeight + 2 * Theme.space3
        radius: Theme.radius
        color: Theme.colors.field
        border.width: 1
        border.color: Theme.colors.hairline

        GridLayout {
            id: quote
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space3
            columns: 2
            columnSpacing: Theme.space4
            rowSpacing: 4

            Label {
                text: qsTr("Gets", "in a quote: what arrives")
                secondary: true
            }
            Label {
                Layout.fillWidth: true
                text: root.amountProblem === "" && root.toProblem === ""
                    ? qsTr("%1 %2 on %3", "amount, asset, chain").arg(amountField.text).arg(root.asset).arg(root.chainOf(toField.text))
                    : "–"
                elide: Text.ElideRight
            }
            Label {
                text: qsTr("Fee", "in a quote")
                secondary: true
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("not known yet", "in a quote: a fee or time that nobody can tell")
                elide: Text.ElideRight
            }
            Label {
                text: qsTr("Arrives", "in a quote: when")
                secondary: true
            }
            Label {
                readonly property string known: Engine.transfers.count > 0
                    ? Engine.transfers.timeFromHistory(root.chainOf(fromField.text), root.chainOf(toField.text)) : ""
                Layout.fillWidth: true
                text: known !== "" ? known : qsTr("not known yet", "in a quote: a fee or time that nobody can tell")
                elide: Text.ElideRight
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space2
        UnprovenPill {}
        Label {
            Layout.fillWidth: true
            text: qsTr("The L1 takes its batches without a proof: test money only.", "beneath the form of a transfer")
            secondary: true
            font.pixelSize: Theme.caption
            elide: Text.ElideRight
        }
    }
    Message {
        Layout.fillWidth: true
        visible: root.failure !== ""
        text: root.failure
    }

    buttons: [
        Label {
            visible: Engine.sending
            text: qsTr("Sending…", "while a transfer is sent")
            secondary: true
        },
        Button {
            text: qsTr("Cancel", "button")
            enabled: !Engine.sending
            onClicked: root.close()
        },
        Button {
            objectName: "sendNow"
            kind: Button.Primary
            text: qsTr("Send", "button: opens the form of a transfer")
            enabled: !Engine.sending
            onClicked: root.send()
        }
    ]
}
