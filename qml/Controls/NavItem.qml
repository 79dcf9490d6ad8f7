import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.Theme

// A room in the rail. Narrow shows the icon alone.
T.Button {
    id: root

    required property string iconName
    required property bool current
    required property bool narrow
    property string shortcutText: ""

    implicitWidth: 176
    implicitHeight: Theme.controlHeight
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.description: root.shortcutText
    Accessible.selected: root.current
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()

    contentItem: RowLayout {
        spacing: Theme.space3

        Icon {
            Layout.leftMargin: root.narrow ? Theme.space3 - 1 : Theme.space3
            name: root.iconName
            color: root.current ? Theme.colors.goldText : Theme.colors.textSecondary
        }
        Label {
            Layout.fillWidth: true
            visible: !root.narrow
            text: root.text
            strong: root.current
            secondary: !root.current && !root.hovered
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            Layout.rightMargin: Theme.space3
            visible: !root.narrow && Theme.textOffset < 3
            text: root.shortcutText
            color: Theme.colors.placeholder
            font.pixelSize: Theme.caption - 1
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.veil(Theme.colors.raised, root.current ? 1 : root.hovered ? 0.6 : 0)
        Behavior on color { ColorAnimation { duration: Theme.hover } }

        Rectangle {
            width: 3
            height: parent.height - 16
            radius: 1.5
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.colors.goldLine
            visible: root.current
        }
        FocusRing { shown: root.visualFocus }
    }

    ToolTip {
        visible: root.narrow && (root.hovered || root.visualFocus)
        text: root.shortcutText === "" ? root.text : `${root.text}  ${root.shortcutText}`
        x: root.width + 6
        y: (root.height - height) / 2
    }
}
