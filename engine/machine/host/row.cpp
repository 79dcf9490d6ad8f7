#include <algorithm>
#include <random>
#include <vector>

#include "base/assert.hpp"
#include "machine/contexts/affine.hpp"
#include "machine/host/row.hpp"

namespace archi::machine {

static_assert(std::ranges::all_of(kShapes, [](const Shape& shape) {
    return shape.interactions <= kMaxInteractions;
}));

namespace {

/// Only one constraint's value.
class ConstraintContext {
public:
    using Cell = machine::Cell<F>;

    explicit ConstraintContext(std::size_t index) : left_(index) {}

    void zero(const Cell& cell)
    {
        if (left_-- == 0) value_ = cell.value;
    }
    template <std::size_t n>
    void send(Bus /*bus*/, const Cell& /*multiplicity*/, const Cell (& /*tuple*/)[n])
    {
    }
    template <std::size_t n>
    void receive(Bus /*bus*/, const Cell& /*multiplicity*/, const Cell (& /*tuple*/)[n])
    {
    }
    [[nodiscard]] F value() const { return value_; }

private:
    std::size_t left_;
    F value_;
};

/// All constraints' values.
class ValuesContext {
public:
    using Cell = machine::Cell<F>;

    void zero(const Cell& cell) { values.push_back(cell.value); }
    template <std::size_t n>
    void send(Bus /*bus*/, const Cell& /*multiplicity*/, const Cell (& /*tuple*/)[n])
    {
    }
    template <std::size_t n>
    void receive(Bus /*bus*/, const Cell& /*multiplicity*/, const Cell (& /*tuple*/)[n])
    {
    }

    std::vector<F> values;
};

template <typename Context>
void constrain_row(std::size_t chip, std::span<const F> row, Context& context)
{
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        ARCHI_ASSERT(row.size() == kColumns<Chip> + kFixedColumns<Chip>);
        std::array<F, kColumns<Chip>> cells;
        std::array<F, kFixedColumns<Chip>> fixed{};
        std::ranges::copy(row.first(cells.size()), cells.begin());
        std::ranges::copy(row.subspan(cells.size()), fixed.begin());
        constrain<Chip>(context, cells, fixed);
    });
}

/// By constraint and column.
std::vector<std::vector<bool>> dependencies_of(std::size_t chip)
{
    std::mt19937_64 random(chip);
    std::vector<F> row(kShapes[chip].columns + kShapes[chip].fixed_columns);
    for (auto& each : row)
        each = F(static_cast<std::uint32_t>(random()));
    ValuesContext at;
    constrain_row(chip, row, at);
    std::vector<std::vector<bool>> out(at.values.size(), std::vector<bool>(row.size()));
    for (std::size_t column = 0; column < row.size(); ++column) {
        auto moved = row;
        moved[column] += F::one();
        ValuesContext next;
        constrain_row(chip, moved, next);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i][column] = next.values[i] != at.values[i];
    }
    return out;
}

}  // namespace

bool depends_on(std::size_t chip, std::size_t constraint, std::size_t column)
{
    static const auto dependencies = [] {
        std::array<std::vector<std::vector<bool>>, kChips> all;
        for (std::size_t i = 0; i < kChips; ++i)
            all[i] = dependencies_of(i);
        return all;
    }();
    return dependencies[chip][constraint][column];
}

void evaluate_row(std::size_t chip, std::span<const F> row, RowResult& result,
                  const Omission* omission)
{
    result.broken.reset();
    result.count = 0;
    RowContext context(result, omission != nullptr && omission->chip == chip ? omission : nullptr);
    constrain_row(chip, row, context);
}

F evaluate_constraint(std::size_t chip, std::span<const F> row, std::size_t index)
{
    ConstraintContext context(index);
    constrain_row(chip, row, context);
    return context.value();
}

std::span<const F> entry_coefficients(std::size_t chip, std::size_t interaction, std::size_t entry)
{
    std::span<const F> out;
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        const auto& form = kInteractions<Chip>[interaction].tuple[entry];
        out = std::span(form.coefficient).template first<kColumns<Chip>>();
    });
    return out;
}

std::span<const F> multiplicity_coefficients(std::size_t chip, std::size_t interaction)
{
    std::span<const F> out;
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        const auto& form = kInteractions<Chip>[interaction].multiplicity;
        out = std::span(form.coefficient).template first<kColumns<Chip>>();
    });
    return out;
}

}  // namespace archi::machine
