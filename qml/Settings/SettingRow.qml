import QtQuick
import QtQuick.Layouts
import Archipelago.Controls
import Archipelago.Theme

// One setting: what it is on the left, its control on the right.
RowLayout {
    id: root

    required property string label
    property string help: ""
    default property alias control: slot.data

    spacing: Theme.space4

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2
        Label {
            text: root.label
            strong: true
        }
        Label {
            Layout.fillWidth: true
            visible: root.help !== ""
            text: root.help
            secondary: true
            font.pixelSize: Theme.caption
            wrapMode: Text.Wrap
        }
    }
    RowLayout { id: slot }
}
