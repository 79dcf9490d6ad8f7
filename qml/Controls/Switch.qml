import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// On or off, with its words beside it.
T.Switch {
    id: root

    implicitWidth: contentItem.implicitWidth + leftPadding
    implicitHeight: Theme.controlHeight
    leftPadding: 48
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text
    Accessible.checkable: true
    Accessible.checked: root.checked
    Accessible.onToggleAction: root.toggle()

    indicator: Rectangle {
        y: (root.height - height) / 2
        width: 36
        height: 20
        radius: 10
        color: root.checked ? Theme.colors.goldFill : Theme.colors.field
        border.width: root.checked ? 0 : 1
        border.color: Theme.colors.controlOutline

        Rectangle {
            x: root.checked ? parent.width - width - 3 : 3
            anchors.verticalCenter: parent.verticalCenter
            width: 14
            height: 14
            radius: 7
            color: root.checked ? Theme.colors.inkOnGold : Theme.colors.controlOutline
            Behavior on x { NumberAnimation { duration: Theme.hover } }
        }
        FocusRing {
            shown: root.visualFocus
            innerRadius: 10
        }
    }
    contentItem: Label {
        text: root.text
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
