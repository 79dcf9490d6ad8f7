// From field elements to points of the subgroups (RFC 9380, sections 6.6.3, 7 and 8.8).

#include "crypto/bls12_381_isogeny.hpp"

namespace archi::crypto::bls12_381 {

namespace {

/// y^2 = x^3 + a*x + b, isogenous to the wanted curve, and a z that suits it (RFC 9380,
/// section 8.8).
template <typename Field>
struct IsogenousCurve {
    Field a;
    Field b;
    Field z;
};

constexpr IsogenousCurve<Fp> kIsogenousCurve = {
    Fp::from_words({0x5cf428082d584c1d, 0x98936f8da0e0f97f, 0xd8e8981aefd881ac, 0xb0ea985383ee66a8,
                    0x3d693a02c96d4982, 0x00144698a3b8e943}),
    Fp::from_words({0xd1cc48e98e172be0, 0x5a23215a316ceaa5, 0xa0b9c14fcef35ef5, 0x2016c1f0f24f4070,
                    0x018b12e8753eee3b, 0x12e2908d11688030}),
    Fp::from_integer(11)};

constexpr IsogenousCurve<Fp2> kIsogenousTwist = {{Fp{}, Fp::from_integer(240)},
                                                 {Fp::from_integer(1012), Fp::from_integer(1012)},
                                                 {-Fp::from_integer(2), -Fp::one()}};

/// RFC 9380, section 4.1: the sign of an element.
bool is_negative(const Fp& element)
{
    return element.is_odd();
}
bool is_negative(const Fp2& element)
{
    return element.real.is_zero() ? element.imaginary.is_odd() : element.real.is_odd();
}

std::optional<Fp> square_root(const Fp& element)
{
    return element.square_root();
}

/// The complex method: with the norm's root n, the real part of the root is the root of (real +- n)
/// / 2.
std::optional<Fp2> square_root(const Fp2& element)
{
    if (element.imaginary.is_zero()) {
        if (const auto root = element.real.square_root()) return Fp2{*root, {}};
        return Fp2{{}, *(-element.real).square_root()};  // one of x and -x is a square
    }
    const auto norm = (element.real.square() + element.imaginary.square()).square_root();
    if (!norm) return std::nullopt;
    auto real = (element.real + *norm).halved().square_root();
    if (!real) real = (element.real - *norm).halved().square_root();
    if (!real) return std::nullopt;
    return Fp2{*real, element.imaginary * real->doubled().inverse()};
}

/// The simplified Shallue-van de Woestijne-Ulas map (RFC 9380, section 6.6.2).
template <typename Field>
AffinePoint<Field> simplified_swu(const IsogenousCurve<Field>& curve, const Field& u)
{
    const auto zu2 = curve.z * u.square();
    const auto denominator = zu2.square() + zu2;
    auto x = denominator.is_zero()
                 ? curve.b * (curve.z * curve.a).inverse()
                 : -(curve.b * curve.a.inverse()) * (Field::one() + denominator.inverse());
    const auto right_side = [&] { return (x.square() + curve.a) * x + curve.b; };
    auto y = square_root(right_side());
    if (!y) {
        x = zu2 * x;
        y = square_root(right_side());  // one of the two is a square, by the choice of z
    }
    return {x, is_negative(u) == is_negative(*y) ? *y : -*y, false};
}

template <typename Field, std::size_t N>
Field evaluate(const std::array<Field, N>& polynomial, const Field& x)
{
    Field sum{};
    for (std::size_t i = N; i-- > 0;)
        sum = sum * x + polynomial[i];
    return sum;
}

/// The point (xn / xd, y * yn / yd) in Jacobian coordinates with z = xd * yd; infinity for the
/// kernel.
template <typename Field>
JacobianPoint<Field> from_fractions(const Field& xn, const Field& xd, const Field& yn,
                                    const Field& yd)
{
    const auto z = xd * yd;
    if (z.is_zero()) return {};
    const auto zz = z.square();
    return {xn * yd * z, yn * xd * zz, z};
}

}  // namespace

G1 map_to_g1(const Fp& element)
{
    const auto [x, y, _] = simplified_swu(kIsogenousCurve, element);
    const auto point =
        from_fractions(evaluate(kIsogenyXNumerator, x), evaluate(kIsogenyXDenominator, x),
                       y * evaluate(kIsogenyYNumerator, x), evaluate(kIsogenyYDenominator, x));
    // The effective cofactor is 1 - x (section 8.8.1).
    return times_minus_x(point) + point;
}

G2 map_to_g2(const Fp2& element)
{
    const auto [x, y, _] = simplified_swu(kIsogenousTwist, element);
    const auto point = from_fractions(
        evaluate(kTwistIsogenyXNumerator, x), evaluate(kTwistIsogenyXDenominator, x),
        y * evaluate(kTwistIsogenyYNumerator, x), evaluate(kTwistIsogenyYDenominator, x));
    // The effective cofactor of section 8.8.2 is (x^2 - x - 1) + (x - 1) F + 2 F^2 with the
    // Frobenius endomorphism F (Budroni, Pintore 2017): [x](xP + FP) - xP - P - FP + F^2(2P).
    const auto frobenius = [](const G2& p) { return G2(twist_frobenius<Twist::kM>(p.affine())); };
    const auto xp = -times_minus_x(point);
    const auto fp = frobenius(point);
    return -times_minus_x(xp + fp) + -xp + -point + -fp + frobenius(frobenius(point.doubled()));
}

}  // namespace archi::crypto::bls12_381
