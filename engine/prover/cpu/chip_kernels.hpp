#pragma once
// The kernels that evaluate a chip's constraints, for any kind of lanes.

#include "machine/chips.hpp"
#include "machine/contexts/degree.hpp"
#include "prover/cpu/lane_loops.hpp"

namespace archi::prover::cpu {

/// Adds up constraints, each times its power. Value: the lanes that cells hold.
template <typename V, typename Value>
class ConstraintContext {
public:
    using Cell = machine::Cell<Lane<V, Value>>;

    [[gnu::always_inline]] explicit ConstraintContext(const E* powers) : power_(powers) {}

    [[gnu::always_inline]] void zero(const Cell& cell)
    {
        if constexpr (std::is_same_v<V, Value>)
            products_.add(*power_++, cell.value.value);
        else
            sum_ += ExtensionLanes<V>(*power_++) * cell.value.value;
    }
    template <std::size_t n>
    [[gnu::always_inline]] void send(machine::Bus, const Cell&, const Cell (&)[n])
    {
    }
    template <std::size_t n>
    [[gnu::always_inline]] void receive(machine::Bus, const Cell&, const Cell (&)[n])
    {
    }
    [[nodiscard, gnu::always_inline]] ExtensionLanes<V> sum() const
    {
        if constexpr (std::is_same_v<V, Value>)
            return products_.total();
        else
            return sum_;
    }

private:
    const E* power_;
    ExtensionLanes<V> sum_{E{}};  ///< where cells hold elements of the extension
    LanesSum<V> products_;        ///< where they hold base elements
};

template <typename V, typename Chip>
struct ChipKernelTemplates {
    static constexpr std::size_t kColumns = machine::kColumns<Chip>;
    static constexpr std::size_t kFixed = machine::kFixedColumns<Chip>;
    static constexpr std::size_t kAll = kColumns + kFixed;

    template <typename L, typename Value>
    using Row = std::array<Lane<L, Value>, kAll>;

    template <typename Context, typename L, typename Value>
    [[gnu::always_inline]] static void constrain(Context& context, const Row<L, Value>& row)
    {
        using LaneCell = machine::Cell<Lane<L, Value>>;
        typename Chip::template Columns<LaneCell> columns;
        typename Chip::template Fixed<LaneCell> fixed;
        __builtin_memcpy(static_cast<void*>(&columns), row.data(), sizeof columns);
        if constexpr (kFixed != 0)
            __builtin_memcpy(static_cast<void*>(&fixed), row.data() + kColumns, sizeof fixed);
        Chip::constrain(context, columns, fixed);
    }

    /// eq from x on, zero from `end` on: what lanes beyond the end hold does not count.
    struct MaskedEquality {
        [[gnu::always_inline]] ExtensionLanes<V> load(ConstPlanes eq, std::size_t x,
                                                      std::size_t end)
        {
            if (x + V::kLanes <= end) return cpu::load<V>(eq, x);
            F tail[E::kDegree * V::kLanes] = {};
            for (unsigned i = 0; i < E::kDegree; ++i)
                for (auto j = x; j < end; ++j)
                    tail[i * V::kLanes + (j - x)] = eq.data[i * eq.stride + j];
            return ExtensionLanes<V>::load(tail, V::kLanes);
        }
    };

    [[gnu::flatten]] static std::array<E, 2> base_round(BaseColumns columns,
                                                        std::span<const E> powers, ConstPlanes eq,
                                                        std::size_t half, std::size_t begin,
                                                        std::size_t end)
    {
        std::array<Accumulator<V>, 2> sums;
        for (auto x = begin; x < end; x += V::kLanes) {
            Row<V, V> row;
            Row<V, V> step;
            for (std::size_t i = 0; i < kAll; ++i) {
                row[i] = Lane<V, V>(V::load(columns[i] + x + half));
                step[i] = row[i] - Lane<V, V>(V::load(columns[i] + x));
            }
            const auto equal = MaskedEquality{}.load(eq, x, end);
#pragma clang loop unroll(disable)
            for (unsigned point = 0; point < 2; ++point) {
                for (std::size_t i = 0; i < kAll; ++i)
                    row[i] = row[i] + step[i];
                ConstraintContext<V, V> context(powers.data());
                constrain<ConstraintContext<V, V>, V, V>(context, row);
                sums[point].add(equal * context.sum());
            }
        }
        return {sums[0].total(), sums[1].total()};
    }

    [[gnu::flatten]] static std::array<E, 3> extension_round(ExtensionColumns columns,
                                                             std::span<const E> powers,
                                                             ConstPlanes eq, std::size_t half,
                                                             std::size_t begin, std::size_t end)
    {
        using Extension = ExtensionLanes<V>;
        std::array<Accumulator<V>, 3> sums;
        for (auto x = begin; x < end; x += V::kLanes) {
            Row<V, Extension> row;
            Row<V, Extension> step;
            for (std::size_t i = 0; i < kAll; ++i) {
                row[i] = Lane<V, Extension>(load<V>(columns[i], x));
                step[i] = Lane<V, Extension>(load<V>(columns[i], x + half)) - row[i];
            }
            const auto equal = MaskedEquality{}.load(eq, x, end);
#pragma clang loop unroll(disable)
            for (unsigned point = 0; point < 3; ++point) {
                const unsigned steps = point == 0 ? 0 : point == 1 ? 2 : 1;
                for (unsigned k = 0; k < steps; ++k)
                    for (std::size_t i = 0; i < kAll; ++i)
                        row[i] = row[i] + step[i];
                ConstraintContext<V, Extension> context(powers.data());
                constrain<ConstraintContext<V, Extension>, V, Extension>(context, row);
                sums[point].add(equal * context.sum());
            }
        }
        return {sums[0].total(), sums[1].total(), sums[2].total()};
    }

    static constexpr ChipKernels kKernels{base_round, extension_round};
};

/// By chip number.
template <typename V>
constexpr auto kChipKernels = [] {
    std::array<ChipKernels, machine::kChips> table;
    machine::for_each_chip([&]<typename Tag>(Tag) {
        using Chip = typename Tag::Chip;
        table[machine::kChipId<Chip>] = ChipKernelTemplates<V, Chip>::kKernels;
    });
    return table;
}();

}  // namespace archi::prover::cpu
