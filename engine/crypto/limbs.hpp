#pragma once
// Big numbers as rows of machine words, least significant first: what the fields are made of.

#include "base/limbs.hpp"

namespace archi::crypto {

/// The number with these 64-bit words (least significant first) as limbs.
template <typename Limb, std::size_t Words>
[[nodiscard]] constexpr auto to_limbs(const std::array<std::uint64_t, Words>& words)
{
    // A limb may be a whole word. NOLINTNEXTLINE(bugprone-sizeof-expression)
    constexpr auto kLimbsPerWord = sizeof(std::uint64_t) / sizeof(Limb);
    std::array<Limb, Words * kLimbsPerWord> out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<Limb>(words[i / kLimbsPerWord] >>
                                   (limbs::kBits<Limb> * (i % kLimbsPerWord)));
    return out;
}

/// The low limb of a + b * c + carry, which always fits twice the width; `carry` becomes the high
/// one.
template <typename Limb>
constexpr Limb multiply_add(Limb a, Limb b, Limb c, Limb& carry)
{
    const auto wide = static_cast<limbs::Double<Limb>>(b) * c + a + carry;
    carry = limbs::high<Limb>(wide);
    return static_cast<Limb>(wide);
}

/// a += b; returns the carry out.
template <typename Limb, std::size_t N>
constexpr Limb add_in_place(std::array<Limb, N>& a, const std::array<Limb, N>& b)
{
    Limb carry = 0;
    for (std::size_t i = 0; i < N; ++i)
        a[i] = limbs::add_with_carry(a[i], b[i], carry);
    return carry;
}

/// a -= b; returns the borrow out.
template <typename Limb, std::size_t N>
constexpr Limb subtract_in_place(std::array<Limb, N>& a, const std::array<Limb, N>& b)
{
    Limb borrow = 0;
    for (std::size_t i = 0; i < N; ++i)
        a[i] = limbs::subtract_with_borrow(a[i], b[i], borrow);
    return borrow;
}

/// Whether a < b.
template <typename Limb, std::size_t N>
[[nodiscard]] constexpr bool less(const std::array<Limb, N>& a, const std::array<Limb, N>& b)
{
    for (std::size_t i = N; i-- > 0;)
        if (a[i] != b[i]) return a[i] < b[i];
    return false;
}

template <typename Limb, std::size_t N>
[[nodiscard]] constexpr bool is_zero(const std::array<Limb, N>& a)
{
    Limb any = 0;
    for (const auto limb : a)
        any |= limb;
    return any == 0;
}

/// a >>= 1, with `top` (0 or 1) as the new highest bit.
template <typename Limb, std::size_t N>
constexpr void halve_in_place(std::array<Limb, N>& a, Limb top = 0)
{
    for (std::size_t i = N; i-- > 0;) {
        const auto low = static_cast<Limb>(a[i] & 1);
        a[i] = static_cast<Limb>((a[i] >> 1) | (top << (limbs::kBits<Limb> - 1)));
        top = low;
    }
}

}  // namespace archi::crypto
