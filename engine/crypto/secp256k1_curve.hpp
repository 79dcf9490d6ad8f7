#pragma once
// The curve secp256k1 (SEC 2, section 2.4.1): y^2 = x^3 + 7, and key recovery on it. The word size
// is a parameter so that the guest's 32-bit arithmetic is tested on the host too.

#include <optional>

#include "crypto/prime_field.hpp"
#include "crypto/weierstrass.hpp"

namespace archi::crypto {

struct Secp256k1Prime {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0xfffffffefffffc2f, 0xffffffffffffffff, 0xffffffffffffffff, 0xffffffffffffffff};
};

struct Secp256k1Order {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0xbfd25e8cd0364141, 0xbaaedce6af48a03b, 0xfffffffffffffffe, 0xffffffffffffffff};
};

template <typename Limb>
struct Secp256k1 {
    using Field = PrimeField<Secp256k1Prime, Limb>;
    using Scalar = PrimeField<Secp256k1Order, Limb>;
    using Number = typename Scalar::Number;
    using Affine = AffinePoint<Field>;
    using Point = JacobianPoint<Field>;

    static constexpr Affine kGenerator = {
        Field::from_words(
            {0x59f2815b16f81798, 0x029bfcdb2dce28d9, 0x55a06295ce870b07, 0x79be667ef9dcbbac}),
        Field::from_words(
            {0x9c47d08ffb10d4b8, 0xfd17b448a6855419, 0x5da4fbfc0e1108a8, 0x483ada7726a3c465}),
        false};

    /// The point with this x and a y of this parity, if there is one.
    [[nodiscard]] static constexpr std::optional<Affine> lift_x(const Field& x, bool y_is_odd)
    {
        const auto y = (x.square() * x + Field::from_integer(7)).square_root();
        if (!y) return std::nullopt;
        return Affine{x, y->is_odd() == y_is_odd ? *y : -*y, false};
    }

    /// a * generator + b * point: four half-length numbers read side by side (Gallant, Lambert,
    /// Vanstone 2001; Straus 1964).
    [[nodiscard]] static constexpr Point double_multiply(const Scalar& a, const Scalar& b,
                                                         const Affine& point)
    {
        const auto table = odd_multiples<kPointWidth>(Point(point));
        const auto endomorphic_table = endomorphism(table);
        const auto [a1, a2] = split(a, kGeneratorWidth);
        const auto [b1, b2] = split(b, kPointWidth);
        Point sum;
        for (std::size_t i = kHalfBits + 1; i-- > 0;) {
            sum = sum.doubled();
            add_digit(sum, kGeneratorTable, a1.digits[i]);
            add_digit(sum, kEndomorphicGeneratorTable, a2.digits[i]);
            add_digit(sum, table, b1.digits[i]);
            add_digit(sum, endomorphic_table, b2.digits[i]);
        }
        return sum;
    }

    /// The key that signed the number `message` with (r, s): (s * R - message * G) / r, where R is
    /// the point with x = r. Empty where r or s is outside [1, n-1], or there is no R, or the key
    /// is infinity.
    [[nodiscard]] static constexpr std::optional<Affine> recover(const Number& message,
                                                                 bool y_is_odd, const Number& r,
                                                                 const Number& s)
    {
        if (is_zero(r) || is_zero(s)) return std::nullopt;
        if (!less(r, Scalar::modulus()) || !less(s, Scalar::modulus())) return std::nullopt;
        const auto nonce_point = lift_x(Field::from_reduced(r), y_is_odd);
        if (!nonce_point) return std::nullopt;
        const auto r_inverse = Scalar::from_reduced(r).inverse();
        const auto key = double_multiply(-(Scalar::from_number(message) * r_inverse),
                                         Scalar::from_reduced(s) * r_inverse, *nonce_point);
        if (key.is_infinity()) return std::nullopt;
        return key.affine();
    }

private:
    // Width 5 makes 8 multiples of the point for each recovery; the generator's 32 are made at
    // compile time.
    static constexpr unsigned kPointWidth = 5;
    static constexpr unsigned kGeneratorWidth = 7;
    static constexpr std::size_t kHalfBits = 128;
    static constexpr std::size_t kLimbBits = limbs::kBits<Limb>;
    using Half = std::array<Limb, kHalfBits / kLimbBits>;
    using HalfDigits = SignedDigits<Limb, kHalfBits / kLimbBits>;

