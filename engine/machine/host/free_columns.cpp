#include "machine/host/free_columns.hpp"

#include <algorithm>
#include <bit>

#include "machine/chips.hpp"
#include "machine/host/column_names.hpp"

namespace archi::machine {

namespace {

template <typename Chip>
auto columns_of(std::span<const F> row)
{
    std::array<F, kColumns<Chip>> cells;
    std::ranges::copy(row.first(cells.size()), cells.begin());
    return std::bit_cast<typename Chip::template Columns<F>>(cells);
}

bool always(std::span<const F> /*row*/)
{
    return true;
}

bool loads_half(std::span<const F> row)
{
    const auto load = columns_of<chips::LoadPart>(row);
    return load.is_lh + load.is_lhu == F::one();
}

bool stores_half(std::span<const F> row)
{
    return columns_of<chips::StorePart>(row).is_sh == F::one();
}

bool divides_by_zero(std::span<const F> row)
{
    return columns_of<chips::Divide>(row).by_zero == F::one();
}

bool is_zero(std::span<const F> row)
{
    return columns_of<chips::BranchZero>(row).is_zero == F::one();
}

bool passes_through(std::span<const F> row)
{
    const auto cell = columns_of<chips::Boundary>(row);
    return cell.in_timestamp == cell.out_timestamp && cell.in.low == cell.out.low &&
           cell.in.high == cell.out.high;
}

bool is_not_accessed(std::span<const F> row)
{
    return columns_of<chips::Image>(row).final_timestamp == F();
}

/// Of chips::Range, whose fixed columns follow the multiplicity.
bool is_zero_of_no_bits(std::span<const F> row)
{
    return row[1] == F();
}

constexpr std::array kFreeColumns = {
    FreeColumn{kChipId<chips::BranchEqual>, "inverse",
               "exists only to show that some limb differs; any weights that do are as good",
               always},
    FreeColumn{kChipId<chips::BranchZero>, "inverse", "of zero: not used", is_zero},
    FreeColumn{kChipId<chips::Divide>, "inverse", "of zero: not used", divides_by_zero},
    FreeColumn{kChipId<chips::Divide>, "borrow",
               "by zero, the remainder is the dividend and not below the divisor", divides_by_zero},
    FreeColumn{kChipId<chips::LoadPart>, "byte", "of LB and LBU only", loads_half},
    FreeColumn{kChipId<chips::StorePart>, "stored", "of SB only", stores_half},
    FreeColumn{kChipId<chips::StorePart>, "kept", "of SB only", stores_half},
    FreeColumn{kChipId<chips::StorePart>, "replaced", "of SB only", stores_half},
    FreeColumn{kChipId<chips::Hint>, "result",
               "a hint is any word; the program has to check what it needs of it", always},
    FreeColumn{kChipId<chips::Refresh>, "cell",
               "which cell is refreshed is free where none has to be; its value stays", always},
    FreeColumn{kChipId<chips::Refresh>, "timestamp",
               "when a cell is refreshed is free; its value stays", always},
    FreeColumn{kChipId<chips::Boundary>, "",
               "a cell may pass through a segment that leaves it alone: both tuples cancel",
               passes_through},
    FreeColumn{kChipId<chips::Image>, "",
               "a cell that is not accessed may be counted in: it goes out as it came",
               is_not_accessed},
    FreeColumn{kChipId<chips::Range>, "multiplicity", "rows 0 and 1 hold the same tuple",
               is_zero_of_no_bits},
};

}  // namespace

std::span<const FreeColumn> free_columns()
{
    return kFreeColumns;
}

std::optional<std::string_view> reason_for(std::size_t chip, std::size_t column,
                                           std::span<const F> row)
{
    const auto& name = column_names(chip)[column];
    for (const auto& free : kFreeColumns)
        if (free.chip == chip && name.starts_with(free.column) && free.is_free(row))
            return free.reason;
    return std::nullopt;
}

}  // namespace archi::machine
