import QtQuick
import Archipelago.Theme

// What happened, why, and what to do about it, beside the thing it concerns.
Rectangle {
    id: root

    required property string text      // state and cause
    property string cure: ""
    property string action: ""         // what a button does about it; "": no button
    property color ink: Theme.colors.error
    property string iconName: "warning"

    signal actionTriggered()

    // Room for the button beside the words.
    readonly property bool wide: button.visible && root.width > 640

    implicitWidth: 300
    implicitHeight: Math.max(words.implicitHeight, root.wide ? button.implicitHeight : 0) + 2 * Theme.space3
    radius: Theme.radius
    color: Theme.veil(root.ink, Theme.dark ? 0.10 : 0.06)
    border.width: 1
    border.color: Theme.veil(root.ink, 0.5)

    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text
    Accessible.description: root.cure

    Icon {
        id: icon
        x: Theme.space3
        y: Theme.space3
        name: root.iconName
        color: root.ink
    }
    Column {
        id: words
        anchors.left: icon.right
        anchors.right: root.wide ? button.left : parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space3
        spacing: 2

        Label {
            width: words.width
            text: root.text
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Label {
            width: words.width
            visible: root.cure !== ""
            text: root.cure
            secondary: true
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Item {
            visible: button.visible && !root.wide
            width: 1
            height: Theme.controlHeight + Theme.space2
        }
    }
    Button {
        id: button
        objectName: "messageAction"
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.space3
        visible: root.action !== ""
        text: root.action
        onClicked: root.actionTriggered()
    }
}
