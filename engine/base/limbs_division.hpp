#pragma once
// Division of rows of limbs by a precomputed reciprocal instead of a hardware division per limb.
// Source: N. Möller, T. Granlund, "Improved division by invariant integers", IEEE Transactions on
// Computers 60 (2011): algorithms 2 to 6. The outer loop is Knuth's algorithm D (TAOCP 4.3.1).

#include "base/limbs.hpp"

namespace archi::limbs {

/// Table of algorithm 3: ⌊(2^19 - 3·2^8) / d⌋ for d in [2^8, 2^9).
inline constexpr auto kReciprocalTable = [] {
    std::array<std::uint16_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i)
        table[i] = static_cast<std::uint16_t>(0x7fd00U / (0x100U | i));
    return table;
}();

/// ⌊(B² - 1) / divisor⌋ - B for B = 2^bits. Requires the top bit of `divisor`.
[[nodiscard]] constexpr std::uint32_t reciprocal(std::uint32_t divisor)
{
    const auto even_half = divisor & 1;
    const auto top10 = divisor >> 22;
    const auto top21 = (divisor >> 11) + 1;
    const auto top31 = (divisor >> 1) + even_half;
    const auto v0 = ((1U << 24) - (1U << 14) + (1U << 9)) / top10;
    const auto square = v0 * v0;  // below 2^32: v0 has at most 15 bits
    const auto v1 = (v0 << 4) - high<std::uint32_t>(std::uint64_t{square} * top21) - 1;
    const auto error = (v1 >> 1) * even_half - v1 * top31;
    const auto v2 = (v1 << 15) + (high<std::uint32_t>(std::uint64_t{v1} * error) >> 1);
    const auto product = std::uint64_t{v2} * divisor + divisor;
    return v2 - high<std::uint32_t>(product) - divisor;
}

#ifdef __SIZEOF_INT128__
[[nodiscard]] constexpr std::uint64_t reciprocal(std::uint64_t divisor)
{
    using Wide = Double<std::uint64_t>;
    const auto odd = divisor & 1;
    const auto top9 = divisor >> 55;
    const auto top40 = (divisor >> 24) + 1;
    const auto top63 = (divisor >> 1) + odd;
    const std::uint64_t v0 = kReciprocalTable[top9 & 0xff];
    const auto v1 = (v0 << 11) - ((v0 * v0 * top40) >> 40) - 1;
    const auto v2 = (v1 << 13) + ((v1 * ((std::uint64_t{1} << 60) - v1 * top40)) >> 47);
    const auto error = (v2 >> 1) * odd - v2 * top63;
    const auto v3 = (v2 << 31) + (high<std::uint64_t>(static_cast<Wide>(v2) * error) >> 1);
    const auto product = static_cast<Wide>(v3) * divisor + divisor;
    return v3 - high<std::uint64_t>(product) - divisor;
}
#endif

template <typename Limb>
struct QuotientLimb {
    Limb quotient;
    Limb remainder;
};

/// (u1, u0) / divisor for u1 < divisor with its reciprocal (algorithm 4).
template <typename Limb>
[[nodiscard]] constexpr QuotientLimb<Limb> divide_2_by_1(Limb u1, Limb u0, Limb divisor,
                                                         Limb inverse)
{
    const auto estimate =
        static_cast<Double<Limb>>(static_cast<Double<Limb>>(inverse) * u1 + join(u1, u0));
    auto quotient = static_cast<Limb>(high<Limb>(estimate) + 1);
    auto remainder = static_cast<Limb>(u0 - quotient * divisor);
    if (remainder > static_cast<Limb>(estimate)) {
        --quotient;
        remainder += divisor;
    }
    if (remainder >= divisor) {
        ++quotient;
        remainder -= divisor;
    }
    return {quotient, remainder};
}

/// Reciprocal of a two-limb divisor (algorithm 6). Requires the top bit of `divisor`.
template <typename Limb>
[[nodiscard]] constexpr Limb reciprocal_of_two(Double<Limb> divisor)
{
    const auto d1 = high<Limb>(divisor);
    const auto d0 = static_cast<Limb>(divisor);
    auto inverse = reciprocal(d1);
    auto p = static_cast<Limb>(d1 * inverse + d0);
    if (p < d0) {
        --inverse;
        if (p >= d1) {
            --inverse;
            p -= d1;
        }
        p -= d1;
    }
    const auto t = static_cast<Double<Limb>>(inverse) * d0;
    p += high<Limb>(t);
    if (p < high<Limb>(t)) {
        --inverse;
        if (join(p, static_cast<Limb>(t)) >= divisor) --inverse;
    }
    return inverse;
}

template <typename Limb>
struct QuotientWide {
    Limb quotient;
    Double<Limb> remainder;
};

