import QtQuick
import Archipelago.App
import Archipelago.Controls

// Asked once when the window closes while chains run: they live in this process.
Dialog {
    id: root

    signal confirmed()

    title: qsTr("Stop the chains and close?", "title of a question")
    subtitle: qsTr("Chains run inside this window: %1 now. Closing stops them cleanly, and they start again when you come back.",
                   "explains what closing does; %1 is a number").arg(Engine.chains.running)

    buttons: [
        Button {
            text: qsTr("Stay", "button: do not close")
            onClicked: root.close()
        },
        Button {
            objectName: "confirmClose"
            kind: Button.Primary
            text: qsTr("Stop and close", "button")
            focus: true
            onClicked: {
                root.close();
                root.confirmed();
            }
        }
    ]
}
