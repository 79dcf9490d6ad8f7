pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// A few exclusive choices side by side; left and right arrows walk through them.
FocusScope {
    id: root

    required property string accessibleName
    required property var choices      // [{ value, text }]
    property var value: null           // the chosen one's value

    signal chosen(var value)

    implicitWidth: row.implicitWidth + 6
    implicitHeight: Theme.controlHeight
    activeFocusOnTab: false

    Accessible.role: Accessible.PageTabList
    Accessible.name: root.accessibleName

    function step(by: int) {
        const at = root.choices.findIndex(choice => choice.value === root.value);
        const next = at + by;
        if (next >= 0 && next < root.choices.length) {
            root.chosen(root.choices[next].value);
            segments.itemAt(next).forceActiveFocus(Qt.TabFocusReason);
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.colors.field
        border.width: 1
        border.color: Theme.colors.hairline
    }

    Row {
        id: row
        anchors.centerIn: parent

        Repeater {
            id: segments
            model: root.choices

            T.Button {
                id: segment

                required property var modelData

                text: segment.modelData.text
                checked: segment.modelData.value === root.value
                implicitWidth: Math.max(implicitContentWidth + 2 * Theme.space3, 56)
                implicitHeight: root.height - 6
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                onClicked: root.chosen(segment.modelData.value)
                Keys.onLeftPressed: root.step(-1)
                Keys.onRightPressed: root.step(1)

                Accessible.role: Accessible.PageTab
                Accessible.name: segment.text
                Accessible.selected: segment.checked
                Accessible.onPressAction: segment.clicked()

                contentItem: Label {
                    text: segment.text
                    strong: segment.checked
                    secondary: !segment.checked
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    Accessible.ignored: true
                }
                background: Rectangle {
                    radius: 6
                    color: Theme.veil(Theme.colors.raised,
                                      segment.checked ? 1 : segment.hovered ? 0.5 : 0)
                    border.width: segment.checked ? 1 : 0
                    border.color: Theme.veil(Theme.colors.controlOutline, 0.6)
                    FocusRing {
                        shown: segment.visualFocus
                        innerRadius: 6
                    }
                }
            }
        }
    }
}
