import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// One number that matters, with what it is, and room for a line beneath.
Card {
    id: root

    required property string title
    required property string number
    property string unit: ""
    property string note: ""

    padding: Theme.space3 + 2
    implicitHeight: column.implicitHeight + 2 * padding
    implicitWidth: 150

    Accessible.role: Accessible.StaticText
    Accessible.name: `${root.title}: ${root.number} ${root.unit}`
    Accessible.description: root.note

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 2

        Label {
            text: root.title
            secondary: true
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
        RowLayout {
            spacing: 5
            Label {
                id: figure
                text: root.number
                font.family: Theme.displayFamily
                font.pixelSize: Theme.page
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
            Label {
                Layout.alignment: Qt.AlignBaseline
                Layout.fillWidth: true
                text: root.unit
                secondary: true
                font.pixelSize: Theme.caption
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        Label {
            Layout.fillWidth: true
            visible: root.note !== ""
            text: root.note
            secondary: true
            font.pixelSize: Theme.caption
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
