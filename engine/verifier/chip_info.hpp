#pragma once
// ChipInfo of a chip, from the one source of its constraints.

#include <initializer_list>
#include <type_traits>

#include "machine/contexts/degree.hpp"
#include "verifier/air.hpp"

namespace archi::verifier {

/// Evaluates constraints at a point and adds them up. See ChipWeights.
template <typename E>
class PointContext {
public:
    using Cell = machine::Cell<E>;

    explicit PointContext(const ChipWeights<E>& weights) : weights_(weights) {}

    void zero(const Cell& cell)
    {
        values_.constraints += weights_.constraints[constraints_++] * cell.value;
    }
    void send(machine::Bus bus, const Cell& multiplicity, std::initializer_list<Cell> tuple)
    {
        add(bus, multiplicity.value, tuple);
    }
    void receive(machine::Bus bus, const Cell& multiplicity, std::initializer_list<Cell> tuple)
    {
        add(bus, -multiplicity.value, tuple);
    }
    [[nodiscard]] const ChipValues<E>& values() const { return values_; }

private:
    void add(machine::Bus bus, const E& numerator, std::initializer_list<Cell> tuple)
    {
        const auto scope = scope_of(bus);
        const auto& leaves = weights_.leaves[scope];
        const E& weight = leaves.blocks[interactions_[scope]++];
        E denominator = leaves.fingerprint->of(bus);
        const E* power = leaves.fingerprint->beta.data();
        for (const auto& cell : tuple)
            denominator += *++power * cell.value;
        values_.numerator[scope] += weight * numerator;
        values_.denominator[scope] += weight * denominator;
    }

    const ChipWeights<E>& weights_;
    ChipValues<E> values_;
    std::size_t constraints_ = 0;
    std::array<std::size_t, kScopes> interactions_{};
};

/// A chip's row, read from consecutive values. Rows are made of cells alone (machine/chips.hpp).
template <typename Row, typename Value>
[[nodiscard]] Row row_of(std::span<const Value> values)
{
    static_assert(std::is_trivially_copyable_v<Row> && std::is_trivially_copyable_v<Value>);
    Row row;
    if constexpr (!std::is_empty_v<Row>)
        __builtin_memcpy(static_cast<void*>(&row), values.data(), sizeof row);
    return row;
}

template <typename Chip, typename E>
ChipValues<E> evaluate_chip(std::span<const E> columns, std::span<const E> fixed,
                            const ChipWeights<E>& weights)
{
    using Cell = machine::Cell<E>;
    PointContext<E> context(weights);
    Chip::constrain(context, row_of<typename Chip::template Columns<Cell>>(columns),
                    row_of<typename Chip::template Fixed<Cell>>(fixed));
    return context.values();
}

template <typename Chip, typename E>
void fixed_at_point(std::span<const E> point, std::span<E> values)
{
    const auto row = Chip::template fixed_at<E>(point);
    static_assert(sizeof row % sizeof(E) == 0);
    __builtin_memcpy(values.data(), static_cast<const void*>(&row), sizeof row);
}

template <typename Chip, typename E>
constexpr ChipInfo<E> chip_info(FixedColumns fixed, Presence presence)
{
    constexpr auto kShape = machine::kShape<Chip>;
    ChipInfo<E> info;
    info.name = Chip::kName;
    info.commitment = Chip::kCommitment;
    info.fixed = fixed;
    info.presence = presence;
    info.takes_step = kShape.on_bus[static_cast<std::size_t>(machine::Bus::kState)] != 0;
    info.columns = kShape.columns;
    info.fixed_columns = kShape.fixed_columns;
    info.constraints = kShape.constraints;
    for (std::size_t bus = 0; bus < machine::kBuses; ++bus)
        info.interactions[scope_of(static_cast<machine::Bus>(bus))] += kShape.on_bus[bus];
    info.evaluate = evaluate_chip<Chip, E>;
    if constexpr (requires { Chip::kLogHeight; }) {
        info.log_height = Chip::kLogHeight;
        info.fixed_at = fixed_at_point<Chip, E>;
    }
    return info;
}

}  // namespace archi::verifier
