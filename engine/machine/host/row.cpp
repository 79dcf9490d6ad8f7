#include <algorithm>

#include "base/assert.hpp"
#include "machine/contexts/degree.hpp"
#include "machine/host/row.hpp"

namespace archi::machine {

static_assert(std::ranges::all_of(kShapes, [](const Shape& shape) {
    return shape.interactions <= kMaxInteractions;
}));

void evaluate_row(std::size_t chip, std::span<const F> row, RowResult& result)
{
    result.broken.reset();
    result.count = 0;
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        ARCHI_ASSERT(row.size() == kColumns<Chip> + kFixedColumns<Chip>);
        std::array<F, kColumns<Chip>> cells;
        std::array<F, kFixedColumns<Chip>> fixed;
        std::ranges::copy(row.first(cells.size()), cells.begin());
        std::ranges::copy(row.subspan(cells.size()), fixed.begin());
        RowContext context(result);
        constrain<Chip>(context, cells, fixed);
    });
}

}  // namespace archi::machine
