#pragma once
// Arithmetic on rows of limbs (machine words, least significant first): what u256 is made of.
// Everything is a template over the limb so that the 32-bit path of the guest is tested on the
// host.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace archi::limbs {

template <typename Limb>
struct Wide;

template <>
struct Wide<std::uint32_t> {
    using Type = std::uint64_t;
};

#ifdef __SIZEOF_INT128__
template <>
struct Wide<std::uint64_t> {
    __extension__ using Type = unsigned __int128;
};
using Native = std::uint64_t;
#else
using Native = std::uint32_t;
#endif

/// Twice as wide as Limb.
template <typename Limb>
using Double = typename Wide<Limb>::Type;

template <typename Limb>
inline constexpr unsigned kBits = 8 * sizeof(Limb);

template <typename Limb>
[[nodiscard]] constexpr Limb high(Double<Limb> value)
{
    return static_cast<Limb>(value >> kBits<Limb>);
}

template <typename Limb>
[[nodiscard]] constexpr Double<Limb> join(Limb high, Limb low)
{
    return static_cast<Double<Limb>>(high) << kBits<Limb> | low;
}

/// a + b + carry; `carry` is 0 or 1 before and after.
template <typename Limb>
[[nodiscard]] constexpr Limb add_with_carry(Limb a, Limb b, Limb& carry)
{
    Limb sum = 0;
    const bool first = __builtin_add_overflow(a, b, &sum);
    const bool second = __builtin_add_overflow(sum, carry, &sum);
    carry = static_cast<Limb>(first | second);
    return sum;
}

/// a - b - borrow; `borrow` is 0 or 1 before and after.
template <typename Limb>
[[nodiscard]] constexpr Limb subtract_with_borrow(Limb a, Limb b, Limb& borrow)
{
    Limb difference = 0;
    const bool first = __builtin_sub_overflow(a, b, &difference);
    const bool second = __builtin_sub_overflow(difference, borrow, &difference);
    borrow = static_cast<Limb>(first | second);
    return difference;
}

/// The low N limbs of a · b.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr std::array<Limb, N> multiply_low(const std::array<Limb, N>& a,
                                                         const std::array<Limb, N>& b)
{
    std::array<Limb, N> product{};
    for (std::size_t i = 0; i < N; ++i) {
        Limb carry = 0;
        for (std::size_t j = 0; i + j < N; ++j) {
            const auto sum = static_cast<Double<Limb>>(a[j]) * b[i] + product[i + j] + carry;
            product[i + j] = static_cast<Limb>(sum);
            carry = high<Limb>(sum);
        }
    }
    return product;
}

/// a · b in full.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr std::array<Limb, 2 * N> multiply_full(const std::array<Limb, N>& a,
                                                              const std::array<Limb, N>& b)
{
    std::array<Limb, 2 * N> product{};
    for (std::size_t i = 0; i < N; ++i) {
        Limb carry = 0;
        for (std::size_t j = 0; j < N; ++j) {
            const auto sum = static_cast<Double<Limb>>(a[j]) * b[i] + product[i + j] + carry;
            product[i + j] = static_cast<Limb>(sum);
            carry = high<Limb>(sum);
        }
        product[i + N] = carry;
    }
    return product;
}

/// a < b.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr bool less(const std::array<Limb, N>& a, const std::array<Limb, N>& b)
{
#if __BITINT_MAXWIDTH__ >= 512
    // The compiler compares its wide integers by one chain of borrows, without a branch.
    if !consteval {
        __extension__ using Row = unsigned _BitInt(N * kBits<Limb>);
        return std::bit_cast<Row>(a) < std::bit_cast<Row>(b);
    }
#endif
    for (auto i = N; i-- > 1;)
        if (a[i] != b[i]) return a[i] < b[i];
    return a[0] < b[0];
}

/// `value` << shift. Requires shift < N · bits of a limb.
/// The halves of a limb are added, not or-ed, lest the compiler see a double-precision shift: that
/// instruction is slow on many processors. Two steps for the neighbour's half: a shift by a whole
/// limb is undefined.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr std::array<Limb, N> shift_left(const std::array<Limb, N>& value,
                                                       unsigned shift)
{
    std::array<Limb, 2 * N> extended{};
    for (std::size_t i = 0; i < N; ++i)
        extended[N + i] = value[i];
    const auto first = N - shift / kBits<Limb>;
    const auto bits = shift % kBits<Limb>;
    const auto rest = kBits<Limb> - 1 - bits;
    std::array<Limb, N> out{};
    for (std::size_t i = 0; i < N; ++i)
        out[i] = static_cast<Limb>((extended[first + i] << bits) +
                                   (extended[first + i - 1] >> 1 >> rest));
    return out;
}

/// `value` >> shift. Requires shift < N · bits of a limb.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr std::array<Limb, N> shift_right(const std::array<Limb, N>& value,
                                                        unsigned shift)
{
    std::array<Limb, 2 * N> extended{};
    for (std::size_t i = 0; i < N; ++i)
        extended[i] = value[i];
    const auto first = shift / kBits<Limb>;
    const auto bits = shift % kBits<Limb>;
    const auto rest = kBits<Limb> - 1 - bits;
    std::array<Limb, N> out{};
    for (std::size_t i = 0; i < N; ++i)
        out[i] = static_cast<Limb>((extended[first + i] >> bits) +
                                   (extended[first + i + 1] << 1 << rest));
    return out;
}

/// Number of limbs without leading zeros.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr std::size_t significant(const std::array<Limb, N>& value)
{
    auto count = N;
    while (count > 0 && value[count - 1] == 0)
        --count;
    return count;
}

}  // namespace archi::limbs
