import QtQuick
import Archipelago.Theme

// A hairline between groups.
Rectangle {
    implicitWidth: 100
    implicitHeight: 1
    color: Theme.colors.hairline
    Accessible.ignored: true
}
