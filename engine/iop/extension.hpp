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
#include <cstddef>
#include <cstdint>
#include <utility>

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
        if constexpr (degree == 6 && ExtensionModulus<Base, degree>::kTaps[3] == -1) {
            return cyclotomic_product(a, b);
        } else {
            std::array<Extension, degree> shifted{b};  // b x^i
            for (unsigned i = 1; i < degree; ++i)
                shifted[i] = shifted[i - 1].times_x();
            Extension out;
            for (unsigned j = 0; j < degree; ++j) {
                std::uint64_t sum = 0;
                for (unsigned i = 0; i < degree; ++i) {
                    if (i == 4) sum = Base::fold(sum);
                    sum += Base::product(a.coefficients_[i], shifted[i].coefficients_[j]);
                }
                out.coefficients_[j] = Base::reduce(sum);
            }
            return out;
        }
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
        return [&]<std::size_t... i>(std::index_sequence<i...>) {
            return Extension(Coefficients{shifted<i>()...});
        }(std::make_index_sequence<degree>{});
    }

private:
    /// Modulo x^6 + x^3 + 1, by Karatsuba over y = x^3: with a = a0 + a1 y and y^2 = -y - 1,
    ///   ab = (a0 b0 - a1 b1) + (a0 b0 - (a0 - a1)(b0 - b1)) y,
    /// in which the products of degree 3 and 4 in x carry a y into the other half. Differences
    /// take the negated factor, so that sums stay sums of products: 27 of them, six reductions.
    static constexpr Extension cyclotomic_product(const Extension& a, const Extension& b)
    {
        const auto& [a0, a1, a2, a3, a4, a5] = a.coefficients_;
        const auto& [b0, b1, b2, b3, b4, b5] = b.coefficients_;
        const Base n1 = -a1, n2 = -a2, n3 = -a3, n4 = -a4, n5 = -a5;
        const Base c0 = a0 - a3, c1 = a1 - a4, c2 = a2 - a5;
        const Base d1 = b1 - b4, d2 = b2 - b5;
        const Base e0 = b3 - b0, e1 = -d1, e2 = -d2;
        constexpr auto kProduct = Base::product;
        // Coefficients of a0 b0 (low), -a1 b1 (high) and (a0 - a1)(b0 - b1) (cross).
        const auto low0 = kProduct(a0, b0);
        const auto low1 = kProduct(a0, b1) + kProduct(a1, b0);
        const auto low2 = kProduct(a0, b2) + kProduct(a1, b1) + kProduct(a2, b0);
        const auto minus_low3 = kProduct(n1, b2) + kProduct(n2, b1);
        const auto minus_low4 = kProduct(n2, b2);
        const auto high0 = kProduct(n3, b3);
        const auto high1 = kProduct(n3, b4) + kProduct(n4, b3);
        const auto high3 = kProduct(n4, b5) + kProduct(n5, b4);
        const auto high4 = kProduct(n5, b5);
        const auto minus_cross0 = kProduct(c0, e0);
        const auto minus_cross1 = kProduct(c0, e1) + kProduct(c1, e0);
        const auto cross3 = kProduct(c1, d2) + kProduct(c2, d1);
        const auto cross4 = kProduct(c2, d2);
        return Extension(Coefficients{
            Base::reduce(Base::fold(low0 + high0 + cross3) + minus_low3),
            Base::reduce(Base::fold(low1 + minus_low4 + cross4) + high1),
            Base::reduce(Base::fold(low2 + kProduct(n3, b5)) + kProduct(n4, b4) + kProduct(n5, b3)),
            Base::reduce(Base::fold(low0 + minus_cross0 + cross3) + high3),
            Base::reduce(Base::fold(low1 + high4 + cross4) + minus_cross1),
            Base::reduce(Base::fold(low2 + kProduct(c0, e2)) + kProduct(c1, e1) +
                         kProduct(c2, e0))});
    }

    /// The coefficient of x^i in x times this.
    template <std::size_t i>
    [[nodiscard]] constexpr Base shifted() const
    {
        constexpr int kTap = ExtensionModulus<Base, degree>::kTaps[i];
        const auto lead = coefficients_[degree - 1];
        const auto lower = i == 0 ? Base{} : coefficients_[i == 0 ? 0 : i - 1];
        if constexpr (kTap == 0) return lower;
        if constexpr (kTap == 1) return lower + lead;
        if constexpr (kTap == -1) return lower - lead;
        if constexpr (kTap > 1) return lower + lead * Base(static_cast<std::uint32_t>(kTap));
    }

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
