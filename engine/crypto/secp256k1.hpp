#pragma once
// Who signed: public key recovery on secp256k1 (SEC 1, section 4.1.6; Yellow Paper, appendix F).

#include <optional>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::crypto {

/// The address of the key that signed `message_hash` with (r, s). `y_parity` is the parity of the y
/// coordinate of the nonce point, whose x coordinate is `r` itself (x = r + n is never tried).
/// Empty where r or s is outside [1, n-1], where no point has x = r, and where the recovered key is
/// the point at infinity. High s is accepted: EIP-2 and its exceptions are the caller's.
/// On the host libsecp256k1 does the work, in the guest recover_portable(); the answers are equal.
[[nodiscard]] std::optional<Address> recover(const Hash& message_hash, bool y_parity, const u256& r,
                                             const u256& s) noexcept;

/// The same in portable code. Not constant time: it sees public values only.
[[nodiscard]] std::optional<Address> recover_portable(const Hash& message_hash, bool y_parity,
                                                      const u256& r, const u256& s) noexcept;

}  // namespace archi::crypto