    // A cube root of one in the field: (beta * x, y) is lambda * (x, y).
    static constexpr Field kBeta = Field::from_words(
        {0xc1396c28719501ee, 0x9cf0497512f58995, 0x6e64479eac3434e9, 0x7ae96a2b657c0710});
    static constexpr Scalar kLambda = Scalar::from_words(
        {0xdf02967c1b23bd72, 0x122e22ea20816678, 0xa5261c028812645a, 0x5363ad4cc05c30e0});

    // A short basis (a1, b1), (a2, b2) of the vectors (a, b) with a + b * lambda = 0 mod n, from
    // the extended Euclidean algorithm on (n, lambda), and b2 and -b1 as fractions of n, times
    // 2^384.
    static constexpr Scalar kNegatedB1 =
        Scalar::from_words({0x6f547fa90abfe4c3, 0xe4437ed6010e8828, 0, 0});
    static constexpr Scalar kNegatedB2 =
        -Scalar::from_words({0xe86c90e49284eb15, 0x3086d221a7d46bcd, 0, 0});
    static constexpr Number kB2Fraction = to_limbs<Limb, 4>(
        {0xe893209a45dbb031, 0x3daa8a1471e8ca7f, 0xe86c90e49284eb15, 0x3086d221a7d46bcd});
    static constexpr Number kNegatedB1Fraction = to_limbs<Limb, 4>(
        {0x1571b4ae8ac47f71, 0x221208ac9df506c6, 0x6f547fa90abfe4c4, 0xe4437ed6010e8828});

    /// a * b / 2^384, rounded to the nearest.
    [[nodiscard]] static constexpr Scalar multiply_fraction(const Number& a, const Number& b)
    {
        const auto product = limbs::multiply_full(a, b);
        constexpr auto kDropped = 384 / kLimbBits;
        Number quotient{};
        for (std::size_t i = 0; i + kDropped < product.size(); ++i)
            quotient[i] = product[i + kDropped];
        const Number rounding{static_cast<Limb>(product[kDropped - 1] >> (kLimbBits - 1))};
        add_in_place(quotient, rounding);
        return Scalar::from_reduced(quotient);
    }

    /// Digits of `scalar`, which is a number or the negative of a number below 2^128.
    [[nodiscard]] static constexpr HalfDigits half_digits(const Scalar& scalar, unsigned width)
    {
        auto number = scalar.number();
        bool negative = false;
        for (std::size_t i = kHalfBits / kLimbBits; i < number.size(); ++i)
            negative = negative || number[i] != 0;
        if (negative) number = (-scalar).number();
        Half half{};
        for (std::size_t i = 0; i < half.size(); ++i)
            half[i] = number[i];
        return HalfDigits(half, width, negative);
    }

    struct Split {
        HalfDigits low;
        HalfDigits high;
    };

    /// k = low + high * lambda with both at most 128 bits and a sign (Guide to ECC,
    /// algorithm 3.74).
    [[nodiscard]] static constexpr Split split(const Scalar& k, unsigned width)
    {
        const auto number = k.number();
        const auto c1 = multiply_fraction(number, kB2Fraction);
        const auto c2 = multiply_fraction(number, kNegatedB1Fraction);
        const auto high = c1 * kNegatedB1 + c2 * kNegatedB2;
        return {half_digits(k - high * kLambda, width), half_digits(high, width)};
    }

    template <typename Entry, std::size_t Size>
    [[nodiscard]] static constexpr std::array<Entry, Size> endomorphism(
        std::array<Entry, Size> table)
    {
        for (auto& entry : table)
            entry.x *= kBeta;
        return table;
    }

    static constexpr auto kGeneratorTable =
        all_affine(odd_multiples<kGeneratorWidth>(Point(kGenerator)));
    static constexpr auto kEndomorphicGeneratorTable = endomorphism(kGeneratorTable);
};

}  // namespace archi::crypto
