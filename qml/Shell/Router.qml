import QtQuick

// Where the person is: a route such as "map" or "chains/tortuga", with a way back and forward.
QtObject {
    id: root

    property list<string> history: ["map"]
    property int at: 0

    readonly property string route: root.history[root.at]
    readonly property string room: root.route.split("/")[0]
    readonly property string subject: root.route.split("/")[1] ?? ""
    readonly property bool canGoBack: root.at > 0
    readonly property bool canGoForward: root.at < root.history.length - 1

    function go(route: string) {
        if (route === root.route)
            return;
        const walked = [];
        for (let i = 0; i <= root.at; ++i)
            walked.push(root.history[i]);
        walked.push(route);
        root.history = walked;
        root.at = walked.length - 1;
    }

    function back() {
        if (root.canGoBack)
            root.at -= 1;
    }

    function forward() {
        if (root.canGoForward)
            root.at += 1;
    }
}
