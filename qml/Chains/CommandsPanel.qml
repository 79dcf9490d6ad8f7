pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// What to type in a terminal for what this page does; it acts on this window's world.
Panel {
    id: root

    required property string name
    required property bool isMainland

    title: qsTr("In a terminal", "title of a list of commands")
    note: qsTr("acts on this window's world", "above a list of commands")

    ListView {
        id: list
        anchors.fill: parent
        clip: true
        cacheBuffer: 0  // as in BlocksPanel
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        spacing: Theme.space2
        Accessible.role: Accessible.List
        Accessible.name: root.title
        T.ScrollBar.vertical: ScrollBar {}

        readonly property var forIslands: [
            { what: qsTr("Batches", "title of a list"), command: `batches ${root.name}` },
            { what: qsTr("Wait until settled", "until the L1 has executed every batch"),
              command: `batches ${root.name} --wait settled` },
            { what: qsTr("Export", "writes a chain to one file"), command: `chain export ${root.name}` },
            { what: qsTr("Delete", "button"), command: `chain delete ${root.name} --confirm ${root.name}` }
        ]
        model: [
            { what: qsTr("Start", "button: start a chain"), command: `chain start ${root.name}` },
            { what: qsTr("Stop", "button: stop a chain"), command: `chain stop ${root.name}` },
            { what: qsTr("Restart", "button: restart a chain"), command: `chain restart ${root.name}` },
            { what: qsTr("Check history", "executes a chain's whole history again"), command: `chain check ${root.name}` },
            { what: qsTr("Follow the log", "shows log lines as they come"), command: `logs --follow --chain ${root.name}` },
            { what: qsTr("Accounts", "title of a list"), command: "accounts --keys" },
            ...(root.isMainland ? [] : list.forIslands)
        ]
        delegate: RowLayout {
            id: row
            required property var modelData
            x: Theme.space4
            width: list.width - 2 * Theme.space4
            spacing: Theme.space3
            Label {
                Layout.preferredWidth: 112
                text: row.modelData.what
                secondary: true
                elide: Text.ElideRight
            }
            CopyField {
                Layout.fillWidth: true
                value: Engine.commandLine(row.modelData.command)
                what: qsTr("command: %1", "what is copied; %1 is an action such as Start").arg(row.modelData.what)
            }
        }
    }
}
