#include "crypto/secp256k1.hpp"

#include "base/keccak.hpp"
#include "crypto/secp256k1_curve.hpp"

namespace archi::crypto {

namespace {

using Curve = Secp256k1<limbs::Native>;

}  // namespace

std::optional<Address> recover_portable(const Hash& message_hash, bool y_parity, const u256& r,
                                        const u256& s) noexcept
{
    const auto key =
        Curve::recover(u256::from_be(message_hash.bytes).limbs(), y_parity, r.limbs(), s.limbs());
    if (!key) return std::nullopt;
    std::array<std::uint8_t, 64> encoded{};
    key->x.to_bytes(std::span(encoded).first<32>());
    key->y.to_bytes(std::span(encoded).last<32>());
    return fixed<Address>(bytes_view(keccak256(encoded).bytes).last(20));
}

}  // namespace archi::crypto
