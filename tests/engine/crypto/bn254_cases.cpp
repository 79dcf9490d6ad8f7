#include "crypto/bn254.hpp"

#include <string>

#include "base/hex.hpp"
#include "base/u256.hpp"
#include "cases/case.hpp"
#include "crypto/bn254_curve.hpp"
#include "sixth.hpp"

namespace archi::crypto::bn254 {

namespace {

const std::string kZero(64, '0');
const std::string kOne = std::string(63, '0') + "1";
const std::string kTwo = std::string(63, '0') + "2";
const std::string kP = "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47";
const std::string kR = "30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001";
const std::string kMinusTwo = "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd45";

const std::string kG1 = kOne + kTwo;
const std::string kMinusG1 = kOne + kMinusTwo;
const std::string kInfinity = kZero + kZero;
const std::string kTwiceG1 =
    "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
    "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4";

// The generator of G2 in EIP-197.
const std::string kG2 =
    "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
    "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
    "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
    "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";
const std::string kInfinity2 = kInfinity + kInfinity;

// On the twist, x = 1, but of an order that does not divide r.
const std::string kOutsideSubgroup =
    kZero + kOne +
    "0d1271953ed9ea0836846e70a1934187998c7f790cb4d7511b7f8da82de048a4"
    "2869111d5381f072f8e2728fdb825a51aadd70e52c9830e9ab4b871c0531f1bb";

std::string added(const std::string& points)
{
    const auto input = *hex::decode_lenient(points);
    const auto sum = add(bytes_view(input).first<128>());
    return sum ? hex::encode_plain(*sum) : "invalid";
}

std::string multiplied(const std::string& point, const std::string& number)
{
    const auto input = *hex::decode_lenient(point + number);
    const auto product = multiply(bytes_view(input).first<96>());
    return product ? hex::encode_plain(*product) : "invalid";
}

std::string paired(const std::string& pairs)
{
    const auto check = pairing_check(*hex::decode_lenient(pairs));
    return !check ? "invalid" : *check ? "one" : "other";
}

std::string text(const u256& number)
{
    return hex::encode_plain(number.to_be().bytes);
}

u256 random_number(cases::Context& context)
{
    return {context.random() >> 3, context.random(), context.random(), context.random()};
}

std::string encoded(const Fp2& element)
{
    std::array<std::uint8_t, 64> bytes{};
    element.imaginary.to_bytes(std::span(bytes).first<32>());
    element.real.to_bytes(std::span(bytes).last<32>());
    return hex::encode_plain(bytes);
}

AffinePoint<Fp2> g2_point(const std::string& point)
{
    const auto coordinate = [&](std::size_t index) {
        const auto bytes = *hex::decode_lenient(point.substr(64 * index, 64));
        return *Fp::from_bytes(bytes_view(bytes).first<32>());
    };
    return {{coordinate(1), coordinate(0)}, {coordinate(3), coordinate(2)}, false};
}

/// number * the generator of G2.
std::string multiple_of_g2(const u256& number)
{
    const auto point = crypto::multiply(G2(g2_point(kG2)), number.limbs()).affine();
    return encoded(point.x) + encoded(point.y);
}

}  // namespace

CASE(bn254, points_add)
{
    CHECK(added(kG1 + kG1) == kTwiceG1);
    CHECK(added(kG1 + kMinusG1) == kInfinity);
    CHECK(added(kG1 + kInfinity) == kG1);
    CHECK(added(kInfinity + kG1) == kG1);
    CHECK(added(kInfinity + kInfinity) == kInfinity);
    CHECK(added(kTwiceG1 + kMinusG1) == kG1);
}

CASE(bn254, points_multiply)
{
    CHECK(multiplied(kG1, kTwo) == kTwiceG1);
    CHECK(multiplied(kG1, kOne) == kG1);
    CHECK(multiplied(kG1, kZero) == kInfinity);
    CHECK(multiplied(kG1, kR) == kInfinity);
    CHECK(multiplied(kInfinity, kTwo) == kInfinity);
    // 2^256 - 1 is not reduced by the caller.
    CHECK(multiplied(kG1, std::string(64, 'f')) ==
          multiplied(kG1, text(u256::max() % u256::from_be(*hex::decode_lenient(kR)))));
}

CASE(bn254, multiples_add_up)
{
    for (int i = 0; i < 4; ++i) {
        const auto a = random_number(context);
        const auto b = random_number(context);
        CHECK(added(multiplied(kG1, text(a)) + multiplied(kG1, text(b))) ==
              multiplied(kG1, text(a + b)));
    }
}

CASE(bn254, points_off_the_curve_and_large_coordinates_are_invalid)
{
    CHECK(added(kOne + kOne + kG1) == "invalid");
    CHECK(added(kG1 + kOne + kOne) == "invalid");
    CHECK(added(kP + kZero + kG1) == "invalid");
    CHECK(added(kP + kP + kG1) == "invalid");
    CHECK(added(std::string(64, 'f') + kTwo + kG1) == "invalid");
    CHECK(multiplied(kZero + kOne, kZero) == "invalid");
    // 1 + p for 1.
    CHECK(multiplied(kP.substr(0, 63) + "8" + kTwo, kOne) == "invalid");
}

CASE(bn254, the_pairing_is_neither_constant_nor_changed_by_infinity)
{
    CHECK(paired("") == "one");
    CHECK(paired(kG1 + kG2) == "other");
    CHECK(paired(kInfinity + kG2) == "one");
    CHECK(paired(kG1 + kInfinity2) == "one");
    CHECK(paired(kInfinity + kInfinity2) == "one");
    CHECK(paired(kG1 + kG2 + kInfinity + kG2) == "other");
    CHECK(paired(kG1 + kG2 + kMinusG1 + kG2) == "one");
    CHECK(paired(kG1 + kG2 + kG1 + kG2) == "other");
}

CASE(bn254, the_pairing_is_bilinear)
{
    for (int i = 0; i < 2; ++i) {
        const auto a = random_number(context);
        const auto b = random_number(context);
        // e(aP, bQ) = e(bP, aQ) = e(abP, Q), the last by multiplying twice.
        const auto ab = multiplied(multiplied(kMinusG1, text(a)), text(b));
        const auto left = multiplied(kG1, text(a)) + multiple_of_g2(b);
        CHECK(paired(left + multiplied(kMinusG1, text(b)) + multiple_of_g2(a)) == "one");
        CHECK(paired(left + ab + kG2) == "one");
        CHECK(paired(left + ab + multiple_of_g2(2)) == "other");
        CHECK(paired(left + kG1 + kG2 + ab + kG2 + kMinusG1 + kG2) == "one");
    }
}

CASE(bn254, pairing_input_is_validated_even_beside_infinity)
{
    CHECK(paired("00") == "invalid");
    CHECK(paired(kG1 + kG2 + "00") == "invalid");
    CHECK(paired(kOne + kOne + kG2) == "invalid");
    CHECK(paired(kOne + kOne + kInfinity2) == "invalid");
    CHECK(paired(kInfinity + kOne + kOne + kOne + kOne) == "invalid");
    CHECK(paired(kG1 + kP + kZero + kZero + kZero) == "invalid");
}

CASE(bn254, points_of_the_twist_outside_the_subgroup_are_invalid)
{
    const auto outside = g2_point(kOutsideSubgroup);
    const auto twist_b = Fp2::xi().inverse() * Fp::from_integer(3);
    CHECK(is_on_curve<CoefficientA::kZero>(outside, twist_b));
    CHECK(!is_in_subgroup(outside));
    CHECK(is_in_subgroup(g2_point(kG2)));
    CHECK(paired(kG1 + kOutsideSubgroup) == "invalid");
    CHECK(paired(kInfinity + kOutsideSubgroup) == "invalid");
    CHECK(paired(kG1 + kG2 + kInfinity + kOutsideSubgroup) == "invalid");
}

CASE(bn254, the_frobenius_constant_is_the_power_of_xi_that_it_must_be)
{
    CHECK(Frobenius<Fp2>::kConstant == Fp2::xi().power(sixth_of(Fp::modulus())));
}

CASE(bn254, cyclotomic_squares_are_squares)
{
    const auto element = [&] {
        return Fp2{Fp::from_number(random_number(context).limbs()),
                   Fp::from_number(random_number(context).limbs())};
    };
    const Fp12 any{{element(), element(), element()}, {element(), element(), element()}};
    CHECK(any * any.inverse() == Fp12::one());
    CHECK(any.square() == any * any);
    const auto cyclotomic = to_cyclotomic(any);
    CHECK(cyclotomic.cyclotomic_square() == cyclotomic.square());
    CHECK(cyclotomic * cyclotomic.conjugate() == Fp12::one());
    CHECK(any.cyclotomic_square() != any.square());
}

}  // namespace archi::crypto::bn254
