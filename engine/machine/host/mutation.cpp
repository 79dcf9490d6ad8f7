#include "machine/host/mutation.hpp"

#include <algorithm>

#include "machine/chips.hpp"
#include "machine/contexts/degree.hpp"

namespace archi::machine {

namespace {

/// Columns that decide whether a row is on its buses.
std::vector<std::size_t> flags_of(std::size_t chip)
{
    std::vector<std::size_t> flags;
    for (std::size_t i = 0; i < kShapes[chip].interactions; ++i) {
        const auto coefficients = multiplicity_coefficients(chip, i);
        for (std::size_t column = 0; column < coefficients.size(); ++column)
            if (coefficients[column] != F()) flags.push_back(column);
    }
    std::ranges::sort(flags);
    const auto repeated = std::ranges::unique(flags);
    flags.erase(repeated.begin(), repeated.end());
    return flags;
}

}  // namespace

Mutations::Mutations(const Checker& checker, std::mt19937_64& random)
    : checker_(checker), random_(random), rewiring_(checker, random)
{
    for (std::size_t chip = 0; chip < kChips; ++chip)
        flags_.push_back(flags_of(chip));
}

RowAddress Mutations::another_row(const RowAddress& at)
{
    return {at.segment, at.instance, below(std::max<std::size_t>(checker_.trace(at).live_rows, 1))};
}

Mutation Mutations::of_cell(const RowAddress& at, std::size_t column, std::size_t kind)
{
    const auto before = checker_.get(at, column);
    const auto width = checker_.trace(at).columns.width;
    const F byte(1U << 8);
    const F limb(1U << 16);
    const auto one = [&](std::string_view name, F value) {
        return Mutation{name, {{at, column, value}}};
    };
    const auto two = [&](std::string_view name, std::size_t other, F value, F other_value) {
        if (other >= width || other == column) return Mutation{name, {}};
        return Mutation{name, {{at, column, value}, {at, other, other_value}}};
    };
    const auto next = below(2) == 0 ? column + 1 : column - 1;
    const auto any = below(width);
    const auto at_next = next < width ? checker_.get(at, next) : F();
    const auto carries = sign();
    switch (kind) {
        case 0:
            return one("random", F(static_cast<std::uint32_t>(random_())));
        case 1:
            return one("+1", before + F::one());
        case 2:
            return one("-1", before - F::one());
        case 3:
            return one("of another row", checker_.get(another_row(at), column));
        case 4:
            return one("+2^8", before + byte);
        case 5:
            return one("-2^8", before - byte);
        case 6:
            return one("+2^16", before + limb);
        case 7:
            return one("-2^16", before - limb);
        case 8:
            return one("2^24 off", before + sign() * F(1U << 24));
        case 9:
            return one("a bit", F(before.value() ^ 1U << below(31)));
        case 10:
            return one("negated", -before);
        case 11:
            return one("small", F(static_cast<std::uint32_t>(below(4))) - F::one());
        case 12:
            return one("a power of two", F(1U << below(31)));
        case 13:
            return one("a quotient", before + sign() * (below(2) == 0 ? byte : limb).inverse());
        case 14:
            return two("swapped", any, checker_.get(at, any), before);
        case 15: {
            const auto moved = carries * F(1U << (8 * below(4)));
            return two("moved", any, before + moved, checker_.get(at, any) - moved);
        }
        case 16:
            return two("carry of 2^8", next, before + carries * byte, at_next - carries);
        case 17: {
            const F power(1U << below(17));
            return two("carry", any, before + carries * power, checker_.get(at, any) - carries);
        }
        case 18:
            return {"bits", flip_bits(at, column)};
        default:
            return two("carry of 2^16", next, before + carries * limb, at_next - carries);
    }
}

Mutation Mutations::of_row(const RowAddress& at, std::size_t kind)
{
    switch (kind) {
        case 0:
            return {"flags", set_flags(at)};
        case 1:
            return {"flags that cancel", opposite_flags(at)};
        case 2:
            return {"flags cleared", copy(at, at, F())};
        case 3:
            return {"once more", into_padding(at, false)};
        case 4:
            return {"twice and back", into_padding(at, true)};
        case 5:
            return {"rows swapped", swap_rows(at)};
        case 6:
            return {"another tuple", rewiring_.exchange_tuple(at, false)};
        case 7:
            return {"another tuple of the cell", rewiring_.exchange_tuple(at, true)};
        case 8:
            return {"finds what a later access should", rewiring_.exchange(at)};
        case 9:
            return {"finds what it leaves", rewiring_.lead_back(at)};
        default:
            return {"another cell", rewiring_.move_access(at)};
    }
}

/// The column and one or two others, where they are zero or one.
ChangedCells Mutations::flip_bits(const RowAddress& at, std::size_t column)
{
    const auto is_bit = [](F value) { return value == F() || value == F::one(); };
    const auto width = checker_.trace(at).columns.width;
    if (!is_bit(checker_.get(at, column))) return {};
    ChangedCells cells{{at, column, F::one() - checker_.get(at, column)}};
    const auto count = 2 + below(2);
    for (std::size_t tries = 0; tries < 4 * width && cells.size() < count; ++tries) {
        const auto other = below(width);
        const auto value = checker_.get(at, other);
        if (is_bit(value) && std::ranges::find(cells, other, &ChangedCell::column) == cells.end())
            cells.push_back({at, other, F::one() - value});
    }
    return cells;
}

ChangedCells Mutations::set_flags(const RowAddress& at)
{
    ChangedCells cells;
    for (const auto flag : flags_[checker_.trace(at).chip])
        cells.push_back({at, flag, F(static_cast<std::uint32_t>(below(4))) - F::one()});
    return cells;
}

/// One flag up and one down: the row is as active as before.
ChangedCells Mutations::opposite_flags(const RowAddress& at)
{
    const auto& flags = flags_[checker_.trace(at).chip];
    if (flags.size() < 2) return {};
    const auto up = below(flags.size());
    const auto down = (up + 1 + below(flags.size() - 1)) % flags.size();
    return {{at, flags[up], checker_.get(at, flags[up]) + F::one()},
            {at, flags[down], checker_.get(at, flags[down]) - F::one()}};
}

/// The row with its flags times a factor.
ChangedCells Mutations::copy(const RowAddress& from, const RowAddress& to, F flags) const
{
    ChangedCells cells;
    const auto& [chip, live_rows, columns] = checker_.trace(from);
    for (std::size_t column = 0; column < columns.width; ++column) {
        const auto is_flag = std::ranges::find(flags_[chip], column) != flags_[chip].end();
        const auto value = checker_.get(from, column) * (is_flag ? flags : F::one());
        if (value != checker_.get(to, column)) cells.push_back({to, column, value});
    }
    return cells;
}

ChangedCells Mutations::into_padding(const RowAddress& at, bool is_twice) const
{
    const auto& trace = checker_.trace(at);
    if (trace.live_rows == trace.columns.height() || at.row >= trace.live_rows) return {};
    const RowAddress padding{at.segment, at.instance, trace.live_rows};
    if (!is_twice) return copy(at, padding, F::one());
    auto cells = copy(at, padding, -F::one());
    const auto twice = copy(at, at, F(2));
    cells.insert(cells.end(), twice.begin(), twice.end());
    return cells;
}

/// Two rows with some of their cells exchanged.
ChangedCells Mutations::swap_rows(const RowAddress& at)
{
    const auto other = another_row(at);
    const auto width = checker_.trace(at).columns.width;
    const auto first = below(width);
    ChangedCells cells;
    for (auto column = first; column < std::min(width, first + 1 + below(8)); ++column) {
        if (checker_.get(at, column) == checker_.get(other, column)) continue;
        cells.push_back({at, column, checker_.get(other, column)});
        cells.push_back({other, column, checker_.get(at, column)});
    }
    return cells;
}

}  // namespace archi::machine
