#include "crypto/p256.hpp"

#include <string>

#include "base/hex.hpp"
#include "base/u256.hpp"
#include "cases/case.hpp"

namespace archi::crypto {

namespace {

// Made with OpenSSL: SHA-256 of "archipelago", signed with the private key
// 0x1234567890abcdef1234567890abcdef.
const std::string kDigest = "201efa284e839229c41b8eda3c74f8d3a58fd9941f5b6d8424622b1789a78379";
const std::string kR = "53f000857148871fe8297b1989ac97e8ec3be583d4f87a86ab8b8215ed76eaef";
const std::string kS = "46e70f24abbd48c7198dea53d0d9821a3afedb05d2af66f121482994d1cc7d1e";
const std::string kX = "f9ebe464147cc102d92324d099d927c1a50e42d57a08a116ffec0a29819d8c65";
const std::string kY = "70baf7d12888902a6a0c1d67add103123c859ab69bf8e9431c9384930d4b7eee";

const std::string kOrder = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
const std::string kPrime = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
const std::string kZero(64, '0');

bool verifies(const std::string& digest, const std::string& r, const std::string& s,
              const std::string& x, const std::string& y)
{
    const auto input = *hex::decode_lenient(digest + r + s + x + y);
    return p256_verify(bytes_view(input).first<160>());
}

u256 number(const std::string& digits)
{
    return u256::from_be(*hex::decode_lenient(digits));
}
std::string text(const u256& value)
{
    return hex::encode_plain(value.to_be().bytes);
}

}  // namespace

CASE(p256, a_signature_verifies)
{
    CHECK(verifies(kDigest, kR, kS, kX, kY));
    // n - s as well: EIP-7951 has no rule against high s.
    CHECK(verifies(kDigest, kR, text(number(kOrder) - number(kS)), kX, kY));
}

CASE(p256, any_change_of_the_input_is_refused)
{
    const auto input = *hex::decode_lenient(kDigest + kR + kS + kX + kY);
    for (std::size_t i = 0; i < input.size(); ++i) {
        auto changed = input;
        changed[i] ^= static_cast<std::uint8_t>(1U << (context.random() % 8));
        CHECK(!p256_verify(bytes_view(changed).first<160>()));
    }
}

CASE(p256, numbers_out_of_range_are_refused)
{
    for (const auto& bad :
         {kZero, kOrder, text(number(kOrder) + number(kR)), std::string(64, 'f')}) {
        CHECK(!verifies(kDigest, bad, kS, kX, kY));
        CHECK(!verifies(kDigest, kR, bad, kX, kY));
    }
    CHECK(!verifies(kDigest, kR, kS, kZero, kZero));
    CHECK(!verifies(kDigest, kR, kS, kPrime, kY));
    CHECK(!verifies(kDigest, kR, kS, kX, kPrime));
    CHECK(!verifies(kDigest, kR, kS, kX, text(number(kPrime) - number(kY))));
}

}  // namespace archi::crypto
