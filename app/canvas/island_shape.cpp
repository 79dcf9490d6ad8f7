#include "canvas/island_shape.hpp"

#include <QPainter>

#include "canvas/coast.hpp"

namespace archi::app {

namespace {

constexpr double kReach = 1.2;  // the farthest cape, in mean radii
constexpr double kMargin = 8;   // for the ring, pixels
constexpr double kBeach = 5;    // width of the beach, pixels
constexpr double kRingDistance = 4;

}  // namespace

IslandShape::IslandShape(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    setRadius(radius_);
    setImplicitSize(2 * (radius_ * kReach * kIslandAspect + kMargin),
                    2 * (radius_ * kReach + kMargin));
}

void IslandShape::setRadius(qreal radius)
{
    set(radius_, radius);
    setImplicitSize(2 * (radius_ * kReach * kIslandAspect + kMargin),
                    2 * (radius_ * kReach + kMargin));
}

void IslandShape::paint(QPainter* painter)
{
    const Coast coast(static_cast<std::uint32_t>(seed_));
    const auto centre = boundingRect().center();
    const auto shore = coast.path(centre, radius_);

    if (!outline_only_) {
        painter->setPen(Qt::NoPen);
        if (dotted_shore_) {
            QPen dots(sand_, kBeach * 0.8, Qt::CustomDashLine, Qt::RoundCap);
            dots.setDashPattern({0.01, 2.0});
            painter->strokePath(coast.path(centre, radius_ - kBeach * 0.3), dots);
        } else {
            painter->fillPath(shore, sand_);
        }
        const auto inner = dotted_shore_ ? radius_ - kBeach * 1.2 : radius_ - kBeach;
        painter->fillPath(coast.path(centre, inner, 1.05), land_);
        painter->fillPath(Coast(static_cast<std::uint32_t>(seed_) + 1)
                              .path(centre - QPointF(0, radius_ * 0.05), radius_ * 0.66, 0.9),
                          hill_);
    }
    if (ring_width_ > 0) {
        QPen pen(ring_, ring_width_, dashed_ ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap,
                 Qt::RoundJoin);
        if (dashed_) pen.setDashPattern({3, 3.5});
        const auto distance = outline_only_ ? 0 : kRingDistance;
        painter->strokePath(coast.path(centre, radius_ + distance), pen);
    }
}

}  // namespace archi::app
