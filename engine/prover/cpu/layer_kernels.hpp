#pragma once
// The kernels of fraction trees, for any kind of lanes.

#include "prover/cpu/lane_loops.hpp"

namespace archi::prover::cpu {

/// What is known of a layer's numerators.
enum class Numerators : std::uint8_t {
    kLeaves,     ///< elements of the base field
    kFractions,  ///< elements of the extension
    kCombined,   ///< p₁ + λq₁ stands for p₁
};

template <typename V>
struct LayerKernels {
    template <Numerators kind, typename L>
    [[gnu::always_inline]] static auto load_numerator(ConstPlanes planes, std::size_t x)
    {
        if constexpr (kind == Numerators::kLeaves)
            return L::load(planes.data + x);
        else
            return load<L>(planes, x);
    }

    /// A sum of eq·value.
    class WeightedSum {
    public:
        template <typename L>
        [[gnu::always_inline]] void add(const ExtensionLanes<L>& equal,
                                        const ExtensionLanes<L>& value)
        {
            if constexpr (std::is_same_v<L, V>)
                lanes_.add(equal, value);
            else
                rest_.add(equal, value);
        }
        [[nodiscard, gnu::always_inline]] E total() const
        {
            return rest_.total().lane(0) + sum_of_lanes<V>(lanes_.total());
        }

    private:
        LanesSum<V> lanes_;
        SingleExtensionSum rest_;
    };

    template <Numerators kind>
    [[gnu::flatten]] static void add(const LayerParts<1>& children, Planes numerator,
                                     Planes denominator, std::size_t count)
    {
        const auto& [p, q] = children;
        for_lanes<V>(0, count, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            const auto q0 = load<L>(q[0][0], x);
            const auto q1 = load<L>(q[1][0], x);
            ExtensionLanes<L>::dot(q1, load_numerator<kind, L>(p[0][0], x), q0,
                                   load_numerator<kind, L>(p[1][0], x))
                .store(numerator.data + x, numerator.stride);
            (q0 * q1).store(denominator.data + x, denominator.stride);
        });
    }

    template <Numerators kind>
    [[gnu::flatten]] static std::array<E, 2> round(const LayerParts<2>& children, ConstPlanes eq,
                                                   const E& lambda, std::size_t count)
    {
        const auto& [p, q] = children;
        WeightedSum at_zero;
        WeightedSum leading;
        for_lanes<V>(0, count, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            using Extension = ExtensionLanes<L>;
            const Extension weight(lambda);
            const auto equal = load<L>(eq, x);
            const auto p0 = load_numerator<kind, L>(p[0][0], x);
            const auto p1 = load_numerator<kind, L>(p[1][0], x);
            const auto q0 = load<L>(q[0][0], x);
            const auto q1 = load<L>(q[1][0], x);
            at_zero.template add<L>(equal, Extension::dot(q1, p0, q0, weight * q1 + p1));
            const auto p0_step = load_numerator<kind, L>(p[0][1], x) - p0;
            const auto p1_step = load_numerator<kind, L>(p[1][1], x) - p1;
            const auto q0_step = load<L>(q[0][1], x) - q0;
            const auto q1_step = load<L>(q[1][1], x) - q1;
            leading.template add<L>(
                equal, Extension::dot(q1_step, p0_step, q0_step, weight * q1_step + p1_step));
        });
        return {at_zero.total(), leading.total()};
    }

    template <Numerators kind>
    [[gnu::flatten]] static std::array<E, 2> bind(const LayerParts<4>& children,
                                                  const BoundPart& bound, ConstPlanes eq,
                                                  std::size_t count)
    {
        const auto& [p, q] = children;
        WeightedSum at_zero;
        WeightedSum leading;
        for_lanes<V>(0, count, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            using Extension = ExtensionLanes<L>;
            const Extension challenge(bound.r);
            Extension p0[2];
            Extension p1[2];
            Extension q0[2];
            Extension q1[2];
#pragma clang loop unroll(full)
            for (unsigned part = 0; part < 2; ++part) {
                const auto numerator = [&](unsigned child) __attribute__((always_inline)) {
                    const auto low = load_numerator<kind, L>(p[child][part], x);
                    const auto high = load_numerator<kind, L>(p[child][part + 2], x);
                    return challenge * (high - low) + low;
                };
                const auto denominator = [&](unsigned child) __attribute__((always_inline)) {
                    const auto low = load<L>(q[child][part], x);
                    return challenge * (load<L>(q[child][part + 2], x) - low) + low;
                };
                p0[part] = numerator(0);
                q0[part] = denominator(0);
                q1[part] = denominator(1);
                p1[part] = numerator(1);
                if constexpr (kind != Numerators::kCombined)
                    p1[part] = p1[part] + Extension(bound.lambda) * q1[part];
                const auto at = x + part * bound.half;
                const auto& [to_p, to_q] = bound.to;
                p0[part].store(to_p[0].data + at, to_p[0].stride);
                p1[part].store(to_p[1].data + at, to_p[1].stride);
                q0[part].store(to_q[0].data + at, to_q[0].stride);
                q1[part].store(to_q[1].data + at, to_q[1].stride);
            }
            const auto equal = load<L>(eq, x);
            at_zero.template add<L>(equal, Extension::dot(q1[0], p0[0], q0[0], p1[0]));
            leading.template add<L>(
                equal, Extension::dot(q1[1] - q1[0], p0[1] - p0[0], q0[1] - q0[0], p1[1] - p1[0]));
        });
        return {at_zero.total(), leading.total()};
    }
};

}  // namespace archi::prover::cpu
