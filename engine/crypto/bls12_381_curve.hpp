#pragma once
// BLS12-381: parameters, subgroup tests, pairing, maps to the curve.
// Source: draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1; RFC 9380.

#include "crypto/pairing.hpp"

namespace archi::crypto::bls12_381 {

struct Prime {
    static constexpr std::array<std::uint64_t, 6> kModulus = {
        0xb9feffffffffaaab, 0x1eabfffeb153ffff, 0x6730d2a0f6b0f624,
        0x64774b84f38512bf, 0x4b1ba7b6434bacd7, 0x1a0111ea397fe69a};
};

using Fp = PrimeField<Prime>;
using Fp2 = crypto::Fp2<Fp, 1>;

}  // namespace archi::crypto::bls12_381

namespace archi::crypto {

template <>
struct Frobenius<bls12_381::Fp2> {
    static constexpr bls12_381::Fp2 kConstant = {
        bls12_381::Fp::from_words({0x8d0775ed92235fb8, 0xf67ea53d63e7813d, 0x7b2443d784bab9c4,
                                   0x0fd603fd3cbd5f4f, 0xc231beb4202c0d1f, 0x1904d3bf02bb0667}),
        bls12_381::Fp::from_words({0x2cf78a126ddc4af3, 0x282d5ac14d6c7ec2, 0xec0c8ec971f63c5f,
                                   0x54a14787b6c7b36f, 0x88e9e902231f9fb8, 0x00fc3e2b36c4e032})};
};

}  // namespace archi::crypto

namespace archi::crypto::bls12_381 {

using Fp12 = crypto::Fp12<Fp6<Fp2>>;
using G1 = JacobianPoint<Fp>;
using G2 = JacobianPoint<Fp2>;
using Pair = MillerPair<Fp12, Twist::kM>;

/// The curve's parameter is x = -kMinusX: p and r are polynomials in it.
inline constexpr std::uint64_t kMinusX = 0xd201000000010000;

/// y^2 = x^3 + b; the M twist has b * xi.
inline constexpr Fp kB = Fp::from_integer(4);
inline constexpr Fp2 kTwistB = Fp2{kB, {}}.times_xi();

/// kMinusX * point.
template <typename Point>
[[nodiscard]] constexpr Point times_minus_x(const Point& point)
{
    return multiply(point, to_limbs<limbs::Native, 1>({kMinusX}));
}

/// Whether a point of the curve has an order that divides r (Scott 2021).
[[nodiscard]] bool is_in_subgroup(const AffinePoint<Fp>& point);
/// The same for a point of the twist.
[[nodiscard]] bool is_in_subgroup(const AffinePoint<Fp2>& point);

/// Whether the product of the pairings of all pairs is one.
[[nodiscard]] bool product_is_one(std::vector<Pair>& pairs);

/// map_to_curve and clear_cofactor of the suites BLS12381G1_XMD:SHA-256_SSWU_RO_ and
/// BLS12381G2_XMD:SHA-256_SSWU_RO_ (RFC 9380, section 8.8).
[[nodiscard]] G1 map_to_g1(const Fp& element);
[[nodiscard]] G2 map_to_g2(const Fp2& element);

}  // namespace archi::crypto::bls12_381
