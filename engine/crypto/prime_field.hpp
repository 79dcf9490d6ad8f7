#pragma once
// Arithmetic modulo an odd prime known at compile time, in Montgomery form. Not constant time.
// Source: Montgomery 1985; multiplication by coarsely integrated operand scanning (Koç, Acar,
// Kaliski 1996).

#include <cstdint>
#include <optional>
#include <span>

#include "crypto/limbs.hpp"

namespace archi::crypto {

/// An element of the field with Parameters::kModulus (64-bit words, least significant first)
/// elements. Two elements are equal exactly if their representations are. `Word` is what the
/// machine multiplies.
template <typename Parameters, typename Word = limbs::Native>
class PrimeField {
    static constexpr auto kPrime = to_limbs<Word>(Parameters::kModulus);

public:
    using Limb = Word;
    static constexpr unsigned kLimbBits = limbs::kBits<Limb>;
    static constexpr std::size_t kLimbs = kPrime.size();
    static constexpr std::size_t kBytes = kLimbs * sizeof(Limb);
    using Number = std::array<Limb, kLimbs>;

    constexpr PrimeField() = default;

    [[nodiscard]] static constexpr const Number& modulus() { return kPrime; }
    [[nodiscard]] static constexpr PrimeField one() { return raw(kOne); }

    [[nodiscard]] static constexpr PrimeField from_integer(std::uint32_t value)
    {
        return from_reduced({value});
    }

    /// Requires number < modulus().
    [[nodiscard]] static constexpr PrimeField from_reduced(const Number& number)
    {
        return raw(number) * raw(kSquaredOne);
    }

    /// From 64-bit words, least significant first. Requires a number below modulus().
    [[nodiscard]] static constexpr PrimeField from_words(
        const std::array<std::uint64_t, kBytes / 8>& words)
    {
        return from_reduced(to_limbs<Limb>(words));
    }

    /// From any number of kLimbs limbs, reduced.
    [[nodiscard]] static constexpr PrimeField from_number(const Number& number)
    {
        // The product of anything below R with R^2 mod p is below R * p, so Montgomery reduces it.
        return raw(number) * raw(kSquaredOne);
    }

    /// From kBytes big-endian bytes; empty unless the number is below modulus().
    [[nodiscard]] static constexpr std::optional<PrimeField> from_bytes(
        std::span<const std::uint8_t, kBytes> bytes)
    {
        const auto number = number_from_bytes(bytes);
        if (!less(number, kPrime)) return std::nullopt;
        return from_reduced(number);
    }

    [[nodiscard]] static constexpr Number number_from_bytes(
        std::span<const std::uint8_t, kBytes> bytes)
    {
        Number number{};
        for (std::size_t i = 0; i < kBytes; ++i)
            number[i / sizeof(Limb)] |= static_cast<Limb>(bytes[kBytes - 1 - i])
                                        << (8 * (i % sizeof(Limb)));
        return number;
    }

    /// The representative in [0, modulus()).
    [[nodiscard]] constexpr Number number() const { return (*this * raw({1})).limbs_; }

    constexpr void to_bytes(std::span<std::uint8_t, kBytes> bytes) const
    {
        const auto value = number();
        for (std::size_t i = 0; i < kBytes; ++i)
            bytes[kBytes - 1 - i] =
                static_cast<std::uint8_t>(value[i / sizeof(Limb)] >> (8 * (i % sizeof(Limb))));
    }

    [[nodiscard]] constexpr bool is_zero() const { return crypto::is_zero(limbs_); }
    [[nodiscard]] constexpr bool is_odd() const { return (number()[0] & 1) != 0; }
    constexpr bool operator==(const PrimeField&) const = default;

    [[nodiscard]] constexpr PrimeField operator+(const PrimeField& other) const
    {
        auto sum = limbs_;
        const auto carry = add_in_place(sum, other.limbs_);
        return raw(subtract_once(sum, carry));
    }

    [[nodiscard]] constexpr PrimeField operator-(const PrimeField& other) const
    {
        auto difference = limbs_;
        const Limb mask = Limb{0} - subtract_in_place(difference, other.limbs_);
        Number correction{};
        for (std::size_t i = 0; i < kLimbs; ++i)
            correction[i] = kPrime[i] & mask;
        add_in_place(difference, correction);
        return raw(difference);
    }

    [[nodiscard]] constexpr PrimeField operator-() const { return PrimeField{} - *this; }

    [[nodiscard]] constexpr PrimeField operator*(const PrimeField& other) const
    {
        std::array<Limb, kLimbs + 1> sum{};
        for (std::size_t i = 0; i < kLimbs; ++i) {
            Limb carry = 0;
            for (std::size_t j = 0; j < kLimbs; ++j)
                sum[j] = multiply_add(sum[j], limbs_[j], other.limbs_[i], carry);
            Limb overflow = 0;
            sum[kLimbs] = limbs::add_with_carry(sum[kLimbs], carry, overflow);

            const Limb factor = static_cast<Limb>(sum[0] * kNegatedInverse);
            carry = 0;
            multiply_add(sum[0], kPrime[0], factor, carry);
            for (std::size_t j = 1; j < kLimbs; ++j)
                sum[j - 1] = multiply_add(sum[j], kPrime[j], factor, carry);
            Limb top = 0;
            sum[kLimbs - 1] = limbs::add_with_carry(sum[kLimbs], carry, top);
            sum[kLimbs] = overflow + top;
        }
        Number low{};
        for (std::size_t i = 0; i < kLimbs; ++i)
            low[i] = sum[i];
        return raw(subtract_once(low, sum[kLimbs]));
    }

