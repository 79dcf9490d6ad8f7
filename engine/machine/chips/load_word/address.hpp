#pragma once

#include "machine/chips/load_word/columns.hpp"

namespace archi::machine::chips {

/// The index of the word at base + immediate - offset, which is checked to be a multiple of four
/// below 2^30 where the row is active. Requires limbs below 2^16 and 0 <= offset < 4.
template <typename Context>
constexpr CellOf<Context> word_index(Context& context, const CellOf<Context>& active,
                                     const Word<CellOf<Context>>& base,
                                     const Word<CellOf<Context>>& immediate,
                                     const AddressCarries<CellOf<Context>>& carry,
                                     const CellOf<Context>& offset)
{
    boolean(context, carry.low);
    boolean(context, carry.high);
    const auto low = base.low + immediate.low - carry.low * (1 << 16);
    const auto high = base.high + immediate.high + carry.low - carry.high * (1 << 16);
    const auto low_index = (low - offset) * kQuarter;
    range(context, active, 14, low_index);
    range(context, active, 14, high);
    return low_index + high * (1 << 14);
}

}  // namespace archi::machine::chips
