#pragma once
// Non-negative real numbers of 64 significant bits, every operation rounded in a stated direction.
// Floating point is not available in proven code, and its rounding is to nearest: a bound must err
// on a known side.

#include <algorithm>
#include <bit>
#include <compare>
#include <cstdint>
#include <utility>

namespace archi::iop::soundness {

enum class Rounding : std::uint8_t { kDown, kUp };

/// mantissa * 2^(exponent - 63), with the mantissa's highest bit set; or zero, with mantissa 0.
struct Magnitude {
    std::uint64_t mantissa = 0;
    std::int32_t exponent = 0;

    static constexpr std::uint64_t kTop = std::uint64_t{1} << 63;

    constexpr Magnitude() = default;
    constexpr Magnitude(std::uint64_t mantissa, std::int32_t exponent)
        : mantissa(mantissa), exponent(exponent)
    {
    }
    /// Exact.
    constexpr explicit Magnitude(std::uint64_t number)
    {
        if (number == 0) return;
        const int zeros = std::countl_zero(number);
        mantissa = number << zeros;
        exponent = 63 - zeros;
    }

    [[nodiscard]] constexpr bool is_zero() const { return mantissa == 0; }

    constexpr bool operator==(const Magnitude&) const = default;
    constexpr std::strong_ordering operator<=>(const Magnitude& other) const
    {
        if (is_zero() || other.is_zero()) return mantissa <=> other.mantissa;
        if (exponent != other.exponent) return exponent <=> other.exponent;
        return mantissa <=> other.mantissa;
    }
};

/// 128 bits, and whether anything below them was lost.
struct Wide {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    bool rest = false;
};

/// The exact product. rv32im has no 128-bit integers.
[[nodiscard]] constexpr Wide wide_product(std::uint64_t a, std::uint64_t b)
{
    constexpr std::uint64_t kMask = 0xffffffff;
    const auto low = (a & kMask) * (b & kMask);
    const auto cross = (a >> 32) * (b & kMask) + (low >> 32);
    const auto middle = (a & kMask) * (b >> 32) + (cross & kMask);
    return {.high = (a >> 32) * (b >> 32) + (cross >> 32) + (middle >> 32),
            .low = middle << 32 | (low & kMask)};
}

/// value >> bits.
[[nodiscard]] constexpr Wide shifted_right(std::uint64_t high, unsigned bits)
{
    if (bits == 0) return {.high = high};
    if (bits < 64) return {.high = high >> bits, .low = high << (64 - bits)};
    if (bits == 64) return {.low = high};
    if (bits < 128) return {.low = high >> (bits - 64), .rest = high << (128 - bits) != 0};
    return {.rest = high != 0};
}

/// value * 2^(exponent - 127) in 64 bits.
[[nodiscard]] constexpr Magnitude rounded(Wide value, std::int32_t exponent, Rounding rounding)
{
    if (value.high == 0) {
        value = {.high = value.low, .rest = value.rest};
        exponent -= 64;
    }
    if (value.high == 0) {
        // Nothing but a rest: a number so small that it never occurs; an upper bound must see it.
        return value.rest && rounding == Rounding::kUp ? Magnitude(Magnitude::kTop, exponent)
                                                       : Magnitude();
    }
    const int zeros = std::countl_zero(value.high);
    if (zeros != 0) {
        value.high = value.high << zeros | value.low >> (64 - zeros);
        value.low <<= zeros;
        exponent -= zeros;
    }
    Magnitude out(value.high, exponent);
    if (rounding == Rounding::kUp && (value.low != 0 || value.rest) && ++out.mantissa == 0)
        out = Magnitude(Magnitude::kTop, exponent + 1);
    return out;
}

[[nodiscard]] constexpr Magnitude product(Magnitude a, Magnitude b, Rounding rounding)
{
    if (a.is_zero() || b.is_zero()) return {};
    return rounded(wide_product(a.mantissa, b.mantissa), a.exponent + b.exponent + 1, rounding);
}

[[nodiscard]] constexpr Magnitude sum(Magnitude a, Magnitude b, Rounding rounding)
{
    if (a < b) std::swap(a, b);
    if (b.is_zero()) return a;
    auto total = shifted_right(b.mantissa, static_cast<unsigned>(a.exponent - b.exponent));
    total.high += a.mantissa;
    if (total.high >= a.mantissa) return rounded(total, a.exponent, rounding);
    total.rest = total.rest || (total.low & 1) != 0;
    total.low = total.low >> 1 | total.high << 63;
    total.high = total.high >> 1 | Magnitude::kTop;
    return rounded(total, a.exponent + 1, rounding);
}

/// a - b; zero if b is greater.
[[nodiscard]] constexpr Magnitude difference(Magnitude a, Magnitude b, Rounding rounding)
{
    if (a <= b) return {};
    if (b.is_zero()) return a;
    const auto part = shifted_right(b.mantissa, static_cast<unsigned>(a.exponent - b.exponent));
    Wide left{.high = a.mantissa - part.high - (part.low != 0 ? 1 : 0), .low = 0 - part.low};
    if (part.rest && rounding == Rounding::kDown) {
        left.high -= left.low == 0 ? 1 : 0;
        --left.low;
    }
    return rounded(left, a.exponent, rounding);
}

/// a / b. Requires b > 0.
[[nodiscard]] constexpr Magnitude quotient(Magnitude a, Magnitude b, Rounding rounding)
{
    if (a.is_zero()) return {};
    auto remainder = a.mantissa;
    auto exponent = a.exponent - b.exponent;
    bool carry = false;
    if (remainder < b.mantissa) {
        carry = (remainder >> 63) != 0;
        remainder <<= 1;
        --exponent;
    }
    std::uint64_t digits = 0;
    for (int bit = 0; bit < 64; ++bit) {
        digits <<= 1;
        if (carry || remainder >= b.mantissa) {
            remainder -= b.mantissa;
            digits |= 1;
        }
        carry = (remainder >> 63) != 0;
        remainder <<= 1;
    }
    return rounded({.high = digits, .rest = carry || remainder != 0}, exponent, rounding);
}

/// log2(a) in units of 2^-32. Requires a > 0. Cost: 32 squarings.
[[nodiscard]] constexpr std::int64_t log2_units(Magnitude a, Rounding rounding)
{
    auto units = static_cast<std::int64_t>(a.exponent) * (std::int64_t{1} << 32);
    Magnitude rest(a.mantissa, 0);
    for (int bit = 31; bit >= 0 && rest.mantissa != Magnitude::kTop; --bit) {
        rest = product(rest, rest, rounding);
        units += static_cast<std::int64_t>(rest.exponent) << bit;
        rest.exponent = 0;
    }
    return units + (rounding == Rounding::kUp && rest.mantissa != Magnitude::kTop ? 1 : 0);
}

}  // namespace archi::iop::soundness
