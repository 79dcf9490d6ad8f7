import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// A small label with an opaque ground: a shape, a word and a colour together, never colour alone.
Rectangle {
    id: root

    required property string text
    property color ink: Theme.colors.textSecondary
    property color ground: Theme.colors.surface
    property string iconName: ""
    property alias mark: slot.data       // a small shape before the word

    implicitWidth: row.implicitWidth + 2 * Theme.space2 + 2
    implicitHeight: row.implicitHeight + 6
    radius: height / 2
    color: root.ground
    border.width: 1
    border.color: Theme.veil(root.ink, 0.65)

    Accessible.role: Accessible.StaticText
    Accessible.name: root.text

    RowLayout {
        id: row
        anchors.centerIn: parent
        spacing: 5

        Item {
            id: slot
            visible: children.length > 0
            implicitWidth: 8
            implicitHeight: 8
        }
        Icon {
            visible: root.iconName !== ""
            name: root.iconName === "" ? "info" : root.iconName
            size: 13
            thickness: 2
            color: root.ink
        }
        Label {
            text: root.text
            font.pixelSize: Theme.caption
            font.weight: Font.Medium
            color: root.ink
            Accessible.ignored: true
        }
    }
}
