#pragma once
// What a screen reader would meet in the window.

#include <QAccessible>

#include "app/studio_driver.hpp"

namespace archi::test {

/// A shown item that a person can press, type into or reach by Tab.
inline bool is_control(const QQuickItem* item)
{
    return item->isEnabled() &&
           (item->activeFocusOnTab() || item->inherits("QQuickAbstractButton") ||
            item->inherits("QQuickTextInput") || item->inherits("QQuickTextEdit") ||
            item->inherits("QQuickComboBox"));
}

/// Controls without a name or a role, as "class at x,y".
inline QStringList nameless_controls(const StudioDriver& studio)
{
    QStringList nameless;
    for (auto* item : studio.shown()) {
        if (!is_control(item)) continue;
        auto* accessible = QAccessible::queryAccessibleInterface(item);
        if (accessible != nullptr && accessible->role() != QAccessible::NoRole &&
            accessible->role() != QAccessible::Client &&
            !accessible->text(QAccessible::Name).isEmpty())
            continue;
        const auto place = item->mapToScene({0, 0});
        nameless << QStringLiteral("%1 at %2,%3")
                        .arg(QString::fromLatin1(item->metaObject()->className()))
                        .arg(place.x())
                        .arg(place.y());
    }
    return nameless;
}

}  // namespace archi::test
