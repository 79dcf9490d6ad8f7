import QtQuick
import Archipelago.Theme

// A short word about something that just happened. Failures stay until dismissed.
Rectangle {
    id: root

    required property string text
    property string detail: ""
    property bool failure: false

    signal dismissed()

    implicitWidth: 360
    implicitHeight: words.implicitHeight + 2 * Theme.space3
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

    Icon {
        id: icon
        x: Theme.space4
        y: Theme.space3 + 1
        name: root.failure ? "warning" : "check"
        color: root.failure ? Theme.colors.error : Theme.colors.ok
    }
    Column {
        id: words
        anchors.left: icon.right
        anchors.right: close.left
        anchors.top: parent.top
        anchors.margins: Theme.space3
        spacing: 2

        Label {
            width: words.width
            text: root.text
            strong: true
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Label {
            width: words.width
            visible: root.detail !== ""
            text: root.detail
            secondary: true
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
    IconButton {
        id: close
        objectName: "dismiss"
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 6
        iconName: "close"
        text: qsTr("Dismiss", "closes a notification")
        onClicked: root.dismissed()
    }
}
