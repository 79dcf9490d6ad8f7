#pragma once
// BN254: parameters, subgroup test, pairing. Source: EIP-197; Barreto, Naehrig 2005; Vercauteren
// 2010.

#include "crypto/pairing.hpp"

namespace archi::crypto::bn254 {

struct Prime {
    static constexpr std::array<std::uint64_t, 4> kModulus = {
        0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029};
};

using Fp = PrimeField<Prime>;
using Fp2 = crypto::Fp2<Fp, 9>;

}  // namespace archi::crypto::bn254

namespace archi::crypto {

template <>
struct Frobenius<bn254::Fp2> {
    static constexpr bn254::Fp2 kConstant = {
        bn254::Fp::from_words(
            {0xd60b35dadcc9e470, 0x5c521e08292f2176, 0xe8b99fdd76e68b60, 0x1284b71c2865a7df}),
        bn254::Fp::from_words(
            {0xca5cf05f80f362ac, 0x747992778eeec7e5, 0xa6327cfe12150b8e, 0x246996f3b4fae7e6})};
};

}  // namespace archi::crypto

namespace archi::crypto::bn254 {

using Fp12 = crypto::Fp12<Fp6<Fp2>>;
using G1 = JacobianPoint<Fp>;
using G2 = JacobianPoint<Fp2>;

/// The curve's parameter: p and r are polynomials in it.
inline constexpr std::uint64_t kX = 4965661367192848881;

/// y^2 = x^3 + b; the D twist has b / xi.
inline constexpr Fp kB = Fp::from_integer(3);

/// Whether `point`, which lies on the twist, has an order that divides r. The Frobenius
/// endomorphism F of the twist satisfies F^2 - tF + p = 0. Where F is multiplication by t - 1 =
/// 6x^2, p + 1 - t = r annihilates the point; on the subgroup of order r that is what F is.
[[nodiscard]] bool is_in_subgroup(const AffinePoint<Fp2>& point);

/// f ^ ((p^6 - 1) * (p^2 + 1)), which lies in the cyclotomic subgroup.
[[nodiscard]] Fp12 to_cyclotomic(const Fp12& f);

/// Whether the product of the pairings of all pairs is one.
[[nodiscard]] bool product_is_one(std::vector<MillerPair<Fp12, Twist::kD>>& pairs);

}  // namespace archi::crypto::bn254
