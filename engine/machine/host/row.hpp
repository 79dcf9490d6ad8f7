#pragma once
// One row with values: which constraint it breaks, and what it puts on which bus.

#include <optional>

#include "machine/chips.hpp"

namespace archi::machine {

/// A tuple on a bus.
struct Tuple {
    Bus bus{};
    std::uint32_t length = 0;
    std::array<F, kMaxTuple> entries{};

    bool operator==(const Tuple&) const = default;
};

/// `multiplicity` is negated for what is received.
struct RowInteraction {
    F multiplicity;
    Tuple tuple;
};

/// More than any chip has.
inline constexpr std::size_t kMaxInteractions = 40;

struct RowResult {
    std::optional<std::size_t> broken;  ///< index of the first constraint that is not zero
    std::size_t count = 0;
    std::array<RowInteraction, kMaxInteractions> interactions;

    [[nodiscard]] std::span<const RowInteraction> all() const
    {
        return std::span(interactions).first(count);
    }
};

class RowContext {
public:
    using Cell = machine::Cell<F>;

    explicit RowContext(RowResult& result) : result_(result) {}

    void zero(const Cell& cell)
    {
        if (cell.value != F() && !result_.broken) result_.broken = constraints_;
        ++constraints_;
    }
    template <std::size_t n>
    void send(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        add(bus, multiplicity.value, tuple);
    }
    template <std::size_t n>
    void receive(Bus bus, const Cell& multiplicity, const Cell (&tuple)[n])
    {
        add(bus, -multiplicity.value, tuple);
    }

private:
    void add(Bus bus, F multiplicity, std::span<const Cell> tuple)
    {
        auto& interaction = result_.interactions[result_.count++];
        interaction.multiplicity = multiplicity;
        interaction.tuple = {bus, static_cast<std::uint32_t>(tuple.size()), {}};
        for (std::size_t i = 0; i < tuple.size(); ++i)
            interaction.tuple.entries[i] = tuple[i].value;
    }

    RowResult& result_;
    std::size_t constraints_ = 0;
};

/// Value of one constraint, by its index.
[[nodiscard]] F evaluate_constraint(std::size_t chip, std::span<const F> row, std::size_t index);

/// The coefficients of the chip's columns in an entry of a tuple, an affine form of the row.
[[nodiscard]] std::span<const F> entry_coefficients(std::size_t chip, std::size_t interaction,
                                                    std::size_t entry);

/// Evaluates a row of the chip of number `chip`: its columns, then its fixed ones.
void evaluate_row(std::size_t chip, std::span<const F> row, RowResult& result);

}  // namespace archi::machine
