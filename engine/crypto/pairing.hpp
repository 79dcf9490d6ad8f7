#pragma once
// What the pairings of BN254 and BLS12-381 share: the Miller loop over several pairs at once.
// The lines come scaled by factors in proper subfields of Fp12, which the final exponentiation
// removes.

#include <vector>

#include "crypto/fp12.hpp"
#include "crypto/weierstrass.hpp"

namespace archi::crypto {

/// How points of the twist E' go to E: D takes (x, y) to (x * w^2, y * w^3), M to (x / w^2, y /
/// w^3).
enum class Twist : std::uint8_t { kD, kM };

/// One argument pair of a pairing while the Miller loop runs. Neither point may be infinity.
template <typename Fp12, Twist kTwist>
class MillerPair {
public:
    using Fp2 = typename Fp12::Fp2;
    using Fp = typename Fp2::Base;

    MillerPair(const AffinePoint<Fp>& p, const AffinePoint<Fp2>& q) : p_(p), q_(q), t_(q) {}

    [[nodiscard]] const AffinePoint<Fp2>& q() const { return q_; }

    /// t = 2t; multiplies f by the tangent in t, at p.
    void double_step(Fp12& f)
    {
        const auto zz = t_.z.square();
        const auto xx = t_.x.square();
        const auto yy = t_.y.square();
        const auto slope = xx.doubled() + xx;  // over 2 * y * z
        const auto c = slope * t_.x - yy.doubled();
        t_ = t_.doubled();
        multiply_line(f, t_.z * zz, -(slope * zz), c);
    }

    /// t = t + q; multiplies f by the line through both, at p. Requires q != t and q != -t.
    void add_step(Fp12& f, const AffinePoint<Fp2>& q)
    {
        const auto zz = t_.z.square();
        const auto h = q.x * zz - t_.x;
        const auto r = q.y * t_.z * zz - t_.y;  // the slope over z * h
        const auto hh = h.square();
        const auto hhh = h * hh;
        const auto v = t_.x * hh;
        const auto x = r.square() - hhh - v.doubled();
        t_ = {x, r * (v - x) - t_.y * hhh, t_.z * h};
        multiply_line(f, t_.z, -r, r * q.x - t_.z * q.y);
    }

private:
    // The line is a * y(p) + b * x(p) * w + c * w^3 for D; M has the same times w^3 after inverting
    // w.
    void multiply_line(Fp12& f, const Fp2& a, const Fp2& b, const Fp2& c) const
    {
        if constexpr (kTwist == Twist::kD)
            f = f.times_line_below(a * p_.y, b * p_.x, c);
        else
            f = f.times_line_above(a * p_.y, b * p_.x, c);
    }

    AffinePoint<Fp> p_;
    AffinePoint<Fp2> q_;
    JacobianPoint<Fp2> t_;
};

/// f_{s,q}(p) multiplied over all pairs, where s is given by its signed binary digits, the most
/// significant of which must be 1.
template <typename Fp12, Twist kTwist, std::size_t N>
[[nodiscard]] Fp12 miller_loop(std::vector<MillerPair<Fp12, kTwist>>& pairs,
                               const SignedDigits<limbs::Native, N>& s)
{
    auto f = Fp12::one();
    for (std::size_t i = s.count - 1; i-- > 0;) {
        f = f.square();
        for (auto& pair : pairs) {
            pair.double_step(f);
            if (s.digits[i] != 0) pair.add_step(f, s.digits[i] > 0 ? pair.q() : -pair.q());
        }
    }
    return f;
}

/// The endomorphism of the twist that x -> x^p on E becomes.
template <Twist kTwist, typename Fp2>
[[nodiscard]] constexpr AffinePoint<Fp2> twist_frobenius(const AffinePoint<Fp2>& point)
{
    constexpr auto kConstant =
        kTwist == Twist::kD ? Frobenius<Fp2>::kConstant : Frobenius<Fp2>::kConstant.inverse();
    constexpr auto kSquared = kConstant.square();
    constexpr auto kCubed = kSquared * kConstant;
    return {point.x.conjugate() * kSquared, point.y.conjugate() * kCubed, point.is_infinity};
}

/// f ^ ((p^6 - 1) * (p^2 + 1)): the easy part of the final exponentiation of curves with embedding
/// degree 12. The result lies in the cyclotomic subgroup.
template <typename Fp12>
[[nodiscard]] constexpr Fp12 easy_exponentiation(const Fp12& f)
{
    const auto once = f.conjugate() * f.inverse();
    return once.frobenius().frobenius() * once;
}

}  // namespace archi::crypto
