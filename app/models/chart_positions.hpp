#pragma once
// Where each island lies on the map: where its owner put it, else in open water.

#include <QHash>
#include <QPointF>
#include <QString>

namespace archi::app {

class ChartPositions {
public:
    /// Reads what was kept for `world` (a path). Later moves are kept there too.
    void load(const QString& world);

    /// An island without a position gets open water, for good; the mainland gets the left edge.
    void settle(const QString& name);
    /// The position of a settled island, from 0 to 1 each way.
    [[nodiscard]] QPointF known(const QString& name) const;
    void move(const QString& name, QPointF position);
    void forget(const QString& name);

private:
    [[nodiscard]] QPointF open_water() const;
    void keep(const QString& name, QPointF position) const;

    QString group_;
    QHash<QString, QPointF> positions_;
};

}  // namespace archi::app
