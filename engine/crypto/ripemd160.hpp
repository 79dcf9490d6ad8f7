#pragma once
// RIPEMD-160 (Dobbertin, Bosselaers, Preneel 1996), the hash of precompile 0x03.

#include "base/bytes.hpp"

namespace archi::crypto {

/// The 20-byte digest of `message`. No allocation.
[[nodiscard]] FixedBytes<20> ripemd160(bytes_view message) noexcept;

}  // namespace archi::crypto
