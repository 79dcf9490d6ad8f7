import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// A labelled place in a form: what it is, the control, one line of help or what is wrong.
ColumnLayout {
    id: root

    required property string label
    property string help: ""
    property string error: ""
    default property alias control: slot.data

    spacing: Theme.space1 + 2

    Label {
        text: root.label
        strong: true
    }
    ColumnLayout {
        id: slot
        Layout.fillWidth: true
        spacing: 0
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.error !== "" ? root.error : root.help
        color: root.error !== "" ? Theme.colors.error : Theme.colors.textSecondary
        font.pixelSize: Theme.caption
        wrapMode: Text.Wrap
    }
}
