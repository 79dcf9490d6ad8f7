#pragma once
// What false rows are made with: honest ones, and arithmetic on their columns.

#include <algorithm>
#include <array>
#include <bit>

#include "base/assert.hpp"
#include "machine/cell.hpp"
#include "machine/chips.hpp"
#include "machine/chips/word.hpp"
#include "machine/host/false_rows.hpp"

namespace archi::machine::lies {

using Number = Cell<F>;

template <typename Chip>
using Row = typename Chip::template Columns<Number>;

[[nodiscard]] constexpr Number whole(std::int64_t number)
{
    return Number::constant(number);
}

/// number / divisor in the field.
[[nodiscard]] constexpr Number divided(const Number& number, std::uint32_t divisor)
{
    return number * F(divisor).inverse();
}

[[nodiscard]] constexpr chips::Word<Number> word_of(std::uint32_t word)
{
    return {whole(word & 0xffff), whole(word >> 16)};
}

[[nodiscard]] constexpr chips::Bytes<Number> bytes_of(std::uint32_t word)
{
    return {
        {whole(word & 255), whole(word >> 8 & 255), whole(word >> 16 & 255), whole(word >> 24)}};
}

template <typename Chip>
[[nodiscard]] Row<Chip> honest(const Setting& setting)
{
    const auto made = honest_row(setting);
    ARCHI_ASSERT(made && made->chip == kChipId<Chip>);
    std::array<F, kColumns<Chip>> cells;
    std::ranges::copy(made->row, cells.begin());
    return std::bit_cast<Row<Chip>>(cells);
}

template <typename Chip>
[[nodiscard]] std::vector<F> columns_of(const Row<Chip>& row)
{
    const auto cells = std::bit_cast<std::array<F, kColumns<Chip>>>(row);
    return {cells.begin(), cells.end()};
}

template <typename Chip>
[[nodiscard]] FalseRow lie(std::string_view claim, const Setting& setting, const Row<Chip>& row)
{
    return {kChipId<Chip>, claim, setting, columns_of<Chip>(row), {}, 1};
}

/// The row, with one that takes its false lookups back.
template <typename Chip>
[[nodiscard]] FalseRow lie(std::string_view claim, const Setting& setting, const Row<Chip>& row,
                           const Row<Chip>& beside)
{
    return {kChipId<Chip>, claim, setting, columns_of<Chip>(row), {columns_of<Chip>(beside)}, 1};
}

// Of these chips:
void add_flags(std::vector<FalseRow>& rows);   ///< several, whose flags tell instructions apart
void add_shares(std::vector<FalseRow>& rows);  ///< several, of one instruction each
void add_sums(std::vector<FalseRow>& rows);
void add_comparisons(std::vector<FalseRow>& rows);
void add_shifts(std::vector<FalseRow>& rows);
void add_addresses(std::vector<FalseRow>& rows);  ///< loads, stores, jumps
void add_products(std::vector<FalseRow>& rows);
void add_divisions(std::vector<FalseRow>& rows);

}  // namespace archi::machine::lies
