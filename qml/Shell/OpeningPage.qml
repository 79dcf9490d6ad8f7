import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// Before the world is open, and after it was closed: what is being done, or why it cannot be done.
Item {
    id: root

    property int elapsed: 0    // seconds in this phase
    readonly property bool failed: Engine.phase === Engine.Failed

    Connections {
        target: Engine
        function onPhaseChanged() { root.elapsed = 0; }
    }
    Timer {
        interval: 1000
        repeat: true
        running: root.visible && !root.failed
        onTriggered: root.elapsed += 1
    }

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(520, parent.width - 2 * Theme.space6)
        spacing: Theme.space4

        Label {
            Layout.fillWidth: true
            visible: !root.failed && root.elapsed > 0
            text: qsTr("%1 · %2 s", "stage and seconds so far").arg(Engine.stage).arg(root.elapsed)
            secondary: true
            horizontalAlignment: Text.AlignHCenter
        }
        Label {
            Layout.fillWidth: true
            visible: root.failed
            text: qsTr("This world could not be opened", "title")
            font.family: Theme.displayFamily
            font.pixelSize: Theme.page
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        Message {
            Layout.fillWidth: true
            visible: root.failed
            text: Engine.failure
            cure: {
                switch (Engine.obstacle) {
                case Engine.InUse:
                    return qsTr("Its chains run there. Once that process is stopped, they run in this window.",
                                "what to do about a world that another process has open");
                case Engine.Damaged:
                    return qsTr("The file remembers which chains were stopped, and the address of an L1 elsewhere. A fresh one forgets these two; the damaged one is kept beside it.",
                                "what to do about a damaged world file");
                default:
                    return qsTr("World folder: %1", "%1 is a path").arg(Engine.worldPath);
                }
            }
        }
        RowLayout {
            Layout.alignment: Qt.AlignRight
            visible: root.failed
            spacing: Theme.space2

            Button {
                objectName: "tryAgain"
                iconName: "restart"
                text: qsTr("Try again", "button")
                onClicked: Engine.open()
            }
            Button {
                objectName: "cure"
                visible: Engine.obstacle !== Engine.OtherObstacle
                kind: Button.Primary
                text: Engine.obstacle === Engine.InUse
                      ? qsTr("Stop it and open here", "button: ends the other process")
                      : qsTr("Open with a fresh file", "button: replaces a damaged file")
                onClicked: {
                    if (Engine.obstacle === Engine.InUse)
                        Engine.takeOver();
                    else
                        Engine.renewWorldFile();
                }
            }
        }
    }
}
