#pragma once
// The libsecp256k1 context of this process.

#include <secp256k1.h>

namespace archi::crypto {

/// Made once, blinded with randomness of the system, then only read: safe to use from any thread.
[[nodiscard]] const secp256k1_context* secp256k1_shared_context();

}  // namespace archi::crypto
