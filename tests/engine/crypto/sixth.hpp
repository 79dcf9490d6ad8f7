#pragma once
// (p - 1) / 6, the exponent that makes Frobenius constants.

#include "base/limbs.hpp"

namespace archi::crypto {

/// Requires p mod 6 = 1: then it is p / 6, rounded down.
template <typename Limb, std::size_t N>
[[nodiscard]] std::array<Limb, N> sixth_of(std::array<Limb, N> p)
{
    Limb remainder = 0;
    for (std::size_t i = N; i-- > 0;) {
        const auto dividend = limbs::join(remainder, p[i]);
        p[i] = static_cast<Limb>(dividend / 6);
        remainder = static_cast<Limb>(dividend % 6);
    }
    return p;
}

}  // namespace archi::crypto
