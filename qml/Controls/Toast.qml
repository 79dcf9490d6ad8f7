import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// A short word about something that just happened. Failures stay until dismissed.
Rectangle {
    id: root

    required property string text
    property string detail: ""
    property bool failure: false

    signal dismissed()

    implicitWidth: 360
    implicitHeight: row.implicitHeight + 2 * Theme.space3
    radius: Theme.cardRadius
    color: Theme.colors.raised
    border.width: 1
    border.color: Theme.veil(root.failure ? Theme.colors.error : Theme.colors.controlOutline, 0.8)

    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text
    Accessible.description: root.detail

    Timer {
        interval: 5000
        running: !root.failure && !pointer.hovered
        onTriggered: root.dismissed()
    }
    HoverHandler { id: pointer }

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space2
        spacing: Theme.space3

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 6
            name: root.failure ? "warning" : "check"
            color: root.failure ? Theme.colors.error : Theme.colors.ok
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            Label {
                Layout.fillWidth: true
                text: root.text
                strong: true
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                visible: root.detail !== ""
                text: root.detail
                secondary: true
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        IconButton {
            Layout.alignment: Qt.AlignTop
            iconName: "close"
            objectName: "dismiss"
            text: qsTr("Dismiss", "closes a notification")
            onClicked: root.dismissed()
        }
    }
}
