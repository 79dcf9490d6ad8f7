#pragma once
// Modular exponentiation with a word size to choose; modexp() takes the machine's own.

#include <bit>

#include "crypto/modexp_arithmetic.hpp"

namespace archi::crypto {

/// Number of zero bits below the lowest set one. Requires one.
template <typename Limb>
[[nodiscard]] std::size_t trailing_zeros(const LongNumber<Limb>& number)
{
    std::size_t index = 0;
    while (number[index] == 0)
        ++index;
    return index * limbs::kBits<Limb> + static_cast<std::size_t>(std::countr_zero(number[index]));
}

/// number / 2^shift, in no more limbs than needed for `number`.
template <typename Limb>
[[nodiscard]] LongNumber<Limb> shift_right(const LongNumber<Limb>& number, std::size_t shift)
{
    const auto skip = shift / limbs::kBits<Limb>;
    const auto bits = shift % limbs::kBits<Limb>;
    LongNumber<Limb> out(number.begin() + static_cast<std::ptrdiff_t>(skip), number.end());
    for (std::size_t i = 0; bits != 0 && i < out.size(); ++i) {
        const Limb above = i + 1 < out.size() ? out[i + 1] : 0;
        out[i] = static_cast<Limb>((out[i] >> bits) | (above << (limbs::kBits<Limb> - bits)));
    }
    while (out.size() > 1 && out.back() == 0)
        out.pop_back();
    return out;
}

/// The low `bits` bits of `number` and zeros above.
template <typename Limb>
void keep_low_bits(LongNumber<Limb>& number, std::size_t bits)
{
    for (std::size_t i = 0; i < number.size(); ++i) {
        const auto begin = i * limbs::kBits<Limb>;
        if (begin >= bits)
            number[i] = 0;
        else if (bits - begin < limbs::kBits<Limb>)
            number[i] &= static_cast<Limb>((Limb{1} << (bits - begin)) - 1);
    }
}

/// base ^ exponent mod `odd`.
template <typename Limb>
[[nodiscard]] LongNumber<Limb> power_modulo_odd(bytes_view base, bytes_view exponent,
                                                const LongNumber<Limb>& odd)
{
    if (odd.size() == 1 && odd[0] == 1) return {0};
    MontgomeryRing<Limb> ring(odd);
    return ring.from_montgomery(power(ring, ring.to_montgomery(base), exponent));
}

/// base ^ exponent mod 2^bits, in the fewest limbs that hold `bits`.
template <typename Limb>
[[nodiscard]] LongNumber<Limb> power_modulo_binary(bytes_view base, bytes_view exponent,
                                                   std::size_t bits)
{
    const auto size = (bits + limbs::kBits<Limb> - 1) / limbs::kBits<Limb>;
    BinaryRing<Limb> ring(size);
    auto result = power(ring, long_number<Limb>(base, size), exponent);
    keep_low_bits(result, bits);
    return result;
}

/// 1 / odd modulo 2 to the bits of `size` limbs: each of Newton's steps doubles the correct limbs.
template <typename Limb>
[[nodiscard]] LongNumber<Limb> binary_inverse(LongNumber<Limb> odd, std::size_t size)
{
    odd.resize(size);
    LongNumber<Limb> inverse(size);
    inverse[0] = static_cast<Limb>(Limb{0} - negated_inverse(odd[0]));
    for (std::size_t correct = 1; correct < size; correct *= 2) {
        LongNumber<Limb> correction(size);
        correction[0] = 2;
        subtract_in_place(correction, multiply_low(odd, inverse));
        inverse = multiply_low(inverse, correction);
    }
    return inverse;
}

/// See modexp(). The modulus is odd * 2^bits; the two remainders are joined by the Chinese
/// remainder theorem in the form of Garner.
template <typename Limb>
[[nodiscard]] Bytes modexp_any(bytes_view base, bytes_view exponent, bytes_view modulus)
{
    Bytes out(modulus.size());
    while (!modulus.empty() && modulus.front() == 0)
        modulus = modulus.subspan(1);
    while (!exponent.empty() && exponent.front() == 0)
        exponent = exponent.subspan(1);
    while (!base.empty() && base.front() == 0)
        base = base.subspan(1);
    if (modulus.empty()) return out;

    const auto size = (modulus.size() + sizeof(Limb) - 1) / sizeof(Limb);
    const auto number = long_number<Limb>(modulus, size);
    const auto bits = trailing_zeros(number);
    const auto odd = shift_right(number, bits);
    auto result = power_modulo_odd(base, exponent, odd);
    result.resize(size);
    if (bits > 0) {
        auto difference = power_modulo_binary<Limb>(base, exponent, bits);
        auto low = result;
        low.resize(difference.size());
        subtract_in_place(difference, low);
        auto factor = multiply_low(difference, binary_inverse(odd, difference.size()));
        keep_low_bits(factor, bits);
        factor.resize(size);
        add_in_place(result, multiply_low(factor, odd));
    }

    for (std::size_t i = 0; i < modulus.size(); ++i)
        out[out.size() - 1 - i] =
            static_cast<std::uint8_t>(result[i / sizeof(Limb)] >> (8 * (i % sizeof(Limb))));
    return out;
}

}  // namespace archi::crypto
