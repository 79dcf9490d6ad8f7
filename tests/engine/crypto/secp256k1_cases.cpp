#include "crypto/secp256k1.hpp"

#include "base/hex.hpp"
#include "cases/case.hpp"

namespace archi::crypto {

namespace {

u256 number(std::string_view text)
{
    return u256::from_be(*hex::decode_lenient(text));
}

// The example that Ethereum's tests of precompile 0x01 start from.
const Hash kMessage =
    *hex::decode_fixed<Hash>("0x18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c");
const u256 kR = number("73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f");
const u256 kS = number("eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549");
const Address kSigner = *hex::decode_fixed<Address>("0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b");

// n, the order of the group.
const u256 kOrder = number("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

using Recover = std::optional<Address> (*)(const Hash&, bool, const u256&, const u256&) noexcept;
constexpr Recover kBoth[] = {recover, recover_portable};

}  // namespace

CASE(secp256k1, the_signer_is_recovered)
{
    for (const auto function : kBoth) {
        CHECK(function(kMessage, true, kR, kS) == kSigner);
        CHECK(function(kMessage, false, kR, kS).has_value());
        CHECK(function(kMessage, false, kR, kS) != kSigner);
    }
}

CASE(secp256k1, high_and_low_s_name_the_same_signer)
{
    for (const auto function : kBoth)
        CHECK(function(kMessage, false, kR, kOrder - kS) == kSigner);
}

CASE(secp256k1, r_and_s_outside_their_range_recover_nothing)
{
    for (const auto function : kBoth) {
        for (const auto& bad : {u256{0}, kOrder, kOrder + 1, u256::max()}) {
            CHECK(!function(kMessage, true, bad, kS));
            CHECK(!function(kMessage, true, kR, bad));
        }
        CHECK(function(kMessage, true, kR, 1).has_value());
        CHECK(function(kMessage, true, kR, kOrder - 1).has_value());
    }
}

CASE(secp256k1, an_r_that_is_no_x_coordinate_recovers_nothing)
{
    // 5^3 + 7 = 132 is not a square modulo p; 1, 2, 3, 4 and 6 do give points.
    for (const auto function : kBoth) {
        CHECK(!function(kMessage, true, 5, kS));
        for (const auto x : {1U, 2U, 3U, 4U, 6U})
            CHECK(function(kMessage, true, x, kS).has_value());
    }
}

CASE(secp256k1, a_key_at_infinity_is_no_key)
{
    // R = G, s = message: s * R - message * G = 0.
    const auto generator_x =
        number("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    const u256 message{12345};
    for (const auto function : kBoth) {
        CHECK(!function(message.to_be(), false, generator_x, message));
        CHECK(function(message.to_be(), true, generator_x, message).has_value());
        CHECK(function(message.to_be(), false, generator_x, message + 1).has_value());
    }
}

CASE(secp256k1, a_message_counts_modulo_the_order)
{
    for (const auto function : kBoth) {
        CHECK(function(kOrder.to_be(), true, kR, kS) == function(Hash{}, true, kR, kS));
        CHECK(function(Hash{}, true, kR, kS).has_value());
        CHECK(function((kOrder + 7).to_be(), true, kR, kS) ==
              function(u256{7}.to_be(), true, kR, kS));
    }
}

}  // namespace archi::crypto
