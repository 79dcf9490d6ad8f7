#include "facade/preferences.hpp"

#include <algorithm>

namespace archi::app {

namespace {

const QString kAppearance = QStringLiteral("look/appearance");
const QString kTextOffset = QStringLiteral("look/textOffset");
const QString kReducedMotion = QStringLiteral("look/reducedMotion");
const QString kNarrowRail = QStringLiteral("shell/narrowRail");
const QString kMapAsList = QStringLiteral("map/asList");

}  // namespace

Preferences::Preferences(QObject* parent) : QObject(parent)
{
    // A file somebody edited must not lead outside of the bounds.
    appearance_ = static_cast<Appearance>(
        std::clamp(settings_.value(kAppearance, System).toInt(), int{System}, int{Light}));
    text_offset_ = std::clamp(settings_.value(kTextOffset, 0).toInt(), kSmallestText, kLargestText);
    reduced_motion_ = settings_.value(kReducedMotion, false).toBool();
    narrow_rail_ = settings_.value(kNarrowRail, false).toBool();
    map_as_list_ = settings_.value(kMapAsList, false).toBool();
    connect(&system_, &SystemAppearance::changed, this, [this] {
        if (appearance_ == System) Q_EMIT appearanceChanged();
    });
}

void Preferences::setAppearance(Appearance appearance)
{
    if (appearance_ == appearance) return;
    appearance_ = appearance;
    settings_.setValue(kAppearance, appearance);
    Q_EMIT appearanceChanged();
}

bool Preferences::dark() const
{
    return appearance_ == System ? system_.dark() : appearance_ == Dark;
}

void Preferences::setTextOffset(int offset)
{
    offset = std::clamp(offset, kSmallestText, kLargestText);
    if (text_offset_ == offset) return;
    text_offset_ = offset;
    settings_.setValue(kTextOffset, offset);
    Q_EMIT textOffsetChanged();
}

void Preferences::setReducedMotion(bool reduced)
{
    if (reduced_motion_ == reduced) return;
    reduced_motion_ = reduced;
    settings_.setValue(kReducedMotion, reduced);
    Q_EMIT reducedMotionChanged();
}

void Preferences::setNarrowRail(bool narrow)
{
    if (narrow_rail_ == narrow) return;
    narrow_rail_ = narrow;
    settings_.setValue(kNarrowRail, narrow);
    Q_EMIT narrowRailChanged();
}

void Preferences::setMapAsList(bool list)
{
    if (map_as_list_ == list) return;
    map_as_list_ = list;
    settings_.setValue(kMapAsList, list);
    Q_EMIT mapAsListChanged();
}

}  // namespace archi::app
