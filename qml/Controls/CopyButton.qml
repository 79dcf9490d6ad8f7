import QtQuick
import Archipelago.Theme

// Copies `value` and says so for two seconds.
IconButton {
    id: root

    required property string value
    required property string what      // what is copied, for tooltip and screen reader
    property bool copied: false

    iconName: root.copied ? "check" : "copy"
    ink: root.copied ? Theme.colors.ok : Theme.colors.textSecondary
    text: root.copied ? qsTr("Copied", "tooltip after copying something")
                      : qsTr("Copy %1", "tooltip; %1 is a thing such as: RPC address").arg(root.what)
    onClicked: {
        clipboard.text = root.value;
        clipboard.selectAll();
        clipboard.copy();
        root.copied = true;
        reset.restart();
    }

    TextEdit {
        id: clipboard
        visible: false
    }
    Timer {
        id: reset
        interval: 2000
        onTriggered: root.copied = false
    }
}
