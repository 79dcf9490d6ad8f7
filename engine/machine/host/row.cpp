#include <algorithm>

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

template <typename Context>
void constrain_row(std::size_t chip, std::span<const F> row, Context& context)
{
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        ARCHI_ASSERT(row.size() == kColumns<Chip> + kFixedColumns<Chip>);
        std::array<F, kColumns<Chip>> cells;
        std::array<F, kFixedColumns<Chip>> fixed;
        std::ranges::copy(row.first(cells.size()), cells.begin());
        std::ranges::copy(row.subspan(cells.size()), fixed.begin());
        constrain<Chip>(context, cells, fixed);
    });
}

}  // namespace

void evaluate_row(std::size_t chip, std::span<const F> row, RowResult& result)
{
    result.broken.reset();
    result.count = 0;
    RowContext context(result);
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

}  // namespace archi::machine
