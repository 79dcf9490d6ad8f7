import QtQuick
import Archipelago.Theme

// A state as shape, word and colour.
Pill {
    id: root

    enum Tone { Neutral, Progress, Good, Warning, Bad }

    required property int tone

    ink: [Theme.colors.textSecondary, Theme.colors.sea, Theme.colors.ok, Theme.colors.warning,
          Theme.colors.error][root.tone]

    mark: Rectangle {
        anchors.fill: parent
        // Good: disc. Neutral: square. Progress: ring. Warning, bad: diamond, hollow and full.
        radius: root.tone === StateBadge.Good || root.tone === StateBadge.Progress ? 4 : 1
        rotation: root.tone >= StateBadge.Warning ? 45 : 0
        scale: root.tone >= StateBadge.Warning ? 0.85 : 1
        color: root.tone === StateBadge.Progress || root.tone === StateBadge.Warning ? "transparent" : root.ink
        border.width: 2
        border.color: root.ink
    }
}
