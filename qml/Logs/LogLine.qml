import QtQuick
import QtQuick.Layouts
import Archipelago.Controls
import Archipelago.Theme

// One line of the log.
Item {
    id: root

    required property string time
    required property int level         // 0 debug to 3 error
    required property string component
    required property string chain
    required property string message

    readonly property string word: [qsTr("debug", "level of a log line"), qsTr("info", "level of a log line"),
                                    qsTr("warning", "level of a log line"), qsTr("error", "level of a log line")][root.level]

    height: line.height + 6
    Accessible.role: Accessible.ListItem
    Accessible.name: `${root.word}, ${root.chain} ${root.component}: ${root.message}`

    Rectangle {
        anchors.fill: parent
        visible: root.level >= 2
        color: Theme.veil(root.level === 3 ? Theme.colors.error : Theme.colors.warning, 0.09)
    }
    RowLayout {
        id: line
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space3

        Label {
            Layout.alignment: Qt.AlignTop
            text: root.time
            font.family: Theme.monospace
            font.pixelSize: Theme.caption
            color: Theme.colors.placeholder
            Accessible.ignored: true
        }
        Label {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 56 + Theme.textOffset * 3
            text: root.word
            font.family: Theme.monospace
            font.pixelSize: Theme.caption
            color: [Theme.colors.placeholder, Theme.colors.textSecondary, Theme.colors.warning,
                    Theme.colors.error][root.level]
            Accessible.ignored: true
        }
        Label {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 150 + Theme.textOffset * 8
            text: root.chain === "" ? root.component : `${root.chain} · ${root.component}`
            font.family: Theme.monospace
            font.pixelSize: Theme.caption
            color: Theme.colors.sea
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            Layout.fillWidth: true
            text: root.message
            font.family: Theme.monospace
            font.pixelSize: Theme.caption
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }
    }
}
