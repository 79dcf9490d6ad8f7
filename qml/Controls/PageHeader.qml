import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// The top of a room: its name, one line about it, and what can be done on the right.
RowLayout {
    id: root

    required property string title
    property string subtitle: ""
    default property alias actions: row.data

    spacing: Theme.space3

    Label {
        text: root.title
        font.family: Theme.displayFamily
        font.pixelSize: Theme.page
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Label {
        Layout.fillWidth: true
        Layout.topMargin: 5
        text: root.subtitle
        secondary: true
        elide: Text.ElideRight
    }
    RowLayout {
        id: row
        spacing: Theme.space2
    }
}
