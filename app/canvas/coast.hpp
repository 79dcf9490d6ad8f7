#pragma once
// The coast of an island: an organic closed curve that always looks the same for the same seed.

#include <QPainterPath>
#include <QPointF>
#include <array>
#include <cstdint>

namespace archi::app {

/// Islands are wider than high, so that a name fits.
inline constexpr double kIslandAspect = 1.32;

class Coast {
public:
    explicit Coast(std::uint32_t seed);

    /// Radius in the direction of `angle` (radians), relative to the mean: 0.8 to 1.2.
    [[nodiscard]] double at(double angle) const;

    /// The coast around `centre` with mean radius `radius` (vertical; wider by kIslandAspect).
    /// `roughness` 1 is the shore itself; 0 an ellipse. Closed and smooth.
    [[nodiscard]] QPainterPath path(QPointF centre, double radius, double roughness = 1) const;

    /// Distance of `point` from the shore in units of vertical pixels: negative on land.
    [[nodiscard]] double distance(QPointF point, QPointF centre, double radius) const;

private:
    static constexpr int kSteps = 128;
    std::array<double, kSteps> radius_{};
};

/// A seed from a chain's name, the same on every machine: FNV-1a without its highest bit, so that
/// QML's int holds it.
[[nodiscard]] std::uint32_t island_seed(const QString& name);

}  // namespace archi::app
