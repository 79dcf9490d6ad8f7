#pragma once
// ECDSA verification on the curve P-256 (FIPS 186-5; secp256r1), precompile 0x100 (EIP-7951).

#include <span>

#include "base/bytes.hpp"

namespace archi::crypto {

/// Whether (r, s) signs the 32-byte digest under the public key (x, y). `input` is digest, r, s, x,
/// y, 32 big-endian bytes each. False where r or s is outside [1, n-1], or the key is no point of
/// the curve. High s is accepted.
[[nodiscard]] bool p256_verify(std::span<const std::uint8_t, 160> input) noexcept;

}  // namespace archi::crypto