    constexpr PrimeField& operator+=(const PrimeField& other) { return *this = *this + other; }
    constexpr PrimeField& operator-=(const PrimeField& other) { return *this = *this - other; }
    constexpr PrimeField& operator*=(const PrimeField& other) { return *this = *this * other; }

    [[nodiscard]] constexpr PrimeField square() const { return *this * *this; }
    [[nodiscard]] constexpr PrimeField doubled() const { return *this + *this; }

    /// Windows of four bits, from the highest.
    template <std::size_t N>
    [[nodiscard]] constexpr PrimeField power(const std::array<Limb, N>& exponent) const
    {
        std::array<PrimeField, 16> powers{one()};
        for (std::size_t i = 1; i < powers.size(); ++i)
            powers[i] = powers[i - 1] * *this;
        auto result = one();
        bool started = false;
        for (std::size_t i = N * kLimbBits; i > 0; i -= 4) {
            const auto window = (exponent[(i - 4) / kLimbBits] >> ((i - 4) % kLimbBits)) & 15U;
            if (started) result = result.square().square().square().square();
            if (window != 0) result = started ? result * powers[window] : powers[window];
            started = started || window != 0;
        }
        return result;
    }

    /// The inverse; zero for zero. Binary extended Euclid (Knuth, volume 2, section 4.5.2).
    [[nodiscard]] constexpr PrimeField inverse() const
    {
        if (is_zero()) return {};
        // u = x * limbs_ and v = y * limbs_ modulo p, up to the factor R^2 that the result keeps.
        auto u = limbs_;
        auto v = kPrime;
        auto x = raw(kSquaredOne);
        auto y = PrimeField{};
        const Number one_limb{1};
        while (u != one_limb && v != one_limb) {
            while ((u[0] & 1) == 0) {
                halve_in_place(u);
                x = x.halved();
            }
            while ((v[0] & 1) == 0) {
                halve_in_place(v);
                y = y.halved();
            }
            if (less(u, v)) {
                subtract_in_place(v, u);
                y -= x;
            } else {
                subtract_in_place(u, v);
                x -= y;
            }
        }
        return u == one_limb ? x : y;
    }

    /// A square root where there is one. Only for primes with p mod 4 = 3.
    [[nodiscard]] constexpr std::optional<PrimeField> square_root() const
        requires(Parameters::kModulus[0] % 4 == 3)
    {
        const auto root = power(kQuarterExponent);
        if (root.square() != *this) return std::nullopt;
        return root;
    }

    /// Half of this element.
    [[nodiscard]] constexpr PrimeField halved() const
    {
        auto half = limbs_;
        Limb carry = 0;
        if ((half[0] & 1) != 0) carry = add_in_place(half, kPrime);
        halve_in_place(half, carry);
        return raw(half);
    }

private:
    [[nodiscard]] static constexpr PrimeField raw(const Number& limbs)
    {
        PrimeField out;
        out.limbs_ = limbs;
        return out;
    }

    /// `number` with `carry` above it, less the modulus if it is not below it.
    [[nodiscard]] static constexpr Number subtract_once(const Number& number, Limb carry)
    {
        auto reduced = number;
        const auto borrow = subtract_in_place(reduced, kPrime);
        const Limb keep = Limb{0} - static_cast<Limb>(borrow > carry ? 1 : 0);
        for (std::size_t i = 0; i < kLimbs; ++i)
            reduced[i] = (number[i] & keep) | (reduced[i] & static_cast<Limb>(~keep));
        return reduced;
    }

    /// -1 / p modulo the size of a limb, by Newton's iteration.
    [[nodiscard]] static constexpr Limb negated_inverse()
    {
        Limb inverse = 1;
        for (unsigned correct_bits = 1; correct_bits < kLimbBits; correct_bits *= 2)
            inverse = static_cast<Limb>(inverse * (2 - kPrime[0] * inverse));
        return static_cast<Limb>(Limb{0} - inverse);
    }

    /// 2 ^ exponent mod p.
    [[nodiscard]] static constexpr Number power_of_two(std::size_t exponent)
    {
        Number power{1};
        for (std::size_t i = 0; i < exponent; ++i) {
            const auto copy = power;
            const auto carry = add_in_place(power, copy);
            power = subtract_once(power, carry);
        }
        return power;
    }

    /// (p + 1) / 4.
    [[nodiscard]] static constexpr Number quarter_exponent()
    {
        auto exponent = kPrime;
        const auto carry = add_in_place(exponent, Number{1});
        halve_in_place(exponent, carry);
        halve_in_place(exponent);
        return exponent;
    }

    // R is 2 to the number of bits of all limbs.
    static constexpr Limb kNegatedInverse = negated_inverse();
    static constexpr Number kOne = power_of_two(kLimbs * kLimbBits);
    static constexpr Number kSquaredOne = power_of_two(2 * kLimbs * kLimbBits);
    static constexpr Number kQuarterExponent = quarter_exponent();

    Number limbs_{};
};

}  // namespace archi::crypto
