import QtQuick
import QtTest
import Archipelago.Theme

// Every pair of ink and ground that the studio draws can be read: WCAG 2.1, contrast ratio 4.5 for text
// and 3.0 for edges and shapes that mean something.
TestCase {
    id: root

    name: "Contrast"

    function channel(value: real): real {
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    function luminance(color: color): real {
        return 0.2126 * root.channel(color.r) + 0.7152 * root.channel(color.g) + 0.0722 * root.channel(color.b);
    }

    function ratio(a: color, b: color): real {
        const x = root.luminance(a);
        const y = root.luminance(b);
        return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
    }

    function test_formula_data() {
        return [{ tag: "black on white", a: Qt.color("#000000"), b: Qt.color("#ffffff"), ratio: 21 },
                { tag: "same", a: Qt.color("#777777"), b: Qt.color("#777777"), ratio: 1 },
                { tag: "grey on white", a: Qt.color("#777777"), b: Qt.color("#ffffff"), ratio: 4.48 }];
    }

    function test_formula(data) {
        verify(Math.abs(root.ratio(data.a, data.b) - data.ratio) < 0.01);
    }

    function pairs(colors: var): var {
        const rows = [];
        const add = (ink, ground, least) => rows.push({
            tag: `${colors.name}: ${ink} on ${ground}`, ink: colors[ink], ground: colors[ground], least: least
        });
        for (const ground of ["background", "surface", "raised", "field"]) {
            for (const ink of ["text", "textSecondary", "placeholder"])
                add(ink, ground, 4.5);
            add("controlOutline", ground, 3.0);
            add("goldLine", ground, 3.0);
            add("sea", ground, 3.0);
        }
        for (const ground of ["background", "surface", "raised"]) {
            for (const ink of ["goldText", "sea", "ok", "warning", "error"])
                add(ink, ground, 4.5);
        }
        for (const ground of ["goldFill", "goldFillHover", "goldFillPressed"])
            add("inkOnGold", ground, 4.5);
        for (const ground of ["land", "hill", "dormantLand", "dormantHill"]) {
            add("textOnLand", ground, 4.5);
            add("textOnLandSecondary", ground, 4.5);
        }
        // Headings and lines over open water of any depth.
        for (let depth = 0; depth < colors.water.length; ++depth) {
            for (const [ink, least] of [["text", 4.5], ["textSecondary", 4.5], ["goldLine", 3.0], ["controlOutline", 3.0]])
                rows.push({ tag: `${colors.name}: ${ink} on water ${depth}`, ink: colors[ink],
                            ground: Qt.color(colors.water[depth]), least: least });
        }
        return rows;
    }

    function test_pair_data() {
        return root.pairs(Theme.darkColors).concat(root.pairs(Theme.lightColors));
    }

    function test_pair(data) {
        const found = root.ratio(data.ink, data.ground);
        verify(found >= data.least, `${found.toFixed(2)} is below ${data.least}`);
    }
}
