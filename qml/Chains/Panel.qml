import QtQuick
import QtQuick.Layouts
import Archipelago.Controls
import Archipelago.Theme

// A titled card that holds a list.
Rectangle {
    id: root

    required property string title
    property string note: ""
    default property alias content: slot.data

    radius: Theme.cardRadius
    color: Theme.colors.surface
    border.width: 1
    border.color: Theme.colors.hairline
    implicitWidth: 320
    implicitHeight: 240

    RowLayout {
        id: heading
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space4
        spacing: Theme.space2

        Label {
            text: root.title
            strong: true
            font.pixelSize: Theme.emphasised
            Accessible.role: Accessible.Heading
        }
        Label {
            Layout.fillWidth: true
            text: root.note
            secondary: true
            font.pixelSize: Theme.caption
            horizontalAlignment: Text.AlignRight
            elide: Text.ElideRight
        }
    }
    Item {
        id: slot
        anchors.fill: parent
        anchors.topMargin: heading.height + 2 * Theme.space4 - 4
        anchors.bottomMargin: Theme.space2
    }
}
