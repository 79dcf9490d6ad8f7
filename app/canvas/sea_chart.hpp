#pragma once
// The water of the map: depth bands and depth lines that follow the coasts.

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QHash>
#include <QQuickPaintedItem>

#include "canvas/coast.hpp"
#include "canvas/contour.hpp"

namespace archi::app {

class SeaChart : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    /// Colours from deep to shallow, at least one.
    Q_PROPERTY(QVariantList water READ water WRITE setWater NOTIFY coloursChanged)
    Q_PROPERTY(QColor contour READ contourColour WRITE setContourColour NOTIFY coloursChanged)

public:
    explicit SeaChart(QQuickItem* parent = nullptr);

    [[nodiscard]] QVariantList water() const { return water_; }
    void setWater(const QVariantList& colours);
    [[nodiscard]] QColor contourColour() const { return contour_; }
    void setContourColour(const QColor& colour);

    /// Puts or moves the island `key`: centre and mean radius in this item's pixels.
    Q_INVOKABLE void place(const QString& key, QPointF centre, qreal radius, int seed);
    Q_INVOKABLE void remove(const QString& key);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void coloursChanged();

private:
    struct Island {
        QPointF centre;
        double radius = 0;
        Coast coast;
    };

    [[nodiscard]] Field depths() const;

    QVariantList water_;
    QColor contour_;
    QHash<QString, Island> islands_;
};

}  // namespace archi::app
