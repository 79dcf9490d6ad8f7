#pragma once

#include "machine/chips/less_than/columns.hpp"

namespace archi::machine::chips {

/// Binds comparison.is_less to a < b, where the row is active. `is_signed` is a bit that only
/// active rows set; the limbs of both words are below 2^16.
template <typename Context>
constexpr void compare(Context& context, const CellOf<Context>& active,
                       const CellOf<Context>& is_signed, const Word<CellOf<Context>>& a,
                       const Word<CellOf<Context>>& b,
                       const Comparison<CellOf<Context>>& comparison)
{
    const auto& is_less = comparison.is_less;
    const auto& high_differs = comparison.high_differs;
    boolean(context, is_less);
    boolean(context, high_differs);

    boolean(context, comparison.first_sign);
    boolean(context, comparison.second_sign);
    context.zero(comparison.first_sign * (1 - is_signed));
    context.zero(comparison.second_sign * (1 - is_signed));
    range(context, is_signed, 15, a.high - comparison.first_sign * (1 << 15));
    range(context, is_signed, 15, b.high - comparison.second_sign * (1 << 15));

    // In (-2^16, 2^16), as the high limbs' own values are, signed or not.
    const auto high =
        a.high - b.high - (comparison.first_sign - comparison.second_sign) * (1 << 16);
    const auto low = a.low - b.low;
    context.zero(high - high_differs * high);
    // Less: the difference is negative, + 2^16. Not less: it is not negative, and if the high limbs
    // decide it is not zero either.
    context.zero(comparison.difference - low - high_differs * (high - low) - is_less * (1 << 16) +
                 high_differs * (1 - is_less));
    range(context, active, 16, comparison.difference);
}

}  // namespace archi::machine::chips
