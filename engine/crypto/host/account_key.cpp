#include "crypto/host/account_key.hpp"

#include <secp256k1_recovery.h>

#include "base/keccak.hpp"
#include "crypto/host/secp256k1_context.hpp"

namespace archi::crypto {

std::optional<FixedBytes<64>> public_key(const PrivateKey& key)
{
    const auto* context = secp256k1_shared_context();
    secp256k1_pubkey point;
    if (secp256k1_ec_pubkey_create(context, &point, key.data()) != 1) return std::nullopt;
    // 65 bytes: a prefix of one byte, x, y.
    std::array<std::uint8_t, 65> serialized{};
    auto size = serialized.size();
    secp256k1_ec_pubkey_serialize(context, serialized.data(), &size, &point,
                                  SECP256K1_EC_UNCOMPRESSED);
    return fixed<FixedBytes<64>>(bytes_view(serialized).subspan(1));
}

std::optional<Address> address_of(const PrivateKey& key)
{
    const auto point = public_key(key);
    if (!point) return std::nullopt;
    return fixed<Address>(bytes_view(keccak256(point->bytes).bytes).last(20));
}

std::optional<Signature> sign(const Hash& message_hash, const PrivateKey& key)
{
    const auto* context = secp256k1_shared_context();
    secp256k1_ecdsa_recoverable_signature signature;
    if (secp256k1_ecdsa_sign_recoverable(context, &signature, message_hash.data(), key.data(),
                                         secp256k1_nonce_function_rfc6979, nullptr) != 1)
        return std::nullopt;
    std::array<std::uint8_t, 64> compact{};
    int recovery_id = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(context, compact.data(), &recovery_id,
                                                            &signature);
    // Bit 1 would mean x = r + n: nobody can make such a nonce point on purpose (probability
    // 2^-127), and Ethereum has no way to say it.
    if ((recovery_id & 2) != 0) return std::nullopt;
    return Signature{u256::from_be(bytes_view(compact).first(32)),
                     u256::from_be(bytes_view(compact).last(32)), (recovery_id & 1) != 0};
}

}  // namespace archi::crypto
