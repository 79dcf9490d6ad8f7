#include "crypto/bls12_381.hpp"

#include <string>

#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "base/u256.hpp"
#include "cases/case.hpp"
#include "crypto/bls12_381_curve.hpp"
#include "sixth.hpp"

namespace archi::crypto::bls12_381 {

namespace {

/// 48 bytes of hex digits as a coordinate of 64 bytes.
std::string padded(const std::string& digits)
{
    return std::string(32, '0') + digits;
}
std::string small(char digit)
{
    return std::string(127, '0') + digit;
}

const std::string kP =
    "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa"
    "ab";
const std::string kR = "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001";

const std::string kG1 = padded(
                            "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e8"
                            "3ff97a1aeffb3af00adb22c6bb") +
                        padded(
                            "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc7"
                            "44a2888ae40caa232946c5e7e1");
const std::string kMinusG1 = padded(
                                 "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586"
                                 "c55e83ff97a1aeffb3af00adb22c6bb") +
                             padded(
                                 "114d1d6855d545a8aa7d76c8cf2e21f267816aef1db507c96655b9d5caac42364"
                                 "e6f38ba0ecb751bad54dcd6b939c2ca");
const std::string kG2 = padded(
                            "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac03"
                            "26a805bbefd48056c8c121bdb8") +
                        padded(
                            "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf1"
                            "1213945d57e5ac7d055d042b7e") +
                        padded(
                            "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9"
                            "cc3baca289e193548608b82801") +
                        padded(
                            "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d"
                            "275cec1da1aaa9075ff05f79be");
const std::string kInfinity1(256, '0');
const std::string kInfinity2(512, '0');

// Points with x = 4 and x = 2: on the curves, outside the subgroups.
const std::string kOutside1 = small('4') + padded(
                                               "0a989badd40d6212b33cffc3f3763e9bc760f988c9926b26da9"
                                               "dd85e928483446346b8ed00e1de5d5ea93e354abe706c");
const std::string kOutside2 = small('2') + small('0') +
                              padded(
                                  "18c6b864ae17dc9da64203ffefb966306425a7bc6aeb7c75247438372716284a"
                                  "4173830420cd476ba1a365b95bfcec38") +
                              padded(
                                  "172e93db764a8400a7d5071b6b6f5de0da2f0f4a063119abca014006b7c40a2c"
                                  "fe291a1924e65db0d6d0fcfbf3bf3d5c");

template <typename Output>
std::string text(const std::optional<Output>& output)
{
    return output ? hex::encode_plain(*output) : "invalid";
}

Bytes bytes(const std::string& digits)
{
    return *hex::decode_lenient(digits);
}

std::string add1(const std::string& input)
{
    const auto data = bytes(input);
    return text(g1_add(bytes_view(data).first<256>()));
}
std::string add2(const std::string& input)
{
    const auto data = bytes(input);
    return text(g2_add(bytes_view(data).first<512>()));
}
std::string sum1(const std::string& input)
{
    return text(g1_msm(bytes(input)));
}
std::string sum2(const std::string& input)
{
    return text(g2_msm(bytes(input)));
}
std::string map1(const std::string& input)
{
    const auto data = bytes(input);
    return text(map_fp_to_g1(bytes_view(data).first<64>()));
}
std::string map2(const std::string& input)
{
    const auto data = bytes(input);
    return text(map_fp2_to_g2(bytes_view(data).first<128>()));
}
std::string paired(const std::string& pairs)
{
    const auto check = pairing_check(bytes(pairs));
    return !check ? "invalid" : *check ? "one" : "other";
}

std::string number(const u256& value)
{
    return hex::encode_plain(value.to_be().bytes);
}
u256 random_number(cases::Context& context)
{
    return {context.random(), context.random(), context.random(), context.random()};
}
/// A random coordinate: below 2^376, hence below p.
std::string random_element(cases::Context& context)
{
    return padded("00" + number(random_number(context)).substr(0, 30) +
                  number(random_number(context)));
}
std::string keccak_of(const std::string& digits)
{
    return hex::encode_plain(keccak256(bytes(digits)).bytes);
}

}  // namespace

CASE(bls12_381, points_add)
{
    CHECK(add1(kG1 + kInfinity1) == kG1);
    CHECK(add1(kInfinity1 + kInfinity1) == kInfinity1);
    CHECK(add1(kG1 + kMinusG1) == kInfinity1);
    CHECK(add1(kG1 + kG1) == sum1(kG1 + number(2)));
    CHECK(add2(kG2 + kInfinity2) == kG2);
    CHECK(add2(kG2 + kG2) == sum2(kG2 + number(2)));
    CHECK(add2(add2(kG2 + kG2) + kG2) == sum2(kG2 + number(3)));
}

CASE(bls12_381, addition_takes_points_outside_the_subgroup_and_sums_do_not)
{
    CHECK(add1(kOutside1 + kInfinity1) == kOutside1);
    CHECK(add2(kOutside2 + kInfinity2) == kOutside2);
    CHECK(sum1(kOutside1 + number(1)) == "invalid");
    CHECK(sum2(kOutside2 + number(1)) == "invalid");
    CHECK(sum1(kG1 + number(1) + kOutside1 + number(0)) == "invalid");
    CHECK(paired(kOutside1 + kG2) == "invalid");
    CHECK(paired(kG1 + kOutside2) == "invalid");
    CHECK(paired(kOutside1 + kInfinity2) == "invalid");
    CHECK(paired(kInfinity1 + kOutside2) == "invalid");
}

CASE(bls12_381, multiples_add_up)
{
    const auto a = random_number(context);
    const auto b = random_number(context) >> 1;
    const auto point1 = map1(random_element(context));
    const auto point2 = map2(random_element(context) + random_element(context));
    CHECK(sum1(point1 + number(a >> 1) + kG1 + number(b)) ==
          add1(sum1(point1 + number(a >> 1)) + sum1(kG1 + number(b))));
    CHECK(sum1(point1 + number(a >> 1) + point1 + number(b)) ==
          sum1(point1 + number((a >> 1) + b)));
    CHECK(sum2(point2 + number(a >> 1) + point2 + number(b)) ==
          sum2(point2 + number((a >> 1) + b)));
    CHECK(sum1(kG1 + kR) == kInfinity1);
    CHECK(sum2(kG2 + kR) == kInfinity2);
    CHECK(sum1(kG1 + number(0)) == kInfinity1);
    CHECK(sum1(kInfinity1 + number(a)) == kInfinity1);
    CHECK(sum1(kG1 + number(u256::max())) ==
          sum1(kG1 + number(u256::max() % u256::from_be(bytes(kR)))));
}

CASE(bls12_381, malformed_points_are_invalid)
{
    CHECK(add1(small('1') + small('1') + kG1) == "invalid");
    CHECK(add1(padded(kP) + small('0') + kG1) == "invalid");
    CHECK(add1(padded(kP) + padded(kP) + kG1) == "invalid");
    // The padding must be zero.
    CHECK(add1("1" + kG1.substr(1) + kInfinity1) == "invalid");
    CHECK(add1(kG1.substr(0, 31) + "1" + kG1.substr(32) + kInfinity1) == "invalid");
    CHECK(add2(kG2.substr(0, 128) + padded(kP) + kG2.substr(256) + kG2) == "invalid");
    CHECK(add2(small('1') + small('0') + small('1') + small('0') + kG2) == "invalid");
    CHECK(map1(padded(kP)) == "invalid");
    CHECK(map1("1" + small('0').substr(1)) == "invalid");
    CHECK(map2(small('0') + padded(kP)) == "invalid");
}

CASE(bls12_381, sums_and_pairings_need_whole_pairs)
{
    CHECK(sum1("") == "invalid");
    CHECK(sum2("") == "invalid");
    CHECK(paired("") == "invalid");
    CHECK(sum1(kG1 + number(1) + "00") == "invalid");
    CHECK(sum1(kG1) == "invalid");
    CHECK(sum2(kG2 + "00") == "invalid");
    CHECK(paired(kG1 + kG2 + "00") == "invalid");
}

CASE(bls12_381, the_pairing_is_bilinear_and_not_constant)
{
    CHECK(paired(kG1 + kG2) == "other");
    CHECK(paired(kInfinity1 + kG2) == "one");
    CHECK(paired(kG1 + kInfinity2) == "one");
    CHECK(paired(kG1 + kG2 + kMinusG1 + kG2) == "one");
    CHECK(paired(kG1 + kG2 + kG1 + kG2) == "other");
    const auto a = random_number(context);
    const auto b = random_number(context);
    const auto left = sum1(kG1 + number(a)) + sum2(kG2 + number(b));
    CHECK(paired(left + sum1(sum1(kMinusG1 + number(a)) + number(b)) + kG2) == "one");
    CHECK(paired(left + sum1(kMinusG1 + number(b)) + sum2(kG2 + number(a))) == "one");
    CHECK(paired(left + kMinusG1 + kG2) == "other");
}

// RFC 9380, appendices J.9.1 and J.10.1, the empty message: the sum of what its two elements map
// to.
CASE(bls12_381, maps_give_the_points_of_rfc_9380)
{
    const auto sum =
        add1(map1(padded("0ba14bd907ad64a016293ee7c2d276b8eae71f25a4b941eece7b0d89f17f75cb"
                         "3ae5438a614fb61d6835ad59f29c564f")) +
             map1(padded("019b9bd7979f12657976de2884c7cce192b82c177c80e0ec604436a7f538d231"
                         "552f0d96d9f7babe5fa3b19b3ff25ac9")));
    CHECK(sum == padded("052926add2207b76ca4fa57a8734416c8dc95e24501772c814278700eed6d1e4"
                        "e8cf62d9c09db0fac349612b759e79a1") +
                     padded("08ba738453bfed09cb546dbb0783dbb3a5f1f566ed67bb6be0e8c67e2e81a4cc"
                            "68ee29813bb7994998f3eae0c9c6a265"));
    const auto sum_on_twist =
        add2(map2(padded("03dbc2cce174e91ba93cbb08f26b917f98194a2ea08d1cce75b2b9cc9f21689d"
                         "80bd79b594a613d0a68eb807dfdc1cf8") +
                  padded("05a2acec64114845711a54199ea339abd125ba38253b70a92c876df10598bd19"
                         "86b739cad67961eb94f7076511b3b39a")) +
             map2(padded("02f99798e8a5acdeed60d7e18e9120521ba1f47ec090984662846bc825de191b"
                         "5b7641148c0dbc237726a334473eee94") +
                  padded("145a81e418d4010cc027a68f14391b30074e89e60ee7a22f87217b2f6eb0c4b9"
                         "4c9115b436e6fa4607e95a98de30a435")));
    CHECK(sum_on_twist.substr(0, 256) ==
          padded("0141ebfbdca40eb85b87142e130ab689c673cf60f1a3e98d69335266f30d9b8d"
                 "4ac44c1038e9dcdd5393faf5c41fb78a") +
              padded("05cb8437535e20ecffaef7752baddf98034139c38452458baeefab379ba13dff"
                     "5bf5dd71b72418717047f5b0f37da03d"));
}

// Digests of the results in Ethereum's execution-spec-tests.
CASE(bls12_381, maps_handle_zero_and_the_kernel_of_the_isogeny)
{
    CHECK(keccak_of(map1(small('0'))) ==
          "e0c6cd6ee1b0d915f0ff92392d856fa9c93513e35c93956adfaa9fd93b0e628a");
    CHECK(keccak_of(map2(small('0') + small('0'))) ==
          "8b4fe500cdc83e0b47a5d229a695df12a5361740d2c203abeb079929d0175ab8");
    CHECK(map1(padded("0b3f3f9519ff3ab349e4ffc214f99998a697b02358fcfe44830e29129f58d6f9"
                      "154a23fd14dfa660a75d4aaec9b607c3")) == kInfinity1);
}

CASE(bls12_381, the_frobenius_constant_is_the_power_of_xi_that_it_must_be)
{
    CHECK(Frobenius<Fp2>::kConstant == Fp2::xi().power(sixth_of(Fp::modulus())));
}

CASE(bls12_381, what_is_mapped_lies_in_the_subgroup)
{
    for (int i = 0; i < 3; ++i) {
        CHECK(sum1(map1(random_element(context)) + kR) == kInfinity1);
        CHECK(sum2(map2(random_element(context) + random_element(context)) + kR) == kInfinity2);
        // Elements of the base field take other ways through the square roots.
        CHECK(sum2(map2(random_element(context) + small('0')) + kR) == kInfinity2);
        CHECK(sum2(map2(small('0') + random_element(context)) + kR) == kInfinity2);
    }
}

}  // namespace archi::crypto::bls12_381
