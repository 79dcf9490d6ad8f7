import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.Theme

// One of several exclusive choices, with a line that says what it means.
T.RadioButton {
    id: root

    required property string explanation

    implicitWidth: 200
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Theme.space3
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.RadioButton
    Accessible.name: root.text
    Accessible.description: root.explanation
    Accessible.onPressAction: root.toggle()

    contentItem: RowLayout {
        spacing: Theme.space3

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 2
            implicitWidth: 16
            implicitHeight: 16
            radius: 8
            color: "transparent"
            border.width: root.checked ? 5 : 1.5
            border.color: root.checked ? Theme.colors.goldLine : Theme.colors.controlOutline
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: 2

            Label {
                text: root.text
                strong: true
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                text: root.explanation
                secondary: true
                font.pixelSize: Theme.caption
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }

    indicator: null

    background: Rectangle {
        radius: Theme.radius
        color: root.checked || root.hovered ? Theme.colors.raised : Theme.veil(Theme.colors.raised, 0)
        border.width: root.checked ? 2 : 1
        border.color: root.checked ? Theme.colors.goldLine : Theme.colors.controlOutline
        Behavior on color { ColorAnimation { duration: Theme.hover } }

        FocusRing { shown: root.visualFocus }
    }
}
