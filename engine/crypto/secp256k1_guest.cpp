// In the guest there is no library: recover() is the portable code.

#include "crypto/secp256k1.hpp"

namespace archi::crypto {

std::optional<Address> recover(const Hash& message_hash, bool y_parity, const u256& r,
                               const u256& s) noexcept
{
    return recover_portable(message_hash, y_parity, r, s);
}

}  // namespace archi::crypto
