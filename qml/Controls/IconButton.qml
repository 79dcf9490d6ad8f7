import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// A square button with an icon alone; its text is shown as a tooltip and read aloud.
T.Button {
    id: root

    required property string iconName
    property color ink: Theme.colors.textSecondary

    implicitWidth: Math.max(32, Theme.controlHeight - 4)
    implicitHeight: implicitWidth
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            color: root.enabled ? (root.hovered || root.visualFocus ? Theme.colors.text : root.ink)
                                : Theme.colors.hairline
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.veil(Theme.colors.raised, root.hovered || root.down ? 1 : 0)
        Behavior on color { ColorAnimation { duration: Theme.hover } }

        FocusRing { shown: root.visualFocus }
    }

    ToolTip {
        visible: root.hovered || root.visualFocus
        text: root.text
    }
}
