#pragma once
// The kernels, for any kind of lanes. Each loop runs over whole vectors and finishes one by one.

#include "prover/cpu/kernels.hpp"
#include "prover/cpu/lanes.hpp"

namespace archi::prover::cpu {

/// Calls body(V{}, x) for vectors from `begin` on, then body(Single{}, x) for what is left.
template <typename V, typename Body>
[[gnu::always_inline]] inline void for_lanes(std::size_t begin, std::size_t end, const Body& body)
{
    auto x = begin;
    for (; x + V::kLanes <= end; x += V::kLanes)
        body(V{}, x);
    for (; x < end; ++x)
        body(Single{}, x);
}

template <typename V>
[[gnu::always_inline]] inline ExtensionLanes<V> load(ConstPlanes planes, std::size_t x)
{
    return ExtensionLanes<V>::load(planes.data + x, planes.stride);
}

/// A sum in lanes, with the rest beside it.
template <typename V>
class Accumulator {
public:
    [[gnu::always_inline]] void add(const ExtensionLanes<V>& lanes) { lanes_ += lanes; }
    [[gnu::always_inline]] void add(const SingleExtension& one)
        requires(!std::is_same_v<V, Single>)
    {
        rest_ += one.lane(0);
    }
    [[nodiscard, gnu::always_inline]] E total() const { return rest_ + sum_of_lanes<V>(lanes_); }

private:
    ExtensionLanes<V> lanes_{E{}};
    E rest_;
};

template <typename V>
struct KernelTemplates {
    [[gnu::flatten]] static void add_fractions(const LayerArrays& children, Planes numerator,
                                               Planes denominator, std::size_t begin,
                                               std::size_t end)
    {
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            const auto p0 = load<L>(children.numerator[0], x);
            const auto p1 = load<L>(children.numerator[1], x);
            const auto q0 = load<L>(children.denominator[0], x);
            const auto q1 = load<L>(children.denominator[1], x);
            (p0 * q1 + p1 * q0).store(numerator.data + x, numerator.stride);
            (q0 * q1).store(denominator.data + x, denominator.stride);
        });
    }

    [[gnu::flatten]] static std::array<E, 2> layer_round(const LayerArrays& layer, ConstPlanes eq,
                                                         const E& lambda, std::size_t half,
                                                         std::size_t begin, std::size_t end)
    {
        Accumulator<V> at_zero;
        Accumulator<V> leading;
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            using Extension = ExtensionLanes<L>;
            const Extension weight(lambda);
            const auto value = [&](const Extension& p0, const Extension& p1, const Extension& q0,
                                   const Extension& q1) __attribute__((always_inline)) {
                return p0 * q1 + (p1 + weight * q1) * q0;
            };
            const auto p0 = load<L>(layer.numerator[0], x);
            const auto p1 = load<L>(layer.numerator[1], x);
            const auto q0 = load<L>(layer.denominator[0], x);
            const auto q1 = load<L>(layer.denominator[1], x);
            const auto equal = load<L>(eq, x);
            at_zero.add(equal * value(p0, p1, q0, q1));
            leading.add(equal * value(load<L>(layer.numerator[0], x + half) - p0,
                                      load<L>(layer.numerator[1], x + half) - p1,
                                      load<L>(layer.denominator[0], x + half) - q0,
                                      load<L>(layer.denominator[1], x + half) - q1));
        });
        return {at_zero.total(), leading.total()};
    }

    [[gnu::flatten]] static void fold(ConstPlanes from, Planes to, const E& r, std::size_t half,
                                      std::size_t begin, std::size_t end)
    {
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            const auto low = load<L>(from, x);
            const auto high = load<L>(from, x + half);
            (low + ExtensionLanes<L>(r) * (high - low)).store(to.data + x, to.stride);
        });
    }

    [[gnu::flatten]] static void fold_base(const F* from, Planes to, const E& r, std::size_t half,
                                           std::size_t begin, std::size_t end)
    {
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            const auto low = L::load(from + x);
            const auto high = L::load(from + x + half);
            (ExtensionLanes<L>(r) * (high - low) + low).store(to.data + x, to.stride);
        });
    }

    [[gnu::flatten]] static void shrink_equality(Planes table, std::size_t half, std::size_t begin,
                                                 std::size_t end)
    {
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            (load<L>(table, x) + load<L>(table, x + half)).store(table.data + x, table.stride);
        });
    }

    [[gnu::flatten]] static void grow_equality(Planes table, const E& r, std::size_t size,
                                               std::size_t begin, std::size_t end)
    {
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            const auto all = load<L>(table, x);
            const auto high = all * ExtensionLanes<L>(r);
            high.store(table.data + x + size, table.stride);
            (all - high).store(table.data + x, table.stride);
        });
    }

    [[gnu::flatten]] static std::array<E, 2> linear_round(ConstPlanes values, ConstPlanes eq,
                                                          std::size_t half, std::size_t begin,
                                                          std::size_t end)
    {
        Accumulator<V> low;
        Accumulator<V> high;
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            const auto equal = load<L>(eq, x);
            low.add(equal * load<L>(values, x));
            high.add(equal * load<L>(values, x + half));
        });
        return {low.total(), high.total()};
    }

    [[gnu::flatten]] static void combine(std::span<const F* const> columns,
                                         std::span<const E> weights, const E& constant, Planes to,
                                         std::size_t begin, std::size_t end)
    {
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            LanesSum<L> sum;
            std::size_t i = 0;
            for (; i + 1 < columns.size(); i += 2) {  // pairs: what is added between two folds
                sum.add(weights[i], L::load(columns[i] + x));
                sum.add(weights[i + 1], L::load(columns[i + 1] + x));
            }
            if (i < columns.size()) sum.add(weights[i], L::load(columns[i] + x));
            (sum.total() + ExtensionLanes<L>(constant)).store(to.data + x, to.stride);
        });
    }

    [[gnu::flatten]] static E evaluate(const F* column, ConstPlanes eq, std::size_t begin,
                                       std::size_t end)
    {
        LanesSum<V> lanes;
        SingleExtensionSum rest;
        for_lanes<V>(begin, end, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            if constexpr (std::is_same_v<L, V>)
                lanes.add(load<L>(eq, x), L::load(column + x));
            else
                rest.add(load<L>(eq, x), L::load(column + x));
        });
        return sum_of_lanes<V>(lanes.total()) + rest.total().lane(0);
    }
};

}  // namespace archi::prover::cpu
