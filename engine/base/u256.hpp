#pragma once
// The EVM's word: an unsigned integer modulo 2^256.
// Everything except decimal text is constexpr, total and free of allocation.

#include <array>
#include <bit>
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/limbs.hpp"
#include "base/limbs_division.hpp"

namespace archi {

class u256 {
public:
    /// Least significant first.
    using Words = std::array<std::uint64_t, 4>;

    constexpr u256() = default;
    // NOLINTNEXTLINE(google-explicit-constructor): a word is a number
    constexpr u256(std::uint64_t low) : words_{low} {}
    constexpr explicit u256(const Words& words) : words_(words) {}
    /// high · 2^128 + low, each as (most significant, least significant) words.
    constexpr u256(std::uint64_t word3, std::uint64_t word2, std::uint64_t word1,
                   std::uint64_t word0)
        : words_{word0, word1, word2, word3}
    {
    }

    [[nodiscard]] static constexpr u256 max() { return ~u256{}; }
    /// 2^exponent; zero from 256 on.
    [[nodiscard]] static constexpr u256 power_of_two(std::uint64_t exponent)
    {
        return u256{1} << exponent;
    }

    /// A big-endian number of at most 32 bytes; of longer input the last 32 count.
    [[nodiscard]] static constexpr u256 from_be(bytes_view bytes);
    [[nodiscard]] constexpr Hash to_be() const;
    constexpr void to_be(std::span<std::uint8_t, 32> out) const;
    /// The low 20 bytes, as the EVM reads an address off the stack.
    [[nodiscard]] constexpr Address to_address() const;

    /// Digits only, at least one, no sign; nullopt for anything else and from 2^256 on.
    [[nodiscard]] static std::optional<u256> from_decimal(std::string_view text);
    [[nodiscard]] std::string to_decimal() const;

    [[nodiscard]] constexpr const Words& words() const { return words_; }
    [[nodiscard]] constexpr std::uint64_t word(std::size_t index) const { return words_[index]; }
    [[nodiscard]] constexpr std::uint64_t low_u64() const { return words_[0]; }
    [[nodiscard]] constexpr bool fits_u64() const
    {
        return (words_[1] | words_[2] | words_[3]) == 0;
    }
    [[nodiscard]] constexpr bool fits_u128() const { return (words_[2] | words_[3]) == 0; }
    [[nodiscard]] constexpr bool is_zero() const
    {
        return (words_[0] | words_[1] | words_[2] | words_[3]) == 0;
    }
    /// As a two's complement number.
    [[nodiscard]] constexpr bool is_negative() const { return (words_[3] >> 63) != 0; }
    /// Position of the highest set bit plus one; 0 for zero.
    [[nodiscard]] constexpr unsigned bit_length() const;
    [[nodiscard]] constexpr bool bit(unsigned index) const
    {
        return index < 256 && ((words_[index / 64] >> (index % 64)) & 1) != 0;
    }
    constexpr explicit operator bool() const { return !is_zero(); }
    constexpr explicit operator std::uint64_t() const { return words_[0]; }

    friend constexpr bool operator==(const u256& a, const u256& b)
    {
        return ((a.words_[0] ^ b.words_[0]) | (a.words_[1] ^ b.words_[1]) |
                (a.words_[2] ^ b.words_[2]) | (a.words_[3] ^ b.words_[3])) == 0;
    }
    friend constexpr std::strong_ordering operator<=>(const u256& a, const u256& b)
    {
        for (std::size_t i = 4; i-- > 1;)
            if (a.words_[i] != b.words_[i]) return a.words_[i] <=> b.words_[i];
        return a.words_[0] <=> b.words_[0];
    }

    friend constexpr bool operator<(const u256& a, const u256& b)
    {
        return limbs::less(a.limbs(), b.limbs());
    }
    friend constexpr bool operator>(const u256& a, const u256& b) { return b < a; }

