#include "canvas/sparkline.hpp"

#include <QPainter>
#include <algorithm>

namespace archi::app {

Sparkline::Sparkline(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void Sparkline::setValues(const QList<qreal>& values)
{
    if (values_ == values) return;
    values_ = values;
    Q_EMIT valuesChanged();
    update();
}

void Sparkline::setInk(const QColor& ink)
{
    if (ink_ == ink) return;
    ink_ = ink;
    Q_EMIT inkChanged();
    update();
}

void Sparkline::setCapacity(int capacity)
{
    if (capacity_ == capacity || capacity < 1) return;
    capacity_ = capacity;
    Q_EMIT valuesChanged();
    update();
}

void Sparkline::paint(QPainter* painter)
{
    const auto shown = std::min<qsizetype>(values_.size(), capacity_);
    const auto first = values_.end() - shown;
    const auto largest = std::max(1.0, shown == 0 ? 0 : *std::max_element(first, values_.end()));
    const auto pitch = width() / capacity_;
    const auto bar = std::max(1.0, pitch - std::clamp(pitch * 0.3, 1.0, 3.0));
    auto faint = ink_;
    faint.setAlphaF(0.3F);
    painter->setPen(Qt::NoPen);
    for (qsizetype i = 0; i < shown; ++i) {
        const auto x = width() - static_cast<double>(shown - i) * pitch;
        const auto value = first[i];
        const auto high = value <= 0 ? 2.0 : std::max(3.0, value / largest * height());
        painter->setBrush(value <= 0 ? faint : ink_);
        painter->drawRoundedRect(QRectF(x, height() - high, bar, high), 1, 1);
    }
}

}  // namespace archi::app
