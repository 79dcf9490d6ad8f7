#pragma once
// The EVM's arithmetic beyond C++'s operators: the end of u256.hpp, which includes it.

namespace archi {

/// (a + b) mod modulus with a 257-bit sum; zero for modulus 0 (ADDMOD).
[[nodiscard]] constexpr u256 add_mod(const u256& a, const u256& b, const u256& modulus)
{
    if (modulus.is_zero()) return {};
    const auto x = a < modulus ? a : a % modulus;
    const auto y = b < modulus ? b : b % modulus;
    const auto sum = x + y;
    return sum < x || sum >= modulus ? sum - modulus : sum;
}

/// (a · b) mod modulus with a 512-bit product; zero for modulus 0 (MULMOD).
[[nodiscard]] constexpr u256 mul_mod(const u256& a, const u256& b, const u256& modulus)
{
    if (modulus.is_zero()) return {};
    const auto product = limbs::multiply_full(a.limbs(), b.limbs());
    return u256::from_limbs(limbs::divide(product, modulus.limbs()).remainder);
}

/// base^exponent mod 2^256; 0^0 = 1 (EXP).
[[nodiscard]] constexpr u256 exp(const u256& base, const u256& exponent)
{
    u256 result = 1;
    for (auto i = exponent.bit_length(); i-- > 0;) {
        result *= result;
        if (exponent.bit(i)) result *= base;
    }
    return result;
}

/// Two's complement magnitude.
[[nodiscard]] constexpr u256 magnitude(const u256& x)
{
    return x.is_negative() ? -x : x;
}

/// Two's complement quotient rounded towards zero; -2^255 / -1 is -2^255 (SDIV).
[[nodiscard]] constexpr u256 signed_div(const u256& a, const u256& b)
{
    const auto quotient = magnitude(a) / magnitude(b);
    return a.is_negative() != b.is_negative() ? -quotient : quotient;
}

/// Remainder with the sign of a (SMOD).
[[nodiscard]] constexpr u256 signed_mod(const u256& a, const u256& b)
{
    const auto remainder = magnitude(a) % magnitude(b);
    return a.is_negative() ? -remainder : remainder;
}

/// a < b as two's complement numbers (SLT).
[[nodiscard]] constexpr bool signed_less(const u256& a, const u256& b)
{
    if (a.is_negative() != b.is_negative()) return a.is_negative();
    return a < b;
}

/// Shift that copies the sign; from 256 on only the sign remains (SAR).
[[nodiscard]] constexpr u256 arithmetic_shift_right(const u256& x, const u256& shift)
{
    const auto sign = x.is_negative() ? u256::max() : u256{};
    return ((x ^ sign) >> shift) ^ sign;
}

/// Extends the sign of the number in the low `byte_index` + 1 bytes; `x` from 31 on (SIGNEXTEND).
[[nodiscard]] constexpr u256 sign_extend(const u256& byte_index, const u256& x)
{
    using Limb = limbs::Native;
    using Signed = std::make_signed_t<Limb>;
    if (!byte_index.fits_u64() || byte_index.low_u64() >= 31) return x;
    const auto index = static_cast<std::size_t>(byte_index.low_u64());
    const auto last = index / sizeof(Limb);
    const auto unused = limbs::kBits<Limb> - 8 - 8 * static_cast<unsigned>(index % sizeof(Limb));
    const auto from = x.limbs();
    const auto extended = static_cast<Signed>(from[last] << unused) >> unused;
    const auto above = static_cast<Limb>(extended < 0 ? -1 : 0);
    u256::Limbs out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = i < last ? from[i] : i == last ? static_cast<Limb>(extended) : above;
    return u256::from_limbs(out);
}

/// Byte `index` of `x`, 0 being the most significant; zero from 32 on (BYTE).
[[nodiscard]] constexpr u256 byte(const u256& index, const u256& x)
{
    if (!index.fits_u64() || index.low_u64() >= 32) return {};
    const auto position = 31 - static_cast<std::size_t>(index.low_u64());
    return (x.word(position / 8) >> (8 * (position % 8))) & 0xff;
}

/// Zero bits above the highest set one; 256 for zero (CLZ, EIP-7939).
[[nodiscard]] constexpr unsigned count_leading_zeros(const u256& x)
{
    return 256 - x.bit_length();
}

}  // namespace archi
