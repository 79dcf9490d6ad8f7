import QtQuick
import Archipelago.App
import Archipelago.Controls

// Asked once when the window closes while chains run: they live in this process.
Dialog {
    id: root

    signal confirmed()

    title: qsTr("Stop the chains and close?", "title of a question")
    subtitle: qsTr("%n chain(s) run in this window's process. Closing stops them cleanly; they start again when you come back.",
                   "explains what closing does", Engine.chains.running)

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
