#pragma once
// Sums of many multiples at once.

#include <vector>

#include "crypto/weierstrass.hpp"

namespace archi::crypto {

/// One term of a sum: its digits, and the odd multiples of its point.
template <typename Point, typename Limb, std::size_t N>
struct ScalarMultiple {
    static constexpr unsigned kWidth = 5;

    SignedDigits<Limb, N> digits;
    std::array<Point, 1U << (kWidth - 2)> table;

    ScalarMultiple(const Point& point, const std::array<Limb, N>& number)
        : digits(number, kWidth), table(odd_multiples<kWidth>(point))
    {
    }
};

/// The sum of all terms, doubling once for all of them (Straus 1964).
template <typename Point, typename Limb, std::size_t N>
[[nodiscard]] Point sum_of_multiples(const std::vector<ScalarMultiple<Point, Limb, N>>& terms)
{
    Point sum;
    for (std::size_t i = N * limbs::kBits<Limb> + 1; i-- > 0;) {
        sum = sum.doubled();
        for (const auto& term : terms)
            add_digit(sum, term.table, term.digits.digits[i]);
    }
    return sum;
}

}  // namespace archi::crypto
