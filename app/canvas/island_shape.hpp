#pragma once
// The land of one island: beach, land and hills, or only its outline.

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QQuickPaintedItem>

namespace archi::app {

class IslandShape : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int seed READ seed WRITE setSeed NOTIFY shapeChanged)
    /// Mean vertical radius in pixels.
    Q_PROPERTY(qreal radius READ radius WRITE setRadius NOTIFY shapeChanged)
    Q_PROPERTY(QColor sand READ sand WRITE setSand NOTIFY shapeChanged)
    Q_PROPERTY(QColor land READ land WRITE setLand NOTIFY shapeChanged)
    Q_PROPERTY(QColor hill READ hill WRITE setHill NOTIFY shapeChanged)
    /// A beach of dots: the chain's data is not on the L1.
    Q_PROPERTY(bool dottedShore READ dottedShore WRITE setDottedShore NOTIFY shapeChanged)
    /// A line around the island, if its width is above 0.
    Q_PROPERTY(QColor ring READ ring WRITE setRing NOTIFY shapeChanged)
    Q_PROPERTY(qreal ringWidth READ ringWidth WRITE setRingWidth NOTIFY shapeChanged)
    Q_PROPERTY(bool outlineOnly READ outlineOnly WRITE setOutlineOnly NOTIFY shapeChanged)
    Q_PROPERTY(bool dashed READ dashed WRITE setDashed NOTIFY shapeChanged)

public:
    explicit IslandShape(QQuickItem* parent = nullptr);

    [[nodiscard]] int seed() const { return seed_; }
    [[nodiscard]] qreal radius() const { return radius_; }
    [[nodiscard]] QColor sand() const { return sand_; }
    [[nodiscard]] QColor land() const { return land_; }
    [[nodiscard]] QColor hill() const { return hill_; }
    [[nodiscard]] bool dottedShore() const { return dotted_shore_; }
    [[nodiscard]] QColor ring() const { return ring_; }
    [[nodiscard]] qreal ringWidth() const { return ring_width_; }
    [[nodiscard]] bool outlineOnly() const { return outline_only_; }
    [[nodiscard]] bool dashed() const { return dashed_; }

    void setSeed(int seed) { set(seed_, seed); }
    void setRadius(qreal radius);
    void setSand(const QColor& colour) { set(sand_, colour); }
    void setLand(const QColor& colour) { set(land_, colour); }
    void setHill(const QColor& colour) { set(hill_, colour); }
    void setDottedShore(bool dotted) { set(dotted_shore_, dotted); }
    void setRing(const QColor& colour) { set(ring_, colour); }
    void setRingWidth(qreal width) { set(ring_width_, width); }
    void setOutlineOnly(bool only) { set(outline_only_, only); }
    void setDashed(bool dashed) { set(dashed_, dashed); }

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void shapeChanged();

private:
    template <typename T>
    void set(T& field, const T& value)
    {
        if (field == value) return;
        field = value;
        Q_EMIT shapeChanged();
        update();
    }

    int seed_ = 1;
    qreal radius_ = 60;
    QColor sand_;
    QColor land_;
    QColor hill_;
    QColor ring_;
    qreal ring_width_ = 0;
    bool dotted_shore_ = false;
    bool outline_only_ = false;
    bool dashed_ = false;
};

}  // namespace archi::app
