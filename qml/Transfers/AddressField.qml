pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// An account on a chain, such as alice@tortuga; names that begin as typed are offered below.
TextField {
    id: root

    property bool asked: false      // the person wants to see names
    property int marked: -1         // of the names offered; -1: none
    readonly property bool offered: root.asked && completion.names.length > 0
                                    && !(completion.names.length === 1 && completion.names[0] === root.text)
    onOfferedChanged: follow.restart()

    function take(name: string) {
        root.text = name;
        root.asked = false;
    }

    Keys.onDownPressed: event => {
        root.asked = true;
        root.marked = Math.min(completion.names.length - 1, root.marked + 1);
        event.accepted = true;
    }
    Keys.onUpPressed: event => {
        root.marked = Math.max(-1, root.marked - 1);
        event.accepted = root.offered;
    }
    // Enter takes what is marked; only then does it reach the form.
    Keys.onReturnPressed: event => {
        event.accepted = root.offered && root.marked >= 0;
        if (event.accepted)
            root.take(completion.names[root.marked]);
    }
    onTextEdited: {
        root.marked = -1;
        root.asked = true;
    }
    onActiveFocusChanged: {
        root.marked = -1;
        root.asked = false;
    }

    NameCompletion {
        id: completion
        chains: Engine.chains
        prefix: root.text
    }
    // Not at once: closing tells `asked`, which `offered` follows.
    Timer {
        id: follow
        interval: 0
        onTriggered: {
            if (root.offered)
                offers.open();
            else
                offers.close();
        }
    }

    T.Popup {
        id: offers
        y: root.height + 4
        width: root.width
        height: Math.min(list.contentHeight, 6 * Theme.rowHeight) + 2 * padding
        padding: 4
        closePolicy: T.Popup.CloseOnEscape
        onClosed: root.asked = false

        background: Rectangle {
            radius: Theme.radius
            color: Theme.colors.raised
            border.width: 1
            border.color: Theme.colors.controlOutline
        }
        ListView {
            id: list
            objectName: "offers"
            anchors.fill: parent
            clip: true
            cacheBuffer: 0  // as in BlocksPanel
            currentIndex: root.marked
            model: completion.names
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Accounts", "title of a list")

            delegate: T.ItemDelegate {
                id: offer
                required property string modelData
                required property int index
                width: list.width
                height: Theme.rowHeight - 6
                hoverEnabled: true
                focusPolicy: Qt.NoFocus
                highlighted: root.marked === offer.index
                Accessible.role: Accessible.ListItem
                Accessible.name: offer.modelData
                Accessible.onPressAction: offer.clicked()
                onClicked: root.take(offer.modelData)
                contentItem: Label {
                    leftPadding: Theme.space3
                    verticalAlignment: Text.AlignVCenter
                    text: offer.modelData
                    font.family: Theme.monospace
                    font.pixelSize: Theme.hash
                    Accessible.ignored: true
                }
                background: Rectangle {
                    radius: 6
                    color: offer.highlighted || offer.hovered ? Theme.colors.field : Theme.veil(Theme.colors.field, 0)
                }
            }
        }
    }
}
