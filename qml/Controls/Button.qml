import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.Theme

// A button with a word, and an icon if it helps.
T.Button {
    id: root

    enum Kind { Quiet, Primary, Danger }

    property int kind: Button.Quiet
    property string iconName: ""

    readonly property color ink: {
        if (!root.enabled)
            return Theme.colors.placeholder;
        if (root.kind === Button.Primary)
            return Theme.colors.inkOnGold;
        return root.kind === Button.Danger ? Theme.colors.error : Theme.colors.text;
    }

    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: Theme.controlHeight
    // The spacers at both ends of the content add a gap each.
    leftPadding: root.iconName === "" ? Theme.space2 : Theme.space1
    rightPadding: Theme.space2
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.onPressAction: root.clicked()
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: RowLayout {
        spacing: Theme.space2

        Item { Layout.fillWidth: true }
        Icon {
            visible: root.iconName !== ""
            name: root.iconName === "" ? "plus" : root.iconName
            size: 16
            thickness: 2
            color: root.ink
        }
        Label {
            text: root.text
            strong: true
            color: root.ink
            Accessible.ignored: true
        }
        Item { Layout.fillWidth: true }
    }

    background: Rectangle {
        radius: Theme.radius
        border.width: root.kind === Button.Primary ? 0 : 1
        border.color: {
            if (!root.enabled)
                return Theme.colors.hairline;
            return root.kind === Button.Danger ? Theme.colors.error : Theme.colors.controlOutline;
        }
        color: {
            if (root.kind === Button.Primary) {
                if (!root.enabled)
                    return Theme.colors.raised;
                if (root.down)
                    return Theme.colors.goldFillPressed;
                return root.hovered ? Theme.colors.goldFillHover : Theme.colors.goldFill;
            }
            if (root.down || root.hovered)
                return Theme.colors.raised;
            return Theme.veil(Theme.colors.raised, 0);
        }
        Behavior on color { ColorAnimation { duration: Theme.hover } }

        FocusRing { shown: root.visualFocus }
    }
}
