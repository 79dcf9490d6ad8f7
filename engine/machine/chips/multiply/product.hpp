#pragma once

#include "machine/chips/multiply/columns.hpp"

namespace archi::machine::chips {

/// Limbs of a product before carries: the product of words of bytes is the sum of limb[i] 2^(16 i).
/// limb[0] <= 33357825, limb[1] <= 66780675, limb[2] <= 33487875, limb[3] <= 65025: far below p.
template <typename T>
[[nodiscard]] constexpr std::array<T, 4> product_limbs(const Bytes<T>& a, const Bytes<T>& b)
{
    const auto& x = a.byte;
    const auto& y = b.byte;
    return {
        x[0] * y[0] + (x[0] * y[1] + x[1] * y[0]) * 256,
        x[0] * y[2] + x[1] * y[1] + x[2] * y[0] +
            (x[0] * y[3] + x[1] * y[2] + x[2] * y[1] + x[3] * y[0]) * 256,
        x[1] * y[3] + x[2] * y[2] + x[3] * y[1] + (x[2] * y[3] + x[3] * y[2]) * 256,
        x[3] * y[3],
    };
}

}  // namespace archi::machine::chips