    friend constexpr u256 operator+(const u256& a, const u256& b)
    {
        u256 sum;
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < 4; ++i)
            sum.words_[i] = limbs::add_with_carry(a.words_[i], b.words_[i], carry);
        return sum;
    }
    friend constexpr u256 operator-(const u256& a, const u256& b)
    {
        u256 difference;
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < 4; ++i)
            difference.words_[i] = limbs::subtract_with_borrow(a.words_[i], b.words_[i], borrow);
        return difference;
    }
    constexpr u256 operator-() const { return u256{} - *this; }
    friend constexpr u256 operator*(const u256& a, const u256& b)
    {
        return from_limbs(limbs::multiply_low(a.limbs(), b.limbs()));
    }
    /// Division by zero gives zero, as in the EVM.
    friend constexpr u256 operator/(const u256& a, const u256& b);
    friend constexpr u256 operator%(const u256& a, const u256& b);

    constexpr u256 operator~() const
    {
        return u256(Words{~words_[0], ~words_[1], ~words_[2], ~words_[3]});
    }
    friend constexpr u256 operator&(const u256& a, const u256& b)
    {
        return u256(Words{a.words_[0] & b.words_[0], a.words_[1] & b.words_[1],
                          a.words_[2] & b.words_[2], a.words_[3] & b.words_[3]});
    }
    friend constexpr u256 operator|(const u256& a, const u256& b)
    {
        return u256(Words{a.words_[0] | b.words_[0], a.words_[1] | b.words_[1],
                          a.words_[2] | b.words_[2], a.words_[3] | b.words_[3]});
    }
    friend constexpr u256 operator^(const u256& a, const u256& b)
    {
        return u256(Words{a.words_[0] ^ b.words_[0], a.words_[1] ^ b.words_[1],
                          a.words_[2] ^ b.words_[2], a.words_[3] ^ b.words_[3]});
    }
    /// A shift by 256 or more gives zero.
    friend constexpr u256 operator<<(const u256& a, std::uint64_t shift);
    friend constexpr u256 operator>>(const u256& a, std::uint64_t shift);
    friend constexpr u256 operator<<(const u256& a, const u256& shift)
    {
        return shift.fits_u64() ? a << shift.low_u64() : u256{};
    }
    friend constexpr u256 operator>>(const u256& a, const u256& shift)
    {
        return shift.fits_u64() ? a >> shift.low_u64() : u256{};
    }

    constexpr u256& operator+=(const u256& b) { return *this = *this + b; }
    constexpr u256& operator-=(const u256& b) { return *this = *this - b; }
    constexpr u256& operator*=(const u256& b) { return *this = *this * b; }
    constexpr u256& operator/=(const u256& b) { return *this = *this / b; }
    constexpr u256& operator%=(const u256& b) { return *this = *this % b; }
    constexpr u256& operator&=(const u256& b) { return *this = *this & b; }
    constexpr u256& operator|=(const u256& b) { return *this = *this | b; }
    constexpr u256& operator^=(const u256& b) { return *this = *this ^ b; }
    constexpr u256& operator<<=(std::uint64_t shift) { return *this = *this << shift; }
    constexpr u256& operator>>=(std::uint64_t shift) { return *this = *this >> shift; }
    constexpr u256& operator++() { return *this += 1; }
    constexpr u256& operator--() { return *this -= 1; }

    /// The machine's own limbs, least significant first.
    using Limbs = std::array<limbs::Native, 32 / sizeof(limbs::Native)>;
    static_assert(std::endian::native == std::endian::little);
    [[nodiscard]] constexpr Limbs limbs() const { return std::bit_cast<Limbs>(words_); }
    [[nodiscard]] static constexpr u256 from_limbs(const Limbs& limbs)
    {
        return u256(std::bit_cast<Words>(limbs));
    }

private:
    Words words_{};
};

struct DivMod {
    u256 quotient;
    u256 remainder;
};

/// Both zero for b = 0.
[[nodiscard]] constexpr DivMod div_mod(const u256& a, const u256& b)
{
    if (b.is_zero()) return {};
    if (a < b) return {{}, a};
    if (a.fits_u64()) return {a.low_u64() / b.low_u64(), a.low_u64() % b.low_u64()};
    const auto division = limbs::divide(a.limbs(), b.limbs());
    return {u256::from_limbs(division.quotient), u256::from_limbs(division.remainder)};
}

constexpr u256 operator/(const u256& a, const u256& b)
{
    return div_mod(a, b).quotient;
}

constexpr u256 operator%(const u256& a, const u256& b)
{
    return div_mod(a, b).remainder;
}

constexpr u256 operator<<(const u256& a, std::uint64_t shift)
{
    if (shift >= 256) return {};
    return u256::from_limbs(limbs::shift_left(a.limbs(), static_cast<unsigned>(shift)));
}

constexpr u256 operator>>(const u256& a, std::uint64_t shift)
{
    if (shift >= 256) return {};
    return u256::from_limbs(limbs::shift_right(a.limbs(), static_cast<unsigned>(shift)));
}

constexpr unsigned u256::bit_length() const
{
    for (unsigned i = 4; i-- > 0;)
        if (words_[i] != 0) return 64 * i + 64 - static_cast<unsigned>(std::countl_zero(words_[i]));
    return 0;
}

constexpr u256 u256::from_be(bytes_view bytes)
{
    if (bytes.size() > 32) bytes = bytes.last(32);
    u256 out;
    if (bytes.size() == 32) {
        for (std::size_t word = 0; word < 4; ++word)
            out.words_[3 - word] = load_be(bytes.subspan(8 * word, 8));
        return out;
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto position = bytes.size() - 1 - i;
        out.words_[position / 8] |= static_cast<std::uint64_t>(bytes[i]) << (8 * (position % 8));
    }
    return out;
}

constexpr void u256::to_be(std::span<std::uint8_t, 32> out) const
{
    for (std::size_t word = 0; word < 4; ++word)
        for (std::size_t i = 0; i < 8; ++i)
            out[8 * word + i] = static_cast<std::uint8_t>(words_[3 - word] >> (56 - 8 * i));
}

constexpr Hash u256::to_be() const
{
    Hash out;
    to_be(std::span<std::uint8_t, 32>(out.bytes));
    return out;
}

constexpr Address u256::to_address() const
{
    return fixed<Address>(bytes_view(to_be().bytes).last(20));
}

}  // namespace archi

#include "base/u256_functions.hpp"
