#include "crypto/host/mnemonic.hpp"

#include <secp256k1.h>
#include <sodium.h>

#include <algorithm>
#include <string>

#include "base/assert.hpp"
#include "crypto/host/secp256k1_context.hpp"

namespace archi::crypto {

namespace {

using Hmac512 = FixedBytes<crypto_auth_hmacsha512_BYTES>;

Hmac512 hmac_sha512(bytes_view key, bytes_view message)
{
    Hmac512 out;
    crypto_auth_hmacsha512_state state;
    crypto_auth_hmacsha512_init(&state, key.data(), key.size());
    crypto_auth_hmacsha512_update(&state, message.data(), message.size());
    crypto_auth_hmacsha512_final(&state, out.data());
    return out;
}

/// The first block of PBKDF2 (RFC 8018, section 5.2) with HMAC-SHA512.
Hmac512 pbkdf2_sha512(bytes_view password, bytes_view salt, unsigned iterations)
{
    Bytes first(salt.begin(), salt.end());
    append_be(first, 1, 4);  // the number of the block
    auto round = hmac_sha512(password, first);
    auto sum = round;
    for (unsigned i = 1; i < iterations; ++i) {
        round = hmac_sha512(password, round.bytes);
        for (std::size_t j = 0; j < sum.size(); ++j)
            sum[j] ^= round[j];
    }
    return sum;
}

bool is_printable_ascii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// A private key with the code that its children are derived with (BIP-32).
struct ExtendedKey {
    PrivateKey key;
    FixedBytes<32> chain_code;
};

ExtendedKey halves(const Hmac512& both)
{
    const bytes_view bytes(both.bytes);
    return {fixed<PrivateKey>(bytes.first(32)), fixed<FixedBytes<32>>(bytes.last(32))};
}

constexpr std::uint32_t kHardened = 0x80000000;

/// BIP-32, CKDpriv. Empty where the child is not in [1, n-1].
std::optional<ExtendedKey> child(const ExtendedKey& parent, std::uint32_t number)
{
    const auto* context = secp256k1_shared_context();
    Bytes data;
    if (number >= kHardened) {
        data.push_back(0);
        append(data, parent.key.bytes);
    } else {
        secp256k1_pubkey point;
        if (secp256k1_ec_pubkey_create(context, &point, parent.key.data()) != 1)
            return std::nullopt;
        std::array<std::uint8_t, 33> compressed{};
        auto size = compressed.size();
        secp256k1_ec_pubkey_serialize(context, compressed.data(), &size, &point,
                                      SECP256K1_EC_COMPRESSED);
        append(data, compressed);
    }
    append_be(data, number, 4);

    auto derived = halves(hmac_sha512(parent.chain_code.bytes, data));
    sodium_memzero(data.data(), data.size());
    auto key = parent.key;
    if (secp256k1_ec_seckey_tweak_add(context, key.data(), derived.key.data()) != 1)
        return std::nullopt;
    return ExtendedKey{key, derived.chain_code};
}

}  // namespace

Result<FixedBytes<64>> mnemonic_seed(std::string_view mnemonic, std::string_view passphrase)
{
    if (mnemonic.empty())
        return failure(ErrorCode::kInvalidArgument, "The mnemonic is empty; give its words.");
    if (!is_printable_ascii(mnemonic) || !is_printable_ascii(passphrase))
        return failure(ErrorCode::kInvalidArgument,
                       "The mnemonic or its passphrase has a character outside printable ASCII; "
                       "only ASCII is supported.");
    constexpr unsigned kIterations = 2048;  // BIP-39
    const auto salt = std::string("mnemonic").append(passphrase);
    return pbkdf2_sha512(bytes_of(mnemonic), bytes_of(salt), kIterations);
}

Result<PrivateKey> derive_account_key(const FixedBytes<64>& seed, std::uint32_t index)
{
    if (index >= kHardened)
        return failure(ErrorCode::kInvalidArgument, "An account index must be below 2^31.");
    auto extended = halves(hmac_sha512(bytes_of("Bitcoin seed"), seed.bytes));
    // Purpose 44, coin type 60 (SLIP-44: Ether), account 0, external chain, index.
    for (const auto number : {kHardened | 44, kHardened | 60, kHardened | 0, 0U, index}) {
        const auto next = child(extended, number);
        if (!next)
            return failure(ErrorCode::kInternal,
                           "This mnemonic has no key at this index; take the next index.");
        extended = *next;
    }
    return extended.key;
}

std::array<PrivateKey, 10> test_account_keys()
{
    const auto seed = mnemonic_seed(kTestMnemonic);
    ARCHI_ASSERT(seed.has_value());
    std::array<PrivateKey, 10> keys;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        const auto key = derive_account_key(*seed, i);
        ARCHI_ASSERT(key.has_value());
        keys[i] = *key;
    }
    return keys;
}

}  // namespace archi::crypto
