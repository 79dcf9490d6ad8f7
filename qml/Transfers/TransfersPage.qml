pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The room with all transfers, and the receipt of the chosen one.
FocusScope {
    id: root

    required property string chosen     // a transfer's id, or ""

    signal choose(string transferId)
    signal send()
    signal sendAgain(string from, string to, string amount)

    readonly property bool roomy: width > 860
    readonly property bool reading: root.chosen !== ""

    PageHeader {
        id: header
        anchors.left: parent.left
        anchors.right: root.roomy && root.reading ? panel.left : parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space6
        title: qsTr("Transfers", "title of a room")
        subtitle: Engine.transfers.count === 0 ? ""
            : qsTr("%1 under way", "number of transfers").arg(Engine.transfers.underWay)

        Button {
            objectName: "send"
            kind: Button.Primary
            iconName: "arrow"
            text: qsTr("Send", "button: opens the form of a transfer")
            onClicked: root.send()
        }
    }
    Message {
        id: problem
        anchors.left: header.left
        anchors.right: header.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.space4
        visible: Engine.transfers.problem !== ""
        text: Engine.transfers.problem
    }
    ListView {
        id: list
        objectName: "transfers"
        anchors.left: header.left
        anchors.right: header.right
        anchors.top: problem.visible ? problem.bottom : header.bottom
        anchors.bottom: parent.bottom
        anchors.topMargin: Theme.space4
        model: Engine.transfers
        spacing: Theme.space2
        clip: true
        cacheBuffer: 0  // rows ahead would be made asynchronously, and missed when the model is reset
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        focus: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Transfers, the newest first", "read aloud")
        T.ScrollBar.vertical: ScrollBar {}

        delegate: TransferRow {
            width: list.width
            wide: list.width > 760
            chosen: root.chosen === transferId || root.chosen === transaction
            onClicked: root.choose(transferId)
        }
    }
    EmptyState {
        anchors.centerIn: list
        visible: Engine.transfers.count === 0 && Engine.transfers.problem === ""
        title: Engine.transfers.known ? qsTr("Nothing was sent yet", "title where the list of transfers is empty")
                                      : qsTr("Reading transfers…", "while a list is read")
        text: Engine.transfers.known
            ? qsTr("Send something from shore to shore: to alice@tortuga, say. Its receipt shows where the money is.",
                   "explains an empty list")
            : ""
        action: Engine.transfers.known ? qsTr("Send", "button: opens the form of a transfer") : ""
        onActionTriggered: root.send()
    }

    Rectangle {
        anchors.fill: parent
        visible: panel.visible && !root.roomy
        color: Theme.colors.scrim
        TapHandler { onTapped: root.choose("") }
        HoverHandler {}
    }
    Rectangle {
        id: panel
        objectName: "receipt"
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        width: 320 + 12 * Math.max(0, Theme.textOffset)
        visible: root.reading
        color: Theme.colors.surface

        Divider {
            width: 1
            height: parent.height
        }
        TapHandler {}
        Receipt {
            anchors.fill: parent
            anchors.margins: Theme.space5
            anchors.topMargin: Theme.space6
            transferId: root.chosen
            onDismissed: root.choose("")
            onSendAgain: (from, to, amount) => root.sendAgain(from, to, amount)
        }
    }

    Keys.onEscapePressed: root.choose("")
}
