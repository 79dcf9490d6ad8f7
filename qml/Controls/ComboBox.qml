pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// One of many choices, from a list that drops down. Its model is a list of words.
T.ComboBox {
    id: root

    required property string accessibleName

    implicitWidth: 170
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.space3
    rightPadding: 30
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.ComboBox
    Accessible.name: `${root.accessibleName}: ${root.displayText}`

    contentItem: Label {
        text: root.displayText
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    indicator: Icon {
        x: root.width - width - 10
        y: (root.height - height) / 2
        rotation: 90
        name: "forward"
        size: 14
        color: Theme.colors.textSecondary
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.hovered ? Theme.colors.raised : Theme.veil(Theme.colors.raised, 0)
        border.width: 1
        border.color: Theme.colors.controlOutline
        FocusRing { shown: root.visualFocus }
    }
    delegate: T.ItemDelegate {
        id: option

        required property string modelData
        required property int index

        width: ListView.view.width
        implicitHeight: Theme.controlHeight
        highlighted: root.highlightedIndex === option.index
        Accessible.role: Accessible.ListItem
        Accessible.name: option.modelData

        contentItem: Label {
            leftPadding: Theme.space3
            text: option.modelData
            strong: root.currentIndex === option.index
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: 6
            color: Theme.veil(Theme.colors.raised, option.highlighted ? 1 : 0)
        }
    }
    popup: T.Popup {
        y: root.height + 4
        width: Math.max(root.width, 160)
        implicitHeight: Math.min(contentItem.implicitHeight + 8, 320)
        padding: 4
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: root.popup.visible ? root.delegateModel : null
            currentIndex: root.highlightedIndex
            T.ScrollBar.vertical: ScrollBar {}
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: 1
            border.color: Theme.colors.hairline
        }
    }
}
