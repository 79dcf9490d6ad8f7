// recover() on the host: libsecp256k1.

#include "crypto/secp256k1.hpp"

#include <secp256k1_recovery.h>

#include "base/keccak.hpp"
#include "crypto/host/secp256k1_context.hpp"

namespace archi::crypto {

std::optional<Address> recover(const Hash& message_hash, bool y_parity, const u256& r,
                               const u256& s) noexcept
{
    if (r.is_zero() || s.is_zero()) return std::nullopt;
    std::array<std::uint8_t, 64> compact{};
    r.to_be(std::span(compact).first<32>());
    s.to_be(std::span(compact).last<32>());

    const auto* context = secp256k1_shared_context();
    secp256k1_ecdsa_recoverable_signature signature;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(context, &signature, compact.data(),
                                                            y_parity ? 1 : 0) != 1)
        return std::nullopt;
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_recover(context, &key, &signature, message_hash.data()) != 1)
        return std::nullopt;

    // 65 bytes: a prefix of one byte, x, y.
    std::array<std::uint8_t, 65> serialized{};
    auto size = serialized.size();
    secp256k1_ec_pubkey_serialize(context, serialized.data(), &size, &key,
                                  SECP256K1_EC_UNCOMPRESSED);
    return fixed<Address>(bytes_view(keccak256(bytes_view(serialized).subspan(1)).bytes).last(20));
}

}  // namespace archi::crypto
