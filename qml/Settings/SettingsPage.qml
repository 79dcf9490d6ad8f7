import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// What a person can choose about this studio.
FocusScope {
    id: root

    PageHeader {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space6
        title: qsTr("Settings", "title of a room")
    }

    Card {
        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space6
        width: Math.min(680, parent.width - 2 * Theme.space6)
        padding: Theme.space5
        implicitHeight: column.implicitHeight + 2 * padding

        ColumnLayout {
            id: column
            anchors.left: parent.left
            anchors.right: parent.right
            spacing: Theme.space5

            SettingRow {
                Layout.fillWidth: true
                label: qsTr("Theme", "setting")
                help: qsTr("System follows your desktop.", "explains a setting")
                SegmentedControl {
                    accessibleName: qsTr("Theme", "setting")
                    choices: [{ value: Preferences.System, text: qsTr("System", "theme") },
                              { value: Preferences.Dark, text: qsTr("Dark", "theme") },
                              { value: Preferences.Light, text: qsTr("Light", "theme") }]
                    value: Preferences.appearance
                    onChosen: value => Preferences.appearance = value
                }
            }
            Divider { Layout.fillWidth: true }
            SettingRow {
                Layout.fillWidth: true
                label: qsTr("Text size", "setting")
                help: qsTr("On top of what your desktop scales.", "explains a setting")
                SegmentedControl {
                    accessibleName: qsTr("Text size", "setting")
                    choices: [{ value: -2, text: qsTr("Small", "size of text") },
                              { value: 0, text: qsTr("Normal", "size of text") },
                              { value: 3, text: qsTr("Large", "size of text") },
                              { value: 6, text: qsTr("Largest", "size of text") }]
                    value: Preferences.textOffset
                    onChosen: value => Preferences.textOffset = value
                }
            }
            Divider { Layout.fillWidth: true }
            SettingRow {
                Layout.fillWidth: true
                label: qsTr("Motion", "setting")
                help: qsTr("Without it, things change place at once.", "explains a setting")
                Switch {
                    text: qsTr("Reduce motion", "setting")
                    checked: Preferences.reducedMotion
                    onToggled: Preferences.reducedMotion = checked
                }
            }
            Divider { Layout.fillWidth: true }
            SettingRow {
                Layout.fillWidth: true
                label: qsTr("World", "setting: the folder with all chains")
                help: qsTr("Start the studio with --world DIR to open another.", "explains a setting")
                CopyField {
                    Layout.preferredWidth: 320
                    value: Engine.worldPath
                    what: qsTr("world folder", "what is copied")
                }
            }
            Divider { Layout.fillWidth: true }
            SettingRow {
                Layout.fillWidth: true
                label: qsTr("Version", "setting")
                Label { text: Qt.application.version }
            }
        }
    }
}
