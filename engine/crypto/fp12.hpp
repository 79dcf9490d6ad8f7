#pragma once
// The extension Fp6[w] / (w^2 - v), where pairings take their values.

#include "crypto/fp6.hpp"

namespace archi::crypto {

/// Each curve says here what xi ^ ((p - 1) / 6) is, as kConstant: w^p is this times w.
template <typename Fp2>
struct Frobenius;

/// c0 + c1 * w.
template <typename Fp6Field>
struct Fp12 {
    using Fp6 = Fp6Field;
    using Fp2 = typename Fp6::Fp2;

    Fp6 c0{};
    Fp6 c1{};

    [[nodiscard]] static constexpr Fp12 one() { return {Fp6::one(), {}}; }

    constexpr bool operator==(const Fp12&) const = default;

    [[nodiscard]] constexpr Fp12 operator*(const Fp12& other) const
    {
        const auto t0 = c0 * other.c0;
        const auto t1 = c1 * other.c1;
        return {t0 + t1.times_v(), (c0 + c1) * (other.c0 + other.c1) - t0 - t1};
    }
    constexpr Fp12& operator*=(const Fp12& other) { return *this = *this * other; }

    [[nodiscard]] constexpr Fp12 square() const
    {
        const auto product = c0 * c1;
        return {(c0 + c1) * (c0 + c1.times_v()) - product - product.times_v(), product + product};
    }

    /// The image under x -> x^(p^6); the inverse of elements whose norm to Fp6 is one.
    [[nodiscard]] constexpr Fp12 conjugate() const { return {c0, -c1}; }

    [[nodiscard]] constexpr Fp12 inverse() const
    {
        const auto norm = (c0.square() - c1.square().times_v()).inverse();
        return {c0 * norm, -(c1 * norm)};
    }

    /// This element times a + (b + c * v) * w.
    [[nodiscard]] constexpr Fp12 times_line_below(const Fp2& a, const Fp2& b, const Fp2& c) const
    {
        const auto t0 = c0 * a;
        const auto t1 = c1.times_linear(b, c);
        return {t0 + t1.times_v(), (c0 + c1).times_linear(a + b, c) - t0 - t1};
    }

    /// This element times c + b * v + a * v * w.
    [[nodiscard]] constexpr Fp12 times_line_above(const Fp2& a, const Fp2& b, const Fp2& c) const
    {
        const auto t0 = c0.times_linear(c, b);
        const auto t1 = (c1 * a).times_v();
        return {t0 + t1.times_v(), (c0 + c1).times_linear(c, a + b) - t0 - t1};
    }

    /// The image under x -> x^p: the coefficient of w^i is conjugated and multiplied by w^(i * (p -
    /// 1)).
    [[nodiscard]] constexpr Fp12 frobenius() const
    {
        return {{c0.c0.conjugate(), c0.c1.conjugate() * kFrobenius[2],
                 c0.c2.conjugate() * kFrobenius[4]},
                {c1.c0.conjugate() * kFrobenius[1], c1.c1.conjugate() * kFrobenius[3],
                 c1.c2.conjugate() * kFrobenius[5]}};
    }

    /// The square of an element of the cyclotomic subgroup (Granger, Scott 2010, section 3.2).
    [[nodiscard]] constexpr Fp12 cyclotomic_square() const
    {
        const auto [a0, a1] = square_fp4(c0.c0, c1.c1);
        const auto [b0, b1] = square_fp4(c1.c0, c0.c2);
        const auto [d0, d1] = square_fp4(c0.c1, c1.c2);
        return {{minus_twice(a0, c0.c0), minus_twice(b0, c0.c1), minus_twice(d0, c0.c2)},
                {plus_twice(d1.times_xi(), c1.c0), plus_twice(a1, c1.c1), plus_twice(b1, c1.c2)}};
    }

    /// A power of an element of the cyclotomic subgroup.
    [[nodiscard]] constexpr Fp12 cyclotomic_power(std::uint64_t exponent) const
    {
        auto result = one();
        for (unsigned i = 64; i-- > 0;) {
            result = result.cyclotomic_square();
            if (((exponent >> i) & 1) != 0) result *= *this;
        }
        return result;
    }

private:
    struct Fp4 {
        Fp2 low;
        Fp2 high;
    };

    /// (a + b * y)^2 where y^2 = xi.
    [[nodiscard]] static constexpr Fp4 square_fp4(const Fp2& a, const Fp2& b)
    {
        const auto aa = a.square();
        const auto bb = b.square();
        return {aa + bb.times_xi(), (a + b).square() - aa - bb};
    }

    /// 3 * t - 2 * z and 3 * t + 2 * z.
    [[nodiscard]] static constexpr Fp2 minus_twice(const Fp2& t, const Fp2& z)
    {
        return (t - z).doubled() + t;
    }
    [[nodiscard]] static constexpr Fp2 plus_twice(const Fp2& t, const Fp2& z)
    {
        return (t + z).doubled() + t;
    }

    [[nodiscard]] static constexpr std::array<Fp2, 6> frobenius_table()
    {
        std::array<Fp2, 6> table{Fp2::one()};
        for (std::size_t i = 1; i < table.size(); ++i)
            table[i] = table[i - 1] * Frobenius<Fp2>::kConstant;
        return table;
    }

    static constexpr std::array<Fp2, 6> kFrobenius = frobenius_table();
};

}  // namespace archi::crypto
