#include "canvas/coast.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace archi::app {

namespace {

constexpr double kTurn = 2 * std::numbers::pi;
/// The largest bay or cape, relative to the mean radius.
constexpr double kSwing = 0.17;

// splitmix64 (public domain, S. Vigna), as a number from 0 to 1
double next_random(std::uint64_t& state)
{
    state += 0x9e3779b97f4a7c15U;
    auto z = state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) / 9007199254740992.0;
}

}  // namespace

Coast::Coast(std::uint32_t seed)
{
    std::uint64_t state = seed;
    double largest = 0;
    for (int harmonic = 2; harmonic <= 7; ++harmonic) {
        const auto amplitude = (0.35 + 0.65 * next_random(state)) / std::pow(harmonic, 1.15);
        const auto phase = kTurn * next_random(state);
        for (int i = 0; i < kSteps; ++i)
            radius_[static_cast<std::size_t>(i)] +=
                amplitude * std::sin(harmonic * kTurn * i / kSteps + phase);
    }
    for (const auto value : radius_)
        largest = std::max(largest, std::abs(value));
    for (auto& value : radius_)
        value = 1 + kSwing * value / largest;
}

double Coast::at(double angle) const
{
    const auto turns = angle / kTurn;
    const auto position = (turns - std::floor(turns)) * kSteps;
    const auto low = static_cast<std::size_t>(position) % kSteps;
    const auto part = position - std::floor(position);
    return radius_[low] * (1 - part) + radius_[(low + 1) % kSteps] * part;
}

QPainterPath Coast::path(QPointF centre, double radius, double roughness) const
{
    const auto point = [&](int step) {
        const auto angle = kTurn * step / kSteps;
        const auto length =
            radius * (1 + (radius_[static_cast<std::size_t>(step % kSteps)] - 1) * roughness);
        return centre + QPointF(std::cos(angle) * length * kIslandAspect, std::sin(angle) * length);
    };
    QPainterPath path(point(0));
    for (int i = 1; i < kSteps; ++i)
        path.lineTo(point(i));
    path.closeSubpath();
    return path;
}

double Coast::distance(QPointF point, QPointF centre, double radius) const
{
    const auto x = (point.x() - centre.x()) / kIslandAspect;
    const auto y = point.y() - centre.y();
    return std::hypot(x, y) - radius * at(std::atan2(y, x));
}

std::uint32_t island_seed(const QString& name)
{
    std::uint32_t hash = 2166136261U;
    for (const auto character : name.toUtf8())
        hash = (hash ^ static_cast<std::uint8_t>(character)) * 16777619U;
    return hash & 0x7fffffffU;
}

}  // namespace archi::app
