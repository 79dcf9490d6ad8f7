#include "models/chart_positions.hpp"

#include <QCryptographicHash>
#include <QSettings>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "node/layout.hpp"

namespace archi::app {

namespace {

constexpr double kGoldenAngle = std::numbers::pi * (3 - 2.2360679774997896);
constexpr double kEnough = 0.44;  // between two islands, as a part of the map
constexpr int kCandidates = 220;
constexpr QPointF kMainlandPosition(0.02, 0.42);

double separation(QPointF a, QPointF b)
{
    // Islands are wider than high.
    return std::hypot((a.x() - b.x()) * 0.9, (a.y() - b.y()) * 1.1);
}

}  // namespace

void ChartPositions::load(const QString& world)
{
    const auto digest = QCryptographicHash::hash(world.toUtf8(), QCryptographicHash::Sha256);
    group_ = QStringLiteral("map/") + QString::fromLatin1(digest.toHex().left(16));
    positions_.clear();
    QSettings settings;
    settings.beginGroup(group_);
    for (const auto& name : settings.childKeys())
        positions_.insert(name, settings.value(name).toPointF());
}

void ChartPositions::settle(const QString& name)
{
    if (positions_.contains(name)) return;
    const auto position = name == QLatin1String(node::kMainland) ? kMainlandPosition : open_water();
    positions_.insert(name, position);
    keep(name, position);
}

QPointF ChartPositions::known(const QString& name) const
{
    return positions_.value(name, QPointF(0.5, 0.5));
}

void ChartPositions::move(const QString& name, QPointF position)
{
    const QPointF inside(std::clamp(position.x(), 0.0, 1.0), std::clamp(position.y(), 0.0, 1.0));
    positions_.insert(name, inside);
    keep(name, inside);
}

void ChartPositions::forget(const QString& name)
{
    positions_.remove(name);
    if (!group_.isEmpty()) QSettings().remove(group_ + QLatin1Char('/') + name);
}

QPointF ChartPositions::open_water() const
{
    // Sunflower order from the middle; the first place with enough room, else the roomiest.
    QPointF best(0.5, 0.5);
    double best_room = -1;
    for (int i = 0; i < kCandidates; ++i) {
        const auto radius = 0.05 * std::sqrt(i) + (i == 0 ? 0 : 0.02);
        const auto angle = i * kGoldenAngle + 2.4;
        const QPointF candidate(0.5 + radius * std::cos(angle), 0.5 + radius * std::sin(angle));
        if (candidate.x() < 0.04 || candidate.x() > 0.96 || candidate.y() < 0.04 ||
            candidate.y() > 0.96)
            continue;
        double room = 2;
        for (const auto& other : positions_)
            room = std::min(room, separation(candidate, other));
        if (room >= kEnough) return candidate;
        if (room > best_room) {
            best_room = room;
            best = candidate;
        }
    }
    return best;
}

void ChartPositions::keep(const QString& name, QPointF position) const
{
    if (!group_.isEmpty()) QSettings().setValue(group_ + QLatin1Char('/') + name, position);
}

}  // namespace archi::app
