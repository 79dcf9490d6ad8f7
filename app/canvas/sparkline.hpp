#pragma once
// A small chart without axes: a bar a value, oldest on the left.

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QList>
#include <QQuickPaintedItem>

namespace archi::app {

class Sparkline : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<qreal> values READ values WRITE setValues NOTIFY valuesChanged)
    Q_PROPERTY(QColor ink READ ink WRITE setInk NOTIFY inkChanged)
    /// Room for so many values; fewer stand on the right.
    Q_PROPERTY(int capacity READ capacity WRITE setCapacity NOTIFY valuesChanged)

public:
    explicit Sparkline(QQuickItem* parent = nullptr);

    [[nodiscard]] const QList<qreal>& values() const { return values_; }
    void setValues(const QList<qreal>& values);
    [[nodiscard]] QColor ink() const { return ink_; }
    void setInk(const QColor& ink);
    [[nodiscard]] int capacity() const { return capacity_; }
    void setCapacity(int capacity);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void valuesChanged();
    void inkChanged();

private:
    QList<qreal> values_;
    QColor ink_;
    int capacity_ = 60;
};

}  // namespace archi::app
