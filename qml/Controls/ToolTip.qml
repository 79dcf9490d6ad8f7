import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// One line that explains what is under the pointer.
T.ToolTip {
    id: root

    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? parent.height + 6 : 0
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    margins: 6
    horizontalPadding: Theme.space2
    verticalPadding: 5
    delay: 500
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    contentItem: Label {
        text: root.text
        font.pixelSize: Theme.caption
    }
    background: Rectangle {
        radius: 6
        color: Theme.colors.raised
        border.width: 1
        border.color: Theme.colors.hairline
    }
}
