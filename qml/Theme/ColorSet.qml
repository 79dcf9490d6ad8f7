import QtQuick

// Every colour of one theme, named by what it is for. Pairs that must be readable are listed in
// tests/qml/tst_contrast.qml.
QtObject {
    required property string name

    // Grounds
    required property color background     // behind everything
    required property color surface        // rail, cards, inspector
    required property color raised         // hovered or selected on a surface
    required property color field          // inside of text fields and wells
    required property color scrim          // over the window while a dialogue is open

    // Ink
    required property color text
    required property color textSecondary
    required property color placeholder
    required property color hairline       // decoration only
    required property color controlOutline // edges that mean something

    // Meaning
    required property color goldText
    required property color goldLine
    required property color goldFill
    required property color goldFillHover
    required property color goldFillPressed
    required property color inkOnGold
    required property color sea
    required property color ok
    required property color warning
    required property color error
    required property color inkOnError
    required property color errorFill

    // The chart: water from deep to shallow, land from shore to hill
    required property var water            // list of colours, deep first
    required property color contour        // depth line
    required property color sand
    required property color land
    required property color hill
    required property color textOnLand
    required property color textOnLandSecondary
    required property color dormantSand    // an island whose chain does not run
    required property color dormantLand
    required property color dormantHill
}
