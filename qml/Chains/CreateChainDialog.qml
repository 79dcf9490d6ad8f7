import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// Asks only for a name; everything else has a default.
Dialog {
    id: root

    property string failure: ""
    property int elapsed: 0             // seconds of the creation so far
    property bool asked: false          // errors appear once somebody tried
    readonly property string nameProblem: Engine.nameProblem(nameField.text)
    readonly property string chainIdProblem: Engine.chainIdProblem(chainIdField.text)
    readonly property string portProblem: Engine.portProblem(portField.text)
    readonly property string urlProblem: shore.value === "url" ? Engine.urlProblem(urlField.text) : ""
    readonly property bool sound: root.nameProblem === "" && root.chainIdProblem === ""
                                  && root.portProblem === "" && root.urlProblem === ""
    readonly property bool settles: mainland.exists ? shore.value !== "none" : shore.value !== ""

    title: qsTr("Raise an island", "title of the dialogue that creates a chain")
    subtitle: qsTr("A chain of your own. A name is enough.", "subtitle of the dialogue that creates a chain")
    closePolicy: Engine.creating ? Dialog.NoAutoClose : Dialog.CloseOnEscape
    onAboutToShow: {
        nameField.text = "";
        chainIdField.text = "";
        portField.text = "";
        urlField.text = "";
        shore.value = "";
        blockTime.value = 250;
        rollup.checked = true;
        more.shown = false;
        root.failure = "";
        root.asked = false;
    }
    onOpened: nameField.forceActiveFocus()

    function create() {
        root.asked = true;
        root.failure = "";
        if (!root.sound || Engine.creating)
            return;
        root.elapsed = 0;
        Engine.createChain(nameField.text, chainIdField.text, blockTime.value,
                           validium.checked ? DataMode.Validium : DataMode.Rollup, portField.text,
                           shore.value === "url" ? urlField.text : shore.value);
    }

    Connections {
        target: Engine
        function onChainCreated(name: string) { root.close(); }
        function onCreationFailed(sentence: string) { root.failure = sentence; }
    }
    MainlandEntry {
        id: mainland
        chains: Engine.chains
    }
    Timer {
        interval: 1000
        repeat: true
        running: Engine.creating && root.visible
        onTriggered: root.elapsed += 1
    }

    Field {
        Layout.fillWidth: true
        label: qsTr("Name", "label of a text field")
        help: qsTr("a to z, 0 to 9 and -; it cannot change later", "help beneath a text field")
        error: root.asked || nameField.text !== "" ? root.nameProblem : ""

        TextField {
            id: nameField
            objectName: "chainName"
            Layout.fillWidth: true
            accessibleName: qsTr("Name of the chain", "read aloud")
            placeholderText: "tortuga"
            maximumLength: 32
            wrong: parent !== null && (root.asked || text !== "") && root.nameProblem !== ""
            onAccepted: root.create()
        }
    }

    Field {
        Layout.fillWidth: true
        label: qsTr("Data", "label: where the chain's data lives")

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space3

            ChoiceCard {
                id: rollup
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                text: qsTr("Rollup", "where a chain's data lives")
                explanation: qsTr("Each batch takes its state differences to the L1: if this computer dies, anyone can rebuild the chain from there.",
                                  "explains a choice")
                checked: true
            }
            ChoiceCard {
                id: validium
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                text: qsTr("Validium", "where a chain's data lives")
                explanation: qsTr("Cheaper: the L1 gets commitments alone. Data stays on this computer: if it dies, users cannot recover their money.",
                                  "explains a choice")
            }
        }
    }

    Field {
        Layout.fillWidth: true
        label: qsTr("A block every", "label: time between blocks")

        SegmentedControl {
            id: blockTime
            accessibleName: qsTr("Time between blocks", "read aloud")
            choices: [{ value: 100, text: qsTr("100 ms", "time") },
                      { value: 250, text: qsTr("250 ms", "time") },
                      { value: 500, text: qsTr("500 ms", "time") },
                      { value: 1000, text: qsTr("1 s", "time") },
                      { value: 2000, text: qsTr("2 s", "time") }]
            value: 250
            onChosen: value => blockTime.value = value
        }
    }

    Button {
        id: more
        objectName: "more"
        property bool shown: false
        visible: !shown
        text: qsTr("Choose id, port and L1", "button: shows more fields")
        iconName: "plus"
        onClicked: {
            more.shown = true;
            chainIdField.forceActiveFocus();
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: more.shown
        spacing: Theme.space3

        Field {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            label: qsTr("Chain id", "label of a text field")
            error: root.chainIdProblem
            TextField {
                id: chainIdField
                Layout.fillWidth: true
                accessibleName: qsTr("Chain id", "read aloud")
                placeholderText: qsTr("chosen for you", "in an empty text field")
                inputMethodHints: Qt.ImhDigitsOnly
                wrong: root.chainIdProblem !== ""
                onAccepted: root.create()
            }
        }
        Field {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            label: qsTr("RPC port", "label of a text field")
            error: root.portProblem
            TextField {
                id: portField
                Layout.fillWidth: true
                accessibleName: qsTr("RPC port", "read aloud")
                placeholderText: qsTr("chosen for you", "in an empty text field")
                inputMethodHints: Qt.ImhDigitsOnly
                wrong: root.portProblem !== ""
                onAccepted: root.create()
            }
        }
    }

    Field {
        Layout.fillWidth: true
        visible: more.shown
        label: qsTr("Settles", "label: where the chain's batches go")
        help: {
            switch (shore.value) {
            case "none": return qsTr("Batches stay sealed on this computer. This cannot change later.", "help beneath a choice");
            case "embedded": return qsTr("An L1 of its own starts in this window, with its contracts, and stays this world's L1.",
                                         "help beneath a choice");
            case "url": return qsTr("It stays this world's L1.", "help beneath a choice");
            default: return mainland.exists ? qsTr("The L1 at %1 gets its batches.", "help beneath a choice").arg(mainland.url)
                                            : qsTr("Batches stay sealed on this computer. This cannot change later.", "help beneath a choice");
            }
        }
        error: root.asked || urlField.text !== "" ? root.urlProblem : ""

        SegmentedControl {
            id: shore
            objectName: "shore"
            accessibleName: qsTr("Where its batches go", "read aloud")
            choices: mainland.exists
                ? [{ value: "", text: qsTr("On the mainland", "where batches go") },
                   { value: "none", text: qsTr("Nowhere", "where batches go") }]
                : [{ value: "", text: qsTr("Nowhere", "where batches go") },
                   { value: "embedded", text: qsTr("On an L1 of its own", "where batches go") },
                   { value: "url", text: qsTr("On another L1", "where batches go") }]
            value: ""
            onChosen: value => shore.value = value
        }
        TextField {
            id: urlField
            objectName: "l1Url"
            Layout.fillWidth: true
            Layout.topMargin: Theme.space2
            visible: shore.value === "url"
            accessibleName: qsTr("Address of the L1's RPC", "read aloud")
            placeholderText: "http://127.0.0.1:8545"
            wrong: (root.asked || text !== "") && root.urlProblem !== ""
            onAccepted: root.create()
        }
    }

    Message {
        Layout.fillWidth: true
        visible: root.failure === ""
        ink: Theme.colors.warning
        iconName: "info"
        text: root.settles
            ? qsTr("It will be unproven: the L1 takes its batches without a proof.", "in the dialogue that creates a chain")
            : qsTr("It will be unproven, and settle nowhere: its batches stay sealed on this computer.",
                   "in the dialogue that creates a chain")
        cure: qsTr("Ten test accounts with public keys hold its money. Use it for nothing of value.",
                   "in the dialogue that creates a chain")
    }
    Message {
        Layout.fillWidth: true
        visible: root.failure !== ""
        text: root.failure
    }

    buttons: [
        Label {
            visible: Engine.creating
            text: root.elapsed > 0 ? qsTr("%1 · %2 s", "stage and seconds so far").arg(Engine.creationStage).arg(root.elapsed)
                                   : Engine.creationStage
            secondary: true
        },
        Button {
            text: qsTr("Cancel", "button")
            enabled: !Engine.creating
            onClicked: root.close()
        },
        Button {
            objectName: "createChain"
            kind: Button.Primary
            text: qsTr("Create chain", "button")
            enabled: !Engine.creating
            onClicked: root.create()
        }
    ]
}
