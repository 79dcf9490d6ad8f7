#include "canvas/sea_chart.hpp"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace archi::app {

namespace {

constexpr double kCell = 8;       // pixels between samples of the sea floor
constexpr double kBlend = 16;     // pixels over which neighbouring shelves flow together
constexpr double kOpenSea = 205;  // mean depth where no island is near
constexpr double kLevels[] = {150, 100, 62, 34, 14};  // pixels from shore, outermost first

// A slow swell of the sea floor, so that lines never look drawn with a compass.
double swell(double x, double y)
{
    return 11 * std::sin(x / 71 + 1.3) * std::sin(y / 57 + 0.4) + 7 * std::sin(x / 33 + y / 41) +
           40 * std::sin(x / 260 + 2.1) * std::sin(y / 190 + 0.9) +
           26 * std::sin(x / 131 - y / 173 + 0.5);
}

}  // namespace

SeaChart::SeaChart(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    setOpaquePainting(true);
}

void SeaChart::setWater(const QVariantList& colours)
{
    water_ = colours;
    Q_EMIT coloursChanged();
    update();
}

void SeaChart::setContourColour(const QColor& colour)
{
    contour_ = colour;
    Q_EMIT coloursChanged();
    update();
}

void SeaChart::place(const QString& key, QPointF centre, qreal radius, int seed)
{
    const auto found = islands_.find(key);
    if (found == islands_.end())
        islands_.insert(key, {centre, radius, Coast(static_cast<std::uint32_t>(seed))});
    else if (found->centre != centre || found->radius != radius) {
        found->centre = centre;
        found->radius = radius;
    } else
        return;
    update();
}

void SeaChart::remove(const QString& key)
{
    if (islands_.remove(key)) update();
}

Field SeaChart::depths() const
{
    Field field;
    // One cell beyond each side, so that the forced border is out of sight.
    field.origin = QPointF(-2 * kCell, -2 * kCell);
    field.cell = kCell;
    field.columns = static_cast<int>(width() / kCell) + 5;
    field.rows = static_cast<int>(height() / kCell) + 5;
    field.values.reserve(static_cast<std::size_t>(field.columns) *
                         static_cast<std::size_t>(field.rows));
    for (int row = 0; row < field.rows; ++row) {
        for (int column = 0; column < field.columns; ++column) {
            const auto point = field.origin + QPointF(column, row) * kCell;
            const auto wave = swell(point.x(), point.y());
            double sum = std::exp(-(kOpenSea + 1.3 * wave) / kBlend);
            for (const auto& island : islands_) {
                const auto distance = island.coast.distance(point, island.centre, island.radius);
                // Near the shore the lines hug it; farther out they follow the swell.
                const auto sway = std::clamp(distance / 90, 0.0, 1.0) * wave;
                sum += std::exp(-std::max(distance + sway, -4 * kBlend) / kBlend);
            }
            field.values.push_back(static_cast<float>(-kBlend * std::log(sum)));
        }
    }
    return field;
}

void SeaChart::paint(QPainter* painter)
{
    if (water_.isEmpty()) return;
    painter->fillRect(boundingRect(), water_.first().value<QColor>());
    const auto field = depths();
    QPen pen(contour_, 1);
    for (qsizetype i = 0; i < static_cast<qsizetype>(std::size(kLevels)); ++i) {
        const auto path = contour(field, kLevels[i]);
        auto line = contour_;
        line.setAlphaF(static_cast<float>(0.22 + 0.13 * static_cast<double>(i)));
        pen.setColor(line);
        painter->setPen(pen);
        painter->setBrush(water_[std::min(i + 1, water_.size() - 1)].value<QColor>());
        painter->drawPath(path);
    }
}

}  // namespace archi::app
