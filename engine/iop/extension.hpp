#pragma once
// Extensions of degree 4, 5 and 6 of the 31-bit fields: polynomials in x modulo an irreducible one.
//
// Why the moduli are irreducible. Lidl and Niederreiter, "Finite Fields", theorem 3.75: x^n - a is
// irreducible over F_q exactly if every prime factor of n divides the order of a in F_q*, none
// divides (q - 1) / order, and q = 1 mod 4 where 4 divides n.
//   KoalaBear  x^4 - 3           3 generates F_p*, p = 1 mod 4.
//              x^5 + x^2 - 1     No theorem: Rabin's test, in tests/vectors/field_vectors.py, and
//                                below: x^(p^5) = x, while x^p differs from x.
//              x^6 + x^3 + 1     The ninth cyclotomic polynomial; p = 2 mod 9 generates (Z/9)*.
//   BabyBear   x^4 - 11          11 is no square, p = 1 mod 4.
//              x^5 - 2           2 is no fifth power, 5 divides p - 1.
//              x^6 - 31          31 generates F_p*, 2 and 3 divide p - 1.
// The script runs Rabin's test on all six.

#include <array>
#include <cstdint>

#include "iop/extension_product.hpp"
#include "iop/prime_field.hpp"

namespace archi::iop {

/// kTaps: x^degree as a polynomial of lower degree, lowest coefficient first.
template <typename Base, unsigned degree>
struct ExtensionModulus;

template <>
struct ExtensionModulus<KoalaBear, 4> {
    static constexpr std::array<int, 4> kTaps{3};
};
template <>
struct ExtensionModulus<KoalaBear, 5> {
    static constexpr std::array<int, 5> kTaps{1, 0, -1};
};
template <>
struct ExtensionModulus<KoalaBear, 6> {
    static constexpr std::array<int, 6> kTaps{-1, 0, 0, -1};
};
template <>
struct ExtensionModulus<BabyBear, 4> {
    static constexpr std::array<int, 4> kTaps{11};
};
template <>
struct ExtensionModulus<BabyBear, 5> {
    static constexpr std::array<int, 5> kTaps{2};
};
template <>
struct ExtensionModulus<BabyBear, 6> {
    static constexpr std::array<int, 6> kTaps{31};
};

/// An element of the extension of `Field` of that degree.
template <typename Field, unsigned degree>
class Extension {
public:
    using Base = Field;
    using Modulus = ExtensionModulus<Base, degree>;
    using Coefficients = std::array<Base, degree>;
    static constexpr unsigned kDegree = degree;

    constexpr Extension() = default;
    constexpr Extension(Base base) : coefficients_{base} {}
    /// Lowest first.
    constexpr explicit Extension(const Coefficients& coefficients) : coefficients_(coefficients) {}

    [[nodiscard]] static constexpr Extension one() { return Base::one(); }

    /// Of x^i.
    [[nodiscard]] constexpr Base coefficient(unsigned i) const { return coefficients_[i]; }
    [[nodiscard]] constexpr const Coefficients& coefficients() const { return coefficients_; }

    constexpr bool operator==(const Extension&) const = default;

    constexpr Extension& operator+=(const Extension& other)
    {
        for (unsigned i = 0; i < degree; ++i)
            coefficients_[i] += other.coefficients_[i];
        return *this;
    }
    constexpr Extension& operator-=(const Extension& other)
    {
        for (unsigned i = 0; i < degree; ++i)
            coefficients_[i] -= other.coefficients_[i];
        return *this;
    }
    constexpr Extension& operator*=(const Extension& other) { return *this = *this * other; }
    constexpr Extension& operator+=(Base other)
    {
        coefficients_[0] += other;
        return *this;
    }
    constexpr Extension& operator-=(Base other)
    {
        coefficients_[0] -= other;
        return *this;
    }
    constexpr Extension& operator*=(Base other)
    {
        for (auto& coefficient : coefficients_)
            coefficient *= other;
        return *this;
    }

    [[nodiscard]] constexpr Extension operator-() const { return Extension{} - *this; }
    friend constexpr Extension operator+(Extension a, const Extension& b) { return a += b; }
    friend constexpr Extension operator-(Extension a, const Extension& b) { return a -= b; }
    friend constexpr Extension operator+(Extension a, Base b) { return a += b; }
    friend constexpr Extension operator-(Extension a, Base b) { return a -= b; }
    friend constexpr Extension operator*(Extension a, Base b) { return a *= b; }
    friend constexpr Extension operator+(Base a, Extension b) { return b += a; }
    friend constexpr Extension operator-(Base a, const Extension& b) { return Extension(a) - b; }
    friend constexpr Extension operator*(Base a, Extension b) { return b *= a; }

    friend constexpr Extension operator*(const Extension& a, const Extension& b)
    {
        return Extension(multiply_polynomials<Modulus>(a.coefficients_, b.coefficients_));
    }

    [[nodiscard]] constexpr Extension power(std::uint64_t exponent) const
    {
        auto result = one();
        for (auto square = *this; exponent != 0; exponent >>= 1) {
            if ((exponent & 1) != 0) result *= square;
            if (exponent != 1) square *= square;
        }
        return result;
    }

    /// The p-th power, which is linear over the base field.
    [[nodiscard]] constexpr Extension frobenius() const;

    /// Zero for zero. By the norm: a^-1 = a^(p + ... + p^(degree - 1)) / a^(1 + p + ...).
    [[nodiscard]] constexpr Extension inverse() const
    {
        auto conjugates = frobenius();
        for (unsigned i = 2; i < degree; ++i)
            conjugates = (conjugates * *this).frobenius();
        return conjugates * (conjugates * *this).coefficients_[0].inverse();
    }

    /// This element times x.
    [[nodiscard]] constexpr Extension times_x() const
    {
        return Extension(iop::times_x<Modulus>(coefficients_));
    }

private:
    Coefficients coefficients_{};
};

/// x^(p * i), by i.
template <typename Base, unsigned degree>
inline constexpr std::array<Extension<Base, degree>, degree> kFrobeniusImages = [] {
    using E = Extension<Base, degree>;
    std::array<E, degree> images{E::one()};
    images[1] = E::one().times_x().power(Base::kModulus);
    for (unsigned i = 2; i < degree; ++i)
        images[i] = images[i - 1] * images[1];
    return images;
}();

template <typename Field, unsigned degree>
constexpr auto Extension<Field, degree>::frobenius() const -> Extension
{
    Extension out = coefficients_[0];
    for (unsigned i = 1; i < degree; ++i)
        out += kFrobeniusImages<Base, degree>[i] * coefficients_[i];
    return out;
}

}  // namespace archi::iop
