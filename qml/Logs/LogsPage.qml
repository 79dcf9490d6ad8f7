pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The engine's log, live: filtered by level, chain and text. Follows until somebody scrolls up.
FocusScope {
    id: root

    property bool follow: true
    readonly property string allChains: qsTr("All chains", "choice in a filter")

    function names(): list<string> {
        const all = [root.allChains];
        for (let row = 0; row < Engine.chains.count; ++row)
            all.push(Engine.chains.data(Engine.chains.index(row, 0), Qt.DisplayRole));
        return all;
    }

    // After the list has laid out what came.
    Timer {
        id: settle
        interval: 0
        onTriggered: list.positionViewAtEnd()
    }

    PageHeader {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space6
        title: qsTr("Logs", "title of a room")
        subtitle: qsTr("newest lines: %1", "number of lines shown").arg(Engine.log.count)

        CopyButton {
            what: qsTr("these lines", "what is copied")
            value: ""
            onPressed: value = Engine.log.everything()
        }
        Button {
            visible: !root.follow
            iconName: "follow"
            text: qsTr("Follow", "button: go to the newest line and stay there")
            onClicked: {
                root.follow = true;
                list.positionViewAtEnd();
            }
        }
    }

    RowLayout {
        id: filters
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        anchors.leftMargin: Theme.space6
        anchors.rightMargin: Theme.space6
        anchors.topMargin: Theme.space4
        spacing: Theme.space3

        SegmentedControl {
            accessibleName: qsTr("Least level", "filter of the log")
            choices: [{ value: 0, text: qsTr("All", "every level of log lines") },
                      { value: 1, text: qsTr("Info", "level of log lines") },
                      { value: 2, text: qsTr("Warnings", "level of log lines") },
                      { value: 3, text: qsTr("Errors", "level of log lines") }]
            value: Engine.log.least
            onChosen: value => Engine.log.least = value
        }
        ComboBox {
            accessibleName: qsTr("Chain", "filter of the log")
            model: root.names()
            onActivated: index => Engine.log.chain = index === 0 ? "" : currentText
            Component.onCompleted: currentIndex = Math.max(0, find(Engine.log.chain))
        }
        TextField {
            Layout.fillWidth: true
            accessibleName: qsTr("Text to look for", "filter of the log")
            placeholderText: qsTr("Look for…", "in an empty text field")
            text: Engine.log.text
            onTextEdited: Engine.log.text = text
        }
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.space6
        anchors.topMargin: header.height + filters.height + Theme.space6 + 2 * Theme.space4
        radius: Theme.cardRadius
        color: Theme.colors.surface
        border.width: 1
        border.color: Theme.colors.hairline

        ListView {
            id: list
            anchors.fill: parent
            anchors.margins: Theme.space2
            anchors.leftMargin: 1
            anchors.rightMargin: 1
            model: Engine.log
            clip: true
            reuseItems: true
            boundsBehavior: Flickable.StopAtBounds
            activeFocusOnTab: true
            Accessible.role: Accessible.List
            Accessible.name: header.title
            T.ScrollBar.vertical: ScrollBar {}

            delegate: LogLine { width: list.width }
            onCountChanged: {
                if (root.follow)
                    settle.restart();
            }
            onMovementEnded: root.follow = atYEnd
            Keys.onUpPressed: {
                root.follow = false;
                list.flick(0, 600);
            }
            Keys.onDownPressed: list.flick(0, -600)
            Component.onCompleted: list.positionViewAtEnd()
        }
        EmptyState {
            anchors.centerIn: parent
            visible: Engine.log.count === 0
            title: qsTr("Nothing to show", "title where the log is empty")
            text: qsTr("No line passes the filter.", "explains an empty log")
        }
    }
}
