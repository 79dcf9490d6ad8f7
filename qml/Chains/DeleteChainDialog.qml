import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls

// Deleting a chain needs its name typed.
Dialog {
    id: root

    property string name: ""

    title: qsTr("Delete %1?", "%1 is a chain's name").arg(root.name)
    subtitle: qsTr("It stops, and its folder moves to the world's trash.", "explains what deleting a chain does")
    onAboutToShow: typed.text = ""
    onOpened: typed.forceActiveFocus()

    function remove() {
        if (typed.text !== root.name)
            return;
        Engine.deleteChain(root.name);
        root.close();
    }

    Field {
        Layout.fillWidth: true
        label: qsTr("Type %1 to confirm", "%1 is a chain's name").arg(root.name)
        TextField {
            id: typed
            Layout.fillWidth: true
            accessibleName: qsTr("Name of the chain to delete", "read aloud")
            onAccepted: root.remove()
        }
    }

    buttons: [
        Button {
            text: qsTr("Keep it", "button: do not delete")
            onClicked: root.close()
        },
        Button {
            objectName: "confirmDelete"
            kind: Button.Danger
            text: qsTr("Delete", "button")
            enabled: typed.text === root.name
            onClicked: root.remove()
        }
    ]
}
