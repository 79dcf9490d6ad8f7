#pragma once
// The kernels, for any kind of lanes. Each loop runs over whole vectors and finishes one by one.

#include "prover/cpu/kernels.hpp"
#include "prover/cpu/layer_kernels.hpp"

namespace archi::prover::cpu {

template <typename V>
struct KernelTemplates {
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

    [[gnu::flatten]] static void combine_base(std::span<const F* const> columns,
                                              std::span<const F> weights, F constant, F* to,
                                              std::size_t count)
    {
        for_lanes<V>(0, count, [&]<typename L>(L, std::size_t x) __attribute__((always_inline)) {
            L sum(constant);
            for (std::size_t i = 0; i < columns.size(); ++i)
                sum = sum + L::load(columns[i] + x) * weights[i];
            sum.store(to + x);
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

template <typename V>
constexpr Kernels kernels_of(iop::Instructions instructions, const ChipKernels* chips)
{
    using K = KernelTemplates<V>;
    using Layer = LayerKernels<V>;
    return {.instructions = instructions,
            .lanes = V::kLanes,
            .add_leaves = Layer::template add<Numerators::kLeaves>,
            .add_fractions = Layer::template add<Numerators::kFractions>,
            .leaf_round = Layer::template round<Numerators::kLeaves>,
            .fraction_round = Layer::template round<Numerators::kFractions>,
            .bind_leaves = Layer::template bind<Numerators::kLeaves>,
            .bind_fractions = Layer::template bind<Numerators::kFractions>,
            .bind_combined = Layer::template bind<Numerators::kCombined>,
            .fold = K::fold,
            .fold_base = K::fold_base,
            .shrink_equality = K::shrink_equality,
            .grow_equality = K::grow_equality,
            .linear_round = K::linear_round,
            .combine = K::combine,
            .combine_base = K::combine_base,
            .evaluate = K::evaluate,
            .chips = chips};
}

}  // namespace archi::prover::cpu
