import QtQuick
import QtTest
import Archipelago.Controls
import Archipelago.Theme

// Controls work with mouse, keyboard and screen reader.
Item {
    id: root

    width: 600
    height: 500

    Column {
        spacing: 12
        Button {
            id: button
            text: "Go"
            iconName: "plus"
        }
        IconButton {
            id: iconButton
            iconName: "trash"
            text: "Delete"
        }
        TextField {
            id: field
            accessibleName: "Name"
            placeholderText: "tortuga"
        }
        SegmentedControl {
            id: segments
            accessibleName: "Size"
            choices: [{ value: 1, text: "One" }, { value: 2, text: "Two" }, { value: 3, text: "Three" }]
            value: 2
            onChosen: value => segments.value = value
        }
        Switch {
            id: toggle
            text: "Motion"
        }
        CopyField {
            id: copy
            value: "http://127.0.0.1:8545"
            what: "RPC address"
        }
        HashLabel {
            id: hash
            value: "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
        }
        StateBadge {
            id: badge
            tone: StateBadge.Good
            text: "Running"
        }
        Toast {
            id: toast
            text: "tortuga runs"
            width: 300
        }
    }
    SignalSpy { id: clicks; target: button; signalName: "clicked" }
    SignalSpy { id: dismissals; target: toast; signalName: "dismissed" }

    TestCase {
        name: "Controls"
        when: windowShown

        function initTestCase() {
            failOnWarning(/.?/);
        }

        function init() {
            clicks.clear();
            failOnWarning(/.?/);
        }

        function test_a_button_takes_mouse_space_and_return() {
            mouseClick(button);
            button.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return);
            compare(clicks.count, 3);
        }

        function test_only_the_keyboard_shows_the_focus_ring() {
            mouseClick(button);
            verify(!button.visualFocus);
            iconButton.forceActiveFocus(Qt.MouseFocusReason);
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus);
        }

        function test_every_control_has_a_name_data() {
            return [{ tag: "button", item: button, name: "Go" },
                    { tag: "icon button", item: iconButton, name: "Delete" },
                    { tag: "text field", item: field, name: "Name" },
                    { tag: "segments", item: segments, name: "Size" },
                    { tag: "switch", item: toggle, name: "Motion" },
                    { tag: "hash", item: hash, name: "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266" },
                    { tag: "badge", item: badge, name: "Running" },
                    { tag: "toast", item: toast, name: "tortuga runs" }];
        }

        function test_every_control_has_a_name(data) {
            compare(data.item.Accessible.name, data.name);
        }

        function test_arrows_walk_through_segments() {
            segments.value = 2;
            mouseClick(segments, segments.width / 2, segments.height / 2);
            keyClick(Qt.Key_Right);
            compare(segments.value, 3);
            keyClick(Qt.Key_Right);
            compare(segments.value, 3);
            keyClick(Qt.Key_Left);
            compare(segments.value, 2);
        }

        function test_a_field_takes_text() {
            field.forceActiveFocus();
            keyClick("a");
            keyClick("b");
            compare(field.text, "ab");
        }

        function test_a_hash_is_elided_in_the_middle() {
            compare(hash.text, "0xf39fd6…2266");
        }

        function test_a_switch_toggles_by_keyboard() {
            toggle.checked = false;
            toggle.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Space);
            verify(toggle.checked);
        }

        function test_a_toast_can_be_dismissed() {
            const close = findChild(toast, "dismiss");
            mouseClick(close);
            compare(dismissals.count, 1);
        }

        function test_text_size_moves_every_size() {
            const before = Theme.body;
            Theme.textOffset = 6;
            compare(button.height, Theme.controlHeight);
            compare(Theme.body, before + 6);
            Theme.textOffset = 0;
        }
    }
}
