import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// One line of input. Its label is the Field around it; accessibleName repeats it for screen readers.
T.TextField {
    id: root

    required property string accessibleName
    property bool wrong: false
    property bool monospace: false

    implicitWidth: 240
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    verticalAlignment: TextInput.AlignVCenter
    hoverEnabled: true
    selectByMouse: true

    color: Theme.colors.text
    placeholderTextColor: Theme.colors.placeholder
    selectionColor: Theme.colors.sea
    selectedTextColor: Theme.colors.background
    font.family: root.monospace ? Theme.monospace : Theme.family
    font.pixelSize: root.monospace ? Theme.hash : Theme.body

    Accessible.role: Accessible.EditableText
    Accessible.name: root.accessibleName

    Label {
        anchors.fill: parent
        leftPadding: root.leftPadding
        rightPadding: root.rightPadding
        verticalAlignment: Text.AlignVCenter
        visible: root.text === "" && root.preeditText === ""
        text: root.placeholderText
        color: root.placeholderTextColor
        font: root.font
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.field
        border.width: root.activeFocus || root.wrong ? 2 : 1
        border.color: {
            if (root.wrong)
                return Theme.colors.error;
            return root.activeFocus ? Theme.colors.sea : Theme.colors.controlOutline;
        }
    }
}
