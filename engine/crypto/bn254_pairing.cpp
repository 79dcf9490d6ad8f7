#include "crypto/bn254_curve.hpp"

namespace archi::crypto::bn254 {

namespace {

// 6x^2 = t - 1, and the loop length 6x + 2 of the optimal ate pairing.
constexpr auto kTraceLessOne = to_limbs<limbs::Native, 2>({0xf83e9682e87cfd46, 0x6f4d8248eeb859fb});
constexpr auto kLoop = to_limbs<limbs::Native, 2>({0x9d797039be763ba8, 1});
static_assert(kLoop[0] == static_cast<limbs::Native>(6 * kX + 2));
constexpr SignedDigits kLoopDigits(kLoop, 2);

/// f ^ ((p^4 - p^2 + 1) / r): Scott, Benger, Charlemagne, Perez, Kachisa 2009, section 5.
Fp12 hard_exponentiation(const Fp12& f)
{
    const auto fx = f.cyclotomic_power(kX);
    const auto fxx = fx.cyclotomic_power(kX);
    const auto fxxx = fxx.cyclotomic_power(kX);
    const auto fp = f.frobenius();
    const auto fpp = fp.frobenius();

    // The result is y0 * y1^2 * y2^6 * y3^12 * y4^18 * y5^30 * y6^36.
    const auto y0 = fp * fpp * fpp.frobenius();
    const auto y1 = f.conjugate();
    const auto y2 = fxx.frobenius().frobenius();
    const auto y3 = fx.frobenius().conjugate();
    const auto y4 = (fx * fxx.frobenius()).conjugate();
    const auto y5 = fxx.conjugate();
    const auto y6 = (fxxx * fxxx.frobenius()).conjugate();

    auto t0 = y6.cyclotomic_square() * y4 * y5;
    auto t1 = y3 * y5 * t0;
    t0 *= y2;
    t1 = (t1.cyclotomic_square() * t0).cyclotomic_square();
    t0 = t1 * y1;
    t1 *= y0;
    return t0.cyclotomic_square() * t1;
}

}  // namespace

bool is_in_subgroup(const AffinePoint<Fp2>& point)
{
    return G2(twist_frobenius<Twist::kD>(point)).equals(multiply(G2(point), kTraceLessOne));
}

Fp12 to_cyclotomic(const Fp12& f)
{
    return easy_exponentiation(f);
}

bool product_is_one(std::vector<MillerPair<Fp12, Twist::kD>>& pairs)
{
    auto f = miller_loop(pairs, kLoopDigits);
    for (auto& pair : pairs) {
        const auto once = twist_frobenius<Twist::kD>(pair.q());
        pair.add_step(f, once);
        pair.add_step(f, -twist_frobenius<Twist::kD>(once));
    }
    return hard_exponentiation(to_cyclotomic(f)) == Fp12::one();
}

}  // namespace archi::crypto::bn254
