#pragma once
// A real number known to lie between two bounds: what errors are computed in. The upper bound is
// what we claim from; both together show that a printed digit is the true one.

#include <cstdint>

#include "iop/soundness/magnitude.hpp"

namespace archi::iop::soundness {

/// Security in bits, a multiple of 2^-32.
struct Bits {
    std::int64_t units = 0;

    static constexpr std::int64_t kOne = std::int64_t{1} << 32;

    [[nodiscard]] static constexpr Bits whole(std::int64_t bits) { return {bits * kOne}; }
    /// Rounded down.
    [[nodiscard]] constexpr std::int64_t floor() const { return units >> 32; }
    /// Rounded down to a tenth of a bit: 1003 is 100.3.
    [[nodiscard]] constexpr std::int64_t tenths() const { return units * 10 >> 32; }

    constexpr auto operator<=>(const Bits&) const = default;
};

/// low <= x <= high.
struct Interval {
    Magnitude low;
    Magnitude high;

    constexpr Interval() = default;
    constexpr Interval(Magnitude low, Magnitude high) : low(low), high(high) {}
    constexpr explicit Interval(std::uint64_t number) : low(number), high(number) {}

    [[nodiscard]] static constexpr Interval power_of_two(std::int32_t exponent)
    {
        const Magnitude exact(Magnitude::kTop, exponent);
        return {exact, exact};
    }

    friend constexpr Interval operator+(const Interval& a, const Interval& b)
    {
        return {sum(a.low, b.low, Rounding::kDown), sum(a.high, b.high, Rounding::kUp)};
    }
    /// Bounds below zero become zero.
    friend constexpr Interval operator-(const Interval& a, const Interval& b)
    {
        return {difference(a.low, b.high, Rounding::kDown),
                difference(a.high, b.low, Rounding::kUp)};
    }
    friend constexpr Interval operator*(const Interval& a, const Interval& b)
    {
        return {product(a.low, b.low, Rounding::kDown), product(a.high, b.high, Rounding::kUp)};
    }
    /// Requires b.low > 0.
    friend constexpr Interval operator/(const Interval& a, const Interval& b)
    {
        return {quotient(a.low, b.high, Rounding::kDown), quotient(a.high, b.low, Rounding::kUp)};
    }
    constexpr Interval& operator+=(const Interval& other) { return *this = *this + other; }
    constexpr Interval& operator*=(const Interval& other) { return *this = *this * other; }

    [[nodiscard]] constexpr Interval power(std::uint64_t exponent) const
    {
        Interval out(1);
        Interval square = *this;
        for (; exponent != 0; exponent >>= 1) {
            if ((exponent & 1) != 0) out *= square;
            if (exponent > 1) square *= square;
        }
        return out;
    }

    /// The security of an error at most this great: -log2 of the upper bound, rounded down.
    /// Requires an error above zero.
    [[nodiscard]] constexpr Bits bits() const { return {-log2_units(high, Rounding::kUp)}; }
    /// -log2 of the lower bound, rounded up: no analysis with the same formula gives more.
    [[nodiscard]] constexpr Bits bits_at_most() const
    {
        return {-log2_units(low, Rounding::kDown)};
    }
};

/// sqrt(2^exponent).
[[nodiscard]] constexpr Interval root_of_power_of_two(std::int32_t exponent)
{
    const auto half = exponent >> 1;  // rounded down
    const auto even = Interval::power_of_two(half);
    if ((exponent & 1) == 0) return even;
    constexpr std::uint64_t kRootOfTwo = 0xb504f333f9de6484;  // sqrt(2) * 2^63, rounded down
    return even * Interval(Magnitude(kRootOfTwo, 0), Magnitude(kRootOfTwo + 1, 0));
}

/// log2(x), to 2^-32. Requires x >= 1.
[[nodiscard]] constexpr Interval log2(const Interval& x)
{
    const auto units = [](std::int64_t number) {
        return Interval(static_cast<std::uint64_t>(number)) * Interval::power_of_two(-32);
    };
    return {units(log2_units(x.low, Rounding::kDown)).low,
            units(log2_units(x.high, Rounding::kUp)).high};
}

/// The least k with 2^k >= number. Requires number >= 1.
[[nodiscard]] constexpr std::uint32_t ceiling_log2(std::uint64_t number)
{
    return static_cast<std::uint32_t>(std::bit_width(number - 1));
}

/// a, b: the greater error in both bounds.
[[nodiscard]] constexpr Interval greater(const Interval& a, const Interval& b)
{
    return {std::max(a.low, b.low), std::max(a.high, b.high)};
}

}  // namespace archi::iop::soundness
