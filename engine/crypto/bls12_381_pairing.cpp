#include "crypto/bls12_381_curve.hpp"

namespace archi::crypto::bls12_381 {

namespace {

constexpr SignedDigits kLoopDigits(to_limbs<limbs::Native, 1>({kMinusX}), 2);

// The cube root of one for which (beta * x, y) is -x^2 times a point (x, y) of the subgroup.
constexpr Fp kBeta = Fp::from_words({0x2e01fffffffefffe, 0xde17d813620a0002, 0xddb3a93be6f89688,
                                     0xba69c6076a0f77ea, 0x5f19672fdf76ce51, 0x0000000000000000});

/// f ^ x, where x is negative.
Fp12 power_of_x(const Fp12& f)
{
    return f.cyclotomic_power(kMinusX).conjugate();
}

/// f ^ (3 * (p^4 - p^2 + 1) / r), where the exponent is (x - 1)^2 * (x + p) * (x^2 + p^2 - 1) + 3
/// (Hayashida, Hayasaka, Teruya 2020). The factor 3 keeps what is one apart from what is not.
Fp12 hard_exponentiation(const Fp12& f)
{
    const auto a = power_of_x(f) * f.conjugate();
    const auto b = power_of_x(a) * a.conjugate();
    const auto c = power_of_x(b) * b.frobenius();
    const auto d = power_of_x(power_of_x(c)) * c.frobenius().frobenius() * c.conjugate();
    return d * f.cyclotomic_square() * f;
}

}  // namespace

// The endomorphism F(x, y) = (beta * x, y) satisfies F^2 + F + 1 = 0. Where F is multiplication by
// -x^2, x^4 - x^2 + 1 = r annihilates the point.
bool is_in_subgroup(const AffinePoint<Fp>& point)
{
    const AffinePoint<Fp> image{point.x * kBeta, point.y, point.is_infinity};
    return G1(image).equals(-times_minus_x(times_minus_x(G1(point))));
}

// The Frobenius endomorphism F of the twist satisfies F^2 - (x + 1) F + p = 0. Where F is
// multiplication by x, p - x = h * r annihilates the point, h being the cofactor of the curve,
// which shares no factor with that of the twist.
bool is_in_subgroup(const AffinePoint<Fp2>& point)
{
    return G2(twist_frobenius<Twist::kM>(point)).equals(-times_minus_x(G2(point)));
}

bool product_is_one(std::vector<Pair>& pairs)
{
    // The loop runs over -x: that inverts the pairing, which does not matter here.
    return hard_exponentiation(easy_exponentiation(miller_loop(pairs, kLoopDigits))) == Fp12::one();
}

}  // namespace archi::crypto::bls12_381
