import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// What happened, why, and what to do about it, beside the thing it concerns.
Rectangle {
    id: root

    required property string text      // state and cause
    property string cure: ""
    property color ink: Theme.colors.error
    property string iconName: "warning"

    implicitWidth: 300
    implicitHeight: row.implicitHeight + 2 * Theme.space3
    radius: Theme.radius
    color: Theme.veil(root.ink, Theme.dark ? 0.10 : 0.06)
    border.width: 1
    border.color: Theme.veil(root.ink, 0.5)

    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text
    Accessible.description: root.cure

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: Theme.space3
        spacing: Theme.space3

        Icon {
            Layout.alignment: Qt.AlignTop
            name: root.iconName
            color: root.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2
            Label {
                Layout.fillWidth: true
                text: root.text
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                visible: root.cure !== ""
                text: root.cure
                secondary: true
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
