pragma Singleton
import QtQuick

// The only place with colours, sizes and durations. The shell sets the first three properties from the
// person's settings; everything else follows.
QtObject {
    id: root

    property bool dark: true
    property int textOffset: 0          // pixels added to every size of text, -2 to 6
    property bool reducedMotion: false

    readonly property ColorSet colors: root.dark ? root.darkColors : root.lightColors
    readonly property ColorSet darkColors: DarkColors {}
    readonly property ColorSet lightColors: LightColors {}

    readonly property string family: "Inter"
    readonly property string displayFamily: "Inter Display"
    readonly property string monospace: "JetBrains Mono"

    // Text, pixels
    readonly property int caption: 12 + root.textOffset
    readonly property int body: 14 + root.textOffset
    readonly property int emphasised: 16 + root.textOffset
    readonly property int section: 18 + root.textOffset
    readonly property int page: 24 + root.textOffset
    readonly property int number: 28 + root.textOffset
    readonly property int hash: 13 + root.textOffset

    // Space, pixels, on a grid of four
    readonly property int space1: 4
    readonly property int space2: 8
    readonly property int space3: 12
    readonly property int space4: 16
    readonly property int space5: 20
    readonly property int space6: 24
    readonly property int space8: 32
    readonly property int space12: 48

    readonly property int radius: 8
    readonly property int cardRadius: 12
    readonly property int controlHeight: 36 + root.textOffset * 2
    readonly property int rowHeight: 40 + root.textOffset * 2

    // Motion, milliseconds
    readonly property int hover: root.reducedMotion ? 0 : 120
    readonly property int panel: root.reducedMotion ? 0 : 200
    readonly property int movement: root.reducedMotion ? 0 : 300

    // `color` with `opacity` from 0 to 1
    function veil(color: color, opacity: real): color {
        return Qt.rgba(color.r, color.g, color.b, opacity);
    }
}
