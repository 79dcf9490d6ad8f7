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

/// What a weakened chip leaves out: one constraint or one interaction, by its index in the order of
/// constrain(). Only to ask whether the audit would notice.
struct Omission {
    std::size_t chip = 0;
    bool is_interaction = false;
    std::size_t index = 0;

    bool operator==(const Omission&) const = default;
};

class RowContext {
public:
    using Cell = machine::Cell<F>;

    /// `omission`, of this chip, may be null.
    RowContext(RowResult& result, const Omission* omission) : result_(result), omission_(omission)
    {
    }

    void zero(const Cell& cell)
    {
        if (cell.value != F() && !result_.broken && !omits(false, constraints_))
            result_.broken = constraints_;
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
        const auto is_omitted = omits(true, result_.count);
        auto& interaction = result_.interactions[result_.count++];
        interaction.multiplicity = is_omitted ? F() : multiplicity;
        interaction.tuple = {bus, static_cast<std::uint32_t>(tuple.size()), {}};
        for (std::size_t i = 0; i < tuple.size(); ++i)
            interaction.tuple.entries[i] = tuple[i].value;
    }

    [[nodiscard]] bool omits(bool is_interaction, std::size_t index) const
    {
        return omission_ != nullptr && omission_->is_interaction == is_interaction &&
               omission_->index == index;
    }

    RowResult& result_;
    const Omission* omission_;
    std::size_t constraints_ = 0;
};

/// Value of one constraint, by its index.
[[nodiscard]] F evaluate_constraint(std::size_t chip, std::span<const F> row, std::size_t index);

/// Whether a constraint contains a column, seen where the other columns are random.
[[nodiscard]] bool depends_on(std::size_t chip, std::size_t constraint, std::size_t column);

/// The coefficients of the chip's columns in an entry of a tuple, an affine form of the row.
[[nodiscard]] std::span<const F> entry_coefficients(std::size_t chip, std::size_t interaction,
                                                    std::size_t entry);

/// The coefficients of the chip's columns in the multiplicity of an interaction.
[[nodiscard]] std::span<const F> multiplicity_coefficients(std::size_t chip,
                                                           std::size_t interaction);

/// Evaluates a row of the chip of number `chip`: its columns, then its fixed ones. An omission of
/// another chip is none.
void evaluate_row(std::size_t chip, std::span<const F> row, RowResult& result,
                  const Omission* omission = nullptr);

}  // namespace archi::machine
