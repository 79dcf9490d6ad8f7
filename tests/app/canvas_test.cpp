#include <QtTest>
#include <cmath>
#include <numbers>

#include "canvas/coast.hpp"
#include "canvas/contour.hpp"

using namespace archi::app;

namespace {

// Depth around one point in the middle of a field of 41 by 41 samples, 4 pixels apart.
Field bowl(QPointF centre)
{
    Field field{.columns = 41, .rows = 41, .cell = 4, .origin = {0, 0}, .values = {}};
    for (int row = 0; row < field.rows; ++row)
        for (int column = 0; column < field.columns; ++column)
            field.values.push_back(static_cast<float>(
                std::hypot(column * field.cell - centre.x(), row * field.cell - centre.y())));
    return field;
}

}  // namespace

class CanvasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_coast_is_the_same_for_the_same_seed()
    {
        QCOMPARE(Coast(7).path({100, 100}, 60), Coast(7).path({100, 100}, 60));
        QVERIFY(Coast(7).path({100, 100}, 60) != Coast(8).path({100, 100}, 60));
        QCOMPARE(island_seed(QStringLiteral("tortuga")), 1285214613U);
    }

    void a_coast_stays_within_its_swing()
    {
        for (std::uint32_t seed = 0; seed < 200; ++seed) {
            const Coast coast(seed);
            for (int step = 0; step < 64; ++step) {
                const auto radius = coast.at(2 * std::numbers::pi * step / 64);
                QVERIFY2(radius >= 0.8 && radius <= 1.2, qPrintable(QString::number(seed)));
            }
        }
    }

    void distance_is_negative_on_land_and_zero_on_the_shore()
    {
        const Coast coast(3);
        const QPointF centre(50, 40);
        QVERIFY(coast.distance(centre, centre, 30) < 0);
        const auto shore = coast.path(centre, 30);
        for (int i = 0; i < shore.elementCount(); ++i) {
            const QPointF point = shore.elementAt(i);
            QVERIFY(std::abs(coast.distance(point, centre, 30)) < 1e-6);
        }
        QVERIFY(coast.distance({200, 40}, centre, 30) > 50);
    }

    void a_contour_encloses_what_is_below_it()
    {
        const auto path = contour(bowl({80, 80}), 40);
        for (int angle = 0; angle < 360; angle += 10) {
            const auto direction = QPointF(std::cos(angle * std::numbers::pi / 180),
                                           std::sin(angle * std::numbers::pi / 180));
            QVERIFY(path.contains(QPointF(80, 80) + 38 * direction));
            QVERIFY(!path.contains(QPointF(80, 80) + 42 * direction));
        }
    }

    void a_contour_that_reaches_the_border_still_closes()
    {
        const auto path = contour(bowl({0, 80}), 40);
        QVERIFY(path.contains(QPointF(20, 80)));
        QVERIFY(!path.contains(QPointF(60, 80)));
    }

    void two_basins_give_two_curves_and_none_gives_none()
    {
        auto field = bowl({40, 80});
        const auto other = bowl({120, 80});
        for (std::size_t i = 0; i < field.values.size(); ++i)
            field.values[i] = std::min(field.values[i], other.values[i]);
        QCOMPARE(contour(field, 20).toSubpathPolygons().size(), 2);
        QCOMPARE(contour(field, 60).toSubpathPolygons().size(), 1);
        QVERIFY(contour(field, -1).isEmpty());
    }
};

QTEST_GUILESS_MAIN(CanvasTest)
#include "canvas_test.moc"
