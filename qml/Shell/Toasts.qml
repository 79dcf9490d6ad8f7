pragma ComponentBehavior: Bound
import QtQuick
import Archipelago.App
import Archipelago.Controls
import Archipelago.Theme

// What just happened, at the bottom right, newest below. At most four.
Column {
    id: root

    spacing: Theme.space2

    Connections {
        target: Engine
        function onNotice(text: string, detail: string, failure: bool) {
            if (notices.count === 4)
                notices.remove(0);
            notices.append({ words: text, reason: detail, failed: failure });
        }
    }
    ListModel { id: notices }

    Repeater {
        model: notices
        Toast {
            id: toast
            required property string words
            required property string reason
            required property bool failed
            required property int index
            width: root.width
            text: toast.words
            detail: toast.reason
            failure: toast.failed
            onDismissed: notices.remove(toast.index)
        }
    }
}
