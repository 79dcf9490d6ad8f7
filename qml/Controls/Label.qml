import QtQuick
import QtQuick.Templates as T
import Archipelago.Theme

// Text in the studio's face. Sizes and weights come from Theme.
T.Label {
    id: root

    property bool secondary: false
    property bool strong: false

    color: root.secondary ? Theme.colors.textSecondary : Theme.colors.text
    linkColor: Theme.colors.sea
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: root.strong ? Font.DemiBold : Font.Normal
    lineHeight: root.wrapMode === Text.NoWrap ? 1.0 : 1.3
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text
}
