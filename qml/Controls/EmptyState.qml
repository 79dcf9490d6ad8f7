import QtQuick
import QtQuick.Layouts
import Archipelago.Theme

// Says why there is nothing here, and offers the next step.
ColumnLayout {
    id: root

    required property string title
    property string text: ""
    property string action: ""
    property string otherAction: ""

    signal actionTriggered()
    signal otherActionTriggered()

    spacing: Theme.space2
    width: 380

    Label {
        Layout.fillWidth: true
        text: root.title
        font.family: Theme.displayFamily
        font.pixelSize: Theme.section
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
    Label {
        Layout.fillWidth: true
        visible: root.text !== ""
        text: root.text
        secondary: true
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
    }
    Button {
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: Theme.space3
        visible: root.action !== ""
        kind: Button.Primary
        iconName: "plus"
        text: root.action
        onClicked: root.actionTriggered()
    }
    Button {
        objectName: "otherAction"
        Layout.alignment: Qt.AlignHCenter
        visible: root.otherAction !== ""
        text: root.otherAction
        onClicked: root.otherActionTriggered()
    }
}