/// (u2, u1, u0) / divisor for (u2, u1) < divisor with its reciprocal (algorithm 5).
template <typename Limb>
[[nodiscard]] constexpr QuotientWide<Limb> divide_3_by_2(Limb u2, Limb u1, Limb u0,
                                                         Double<Limb> divisor, Limb inverse)
{
    const auto d1 = high<Limb>(divisor);
    const auto d0 = static_cast<Limb>(divisor);
    const auto estimate = static_cast<Double<Limb>>(inverse) * u2 + join(u2, u1);
    auto quotient = high<Limb>(estimate);
    const auto r1 = static_cast<Limb>(u1 - quotient * d1);
    const auto t = static_cast<Double<Limb>>(d0) * quotient;
    Double<Limb> remainder = join(r1, u0) - t - divisor;
    ++quotient;
    if (high<Limb>(remainder) >= static_cast<Limb>(estimate)) {
        --quotient;
        remainder += divisor;
    }
    if (remainder >= divisor) {
        ++quotient;
        remainder -= divisor;
    }
    return {quotient, remainder};
}

/// `value` << shift into one limb more. Requires shift < bits of a limb.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr std::array<Limb, N + 1> normalized(const std::array<Limb, N>& value,
                                                           unsigned shift)
{
    std::array<Limb, N + 1> out{};
    if (shift == 0) {
        for (std::size_t i = 0; i < N; ++i)
            out[i] = value[i];
        return out;
    }
    out[0] = static_cast<Limb>(value[0] << shift);
    for (std::size_t i = 1; i < N; ++i)
        out[i] = static_cast<Limb>(value[i] << shift | value[i - 1] >> (kBits<Limb> - shift));
    out[N] = static_cast<Limb>(value[N - 1] >> (kBits<Limb> - shift));
    return out;
}

/// row[0..count) -= multiplier · subtrahend[0..count); the limb that is still to be subtracted
/// above.
template <typename Limb>
constexpr Limb subtract_multiple(Limb* row, const Limb* subtrahend, std::size_t count,
                                 Limb multiplier)
{
    Limb borrow = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto product = static_cast<Double<Limb>>(multiplier) * subtrahend[i] + borrow;
        const auto low = static_cast<Limb>(product);
        borrow = static_cast<Limb>(high<Limb>(product) + (row[i] < low ? 1 : 0));
        row[i] -= low;
    }
    return borrow;
}

/// row[0..count) += addend[0..count); the carry.
template <typename Limb>
constexpr Limb add_row(Limb* row, const Limb* addend, std::size_t count)
{
    Limb carry = 0;
    for (std::size_t i = 0; i < count; ++i)
        row[i] = add_with_carry(row[i], addend[i], carry);
    return carry;
}

template <typename Limb, std::size_t Numerator, std::size_t Divisor>
struct Division {
    std::array<Limb, Numerator> quotient{};
    std::array<Limb, Divisor> remainder{};
};

/// numerator / divisor. Requires divisor != 0.
template <typename Limb, std::size_t M, std::size_t N>
[[nodiscard]] constexpr Division<Limb, M, N> divide(const std::array<Limb, M>& numerator,
                                                    const std::array<Limb, N>& divisor)
{
    Division<Limb, M, N> out;
    const auto n = significant(divisor);
    const auto m = significant(numerator);
    const auto shift = static_cast<unsigned>(std::countl_zero(divisor[n - 1]));
    const auto d = normalized(divisor, shift);
    auto u = normalized(numerator, shift);

    if (n == 1) {
        const auto inverse = reciprocal(d[0]);
        Limb rest = u[m];
        for (auto j = m; j-- > 0;) {
            const auto step = divide_2_by_1(rest, u[j], d[0], inverse);
            out.quotient[j] = step.quotient;
            rest = step.remainder;
        }
        out.remainder[0] = static_cast<Limb>(rest >> shift);
        return out;
    }

    if (m >= n) {
        const auto top = join(d[n - 1], d[n - 2]);
        const auto inverse = reciprocal_of_two<Limb>(top);
        for (auto j = m - n + 1; j-- > 0;) {
            const auto u2 = u[j + n];
            const auto u1 = u[j + n - 1];
            const auto u0 = u[j + n - 2];
            if (join(u2, u1) == top) {  // the estimate would not fit one limb
                out.quotient[j] = static_cast<Limb>(~Limb{0});
                u[j + n] -= subtract_multiple(&u[j], d.data(), n, out.quotient[j]);
                if (u[j + n] != 0) {
                    --out.quotient[j];
                    u[j + n] += add_row(&u[j], d.data(), n);
                }
                continue;
            }
            auto [quotient, rest] = divide_3_by_2(u2, u1, u0, top, inverse);
            const auto borrow = subtract_multiple(&u[j], d.data(), n - 2, quotient);
            const bool too_large = rest < borrow;
            rest -= borrow;
            u[j + n - 2] = static_cast<Limb>(rest);
            u[j + n - 1] = high<Limb>(rest);
            if (too_large) {
                --quotient;
                add_row(&u[j], d.data(), n);
            }
            u[j + n] = 0;
            out.quotient[j] = quotient;
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        out.remainder[i] = static_cast<Limb>(u[i] >> shift);
        if (shift != 0) out.remainder[i] |= static_cast<Limb>(u[i + 1] << (kBits<Limb> - shift));
    }
    return out;
}

}  // namespace archi::limbs
