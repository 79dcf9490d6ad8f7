import QtQuick

ColorSet {
    name: "light"

    background: "#F3F7FA"
    surface: "#FFFFFF"
    raised: "#E9F0F5"
    field: "#F8FBFD"
    scrim: "#66132431"

    text: "#0E1C27"
    textSecondary: "#43596A"
    placeholder: "#556B7B"
    hairline: "#D5E0E8"
    controlOutline: "#6B8294"

    goldText: "#8A5A00"
    goldLine: "#B07300"
    goldFill: "#E8AC2E"
    goldFillHover: "#F0BB4B"
    goldFillPressed: "#D2971A"
    inkOnGold: "#1B1402"
    sea: "#0A6A91"
    ok: "#0B6E4A"
    warning: "#9A4A00"
    error: "#B3261E"
    inkOnError: "#FFFFFF"
    errorFill: "#B3261E"

    water: ["#D9E9F3", "#DFEDF6", "#E6F2F8", "#EDF6FA", "#F3FAFC", "#FAFEFD"]
    contour: "#B9D4E4"
    sand: "#E3C88C"
    land: "#CFE3D3"
    hill: "#C3DCC9"
    textOnLand: "#0E1C27"
    textOnLandSecondary: "#34514A"
    dormantSand: "#AEBCC6"
    dormantLand: "#E1E8ED"
    dormantHill: "#D7E0E7"
}
