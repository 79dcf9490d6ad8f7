import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// A value to take away: shown in monospace, selectable, with a button that copies it.
Rectangle {
    id: root

    required property string value
    required property string what

    implicitWidth: 240
    implicitHeight: Theme.controlHeight
    radius: Theme.radius
    color: Theme.colors.field
    border.width: 1
    border.color: Theme.colors.hairline

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: 2
        spacing: Theme.space1

        TextInput {
            Layout.fillWidth: true
            text: root.value
            readOnly: true
            selectByMouse: true
            clip: true
            onTextChanged: cursorPosition = 0
            Component.onCompleted: cursorPosition = 0
            color: Theme.colors.text
            selectionColor: Theme.colors.sea
            selectedTextColor: Theme.colors.background
            font.family: Theme.monospace
            font.pixelSize: Theme.hash
            Accessible.role: Accessible.EditableText
            Accessible.readOnly: true
            Accessible.name: root.what + ": " + root.value
        }
        CopyButton {
            value: root.value
            what: root.what
        }
    }
}
