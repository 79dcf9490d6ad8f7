import QtQuick

ColorSet {
    name: "dark"

    background: "#0B1620"
    surface: "#11212E"
    raised: "#183042"
    field: "#0D1A25"
    scrim: "#B3050B11"

    text: "#E8F1F7"
    textSecondary: "#A9BECD"
    placeholder: "#8AA1B2"
    hairline: "#22384A"
    controlOutline: "#6B8BA4"

    goldText: "#F2C14E"
    goldLine: "#F2C14E"
    goldFill: "#F2C14E"
    goldFillHover: "#F7CF6E"
    goldFillPressed: "#DDAC38"
    inkOnGold: "#1B1402"
    sea: "#4FB3D9"
    ok: "#5FD0A0"
    warning: "#F5A04C"
    error: "#FF8A80"
    inkOnError: "#2A0603"
    errorFill: "#FF8A80"

    water: ["#0A1824", "#0C1D2B", "#0E2434", "#112D40", "#14364A", "#184155"]
    contour: "#24506A"
    sand: "#C7A96B"
    land: "#1E4A3C"
    hill: "#24574A"
    textOnLand: "#F1F7F4"
    textOnLandSecondary: "#BFD6CB"
    dormantSand: "#5D6F7B"
    dormantLand: "#22343F"
    dormantHill: "#2A3F4B"
}
