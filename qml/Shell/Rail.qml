pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// The rooms, on the left. Narrow shows icons alone.
Rectangle {
    id: root

    required property string room
    required property bool narrow

    signal chosen(string room)
    signal widthToggled()

    implicitWidth: root.narrow ? 56 : 200
    color: Theme.colors.surface
    Behavior on implicitWidth { NumberAnimation { duration: Theme.panel; easing.type: Easing.OutCubic } }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Rooms", "the navigation on the left")

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: root.narrow ? 8 : 12
        anchors.rightMargin: root.narrow ? 8 : 12
        anchors.topMargin: Theme.space6
        anchors.bottomMargin: Theme.space4
        spacing: Theme.space1

        RowLayout {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.space4
            spacing: Theme.space2 + 2

            Image {
                Layout.leftMargin: root.narrow ? 5 : 6
                source: "qrc:/icons/archipelago.svg"
                sourceSize.width: 30 * Screen.devicePixelRatio
                sourceSize.height: 30 * Screen.devicePixelRatio
                Layout.preferredWidth: 30
                Layout.preferredHeight: 30
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                visible: !root.narrow
                text: "Archipelago"
                font.family: Theme.displayFamily
                font.pixelSize: Theme.section
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }
        }

        Repeater {
            model: [
                { room: "map", icon: "map", text: qsTr("Map", "room"), key: 1 },
                { room: "chains", icon: "chains", text: qsTr("Chains", "room"), key: 2 },
                { room: "transfers", icon: "transfers", text: qsTr("Transfers", "room"), key: 3 },
                { room: "logs", icon: "logs", text: qsTr("Logs", "room"), key: 6 }
            ]
            delegate: NavItem {
                id: item
                required property var modelData
                Layout.fillWidth: true
                iconName: item.modelData.icon
                text: item.modelData.text
                current: root.room === item.modelData.room
                narrow: root.narrow
                shortcutText: qsTr("Ctrl %1", "a key; %1 is a digit").arg(item.modelData.key)
                onClicked: root.chosen(item.modelData.room)
            }
        }

        Item { Layout.fillHeight: true }

        Pill {
            Layout.leftMargin: 4
            Layout.bottomMargin: Theme.space2
            visible: !root.narrow && Engine.phase === Engine.Open && Engine.chains.islands > 0
            ink: Engine.chains.running > 0 ? Theme.colors.ok : Theme.colors.textSecondary
            text: qsTr("%1 of %2 running", "%1 and %2 are numbers of chains")
                  .arg(Engine.chains.running).arg(Engine.chains.islands)
        }
        NavItem {
            Layout.fillWidth: true
            iconName: "settings"
            text: qsTr("Settings", "room")
            current: root.room === "settings"
            narrow: root.narrow
            shortcutText: qsTr("Ctrl ,", "a key")
            onClicked: root.chosen("settings")
        }
        NavItem {
            Layout.fillWidth: true
            iconName: "rail"
            text: root.narrow ? qsTr("Show names", "button: widens the navigation")
                              : qsTr("Icons alone", "button: narrows the navigation")
            current: false
            narrow: root.narrow
            shortcutText: qsTr("Ctrl B", "a key")
            onClicked: root.widthToggled()
        }
    }
    Divider {
        anchors.right: parent.right
        width: 1
        height: parent.height
    }
}
