import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.Theme

// A question over the window: title, content, buttons at the bottom right. Escape closes it.
T.Dialog {
    id: root

    default property alias body: column.data
    property alias buttons: buttonRow.data
    property string subtitle: ""

    parent: T.Overlay.overlay
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round((parent.height - height) / 2) : 0
    width: Math.min(520, parent ? parent.width - 2 * Theme.space6 : 520)
    height: Math.min(implicitHeight, parent ? parent.height - 2 * Theme.space6 : implicitHeight)
    implicitHeight: header.implicitHeight + column.implicitHeight + footer.implicitHeight
                    + 2 * Theme.space3
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    padding: 0

    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.panel }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.hover }
    }

    T.Overlay.modal: Rectangle { color: Theme.colors.scrim }

    background: Rectangle {
        radius: Theme.cardRadius + 4
        color: Theme.colors.surface
        border.width: 1
        border.color: Theme.colors.hairline
    }

    header: ColumnLayout {
        spacing: 2
        Label {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space6
            Layout.rightMargin: Theme.space6
            Layout.topMargin: Theme.space6
            text: root.title
            font.family: Theme.displayFamily
            font.pixelSize: Theme.section + 2
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }
        Label {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space6
            Layout.rightMargin: Theme.space6
            visible: root.subtitle !== ""
            text: root.subtitle
            secondary: true
            wrapMode: Text.Wrap
        }
    }

    contentData: Flickable {
        id: scroller
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.space3
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        T.ScrollBar.vertical: ScrollBar {}

        ColumnLayout {
            id: column
            x: Theme.space6
            y: Theme.space3
            width: scroller.width - 2 * Theme.space6
            spacing: Theme.space4
        }
    }

    footer: Item {
        implicitHeight: buttonRow.implicitHeight + Theme.space6 + Theme.space2
        RowLayout {
            id: buttonRow
            anchors.right: parent.right
            anchors.rightMargin: Theme.space6
            anchors.top: parent.top
            anchors.topMargin: Theme.space2
            spacing: Theme.space2
        }
    }
}
