#pragma once
// The curve alt_bn128 (BN254) and its pairing: precompiles 0x06, 0x07 and 0x08 (EIP-196, EIP-197).
//
// A point of G1 is 64 bytes: x, y, each 32 big-endian bytes. A point of G2 is 128 bytes: x, y, each
// an element a + b*i of Fp2 written b first. Zeros are the point at infinity. A coordinate that is
// not below p, or a point that is not on its curve, makes the whole input invalid.

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/bytes.hpp"

namespace archi::crypto::bn254 {

using G1Bytes = std::array<std::uint8_t, 64>;

/// Bytes of one (G1, G2) pair in the input of pairing_check().
inline constexpr std::size_t kPairSize = 192;

/// The sum of the two points in `input`. Empty for invalid input.
[[nodiscard]] std::optional<G1Bytes> add(std::span<const std::uint8_t, 128> input) noexcept;

/// The point in the first 64 bytes of `input` times the number in its last 32 (any 256-bit number).
/// Empty for invalid input.
[[nodiscard]] std::optional<G1Bytes> multiply(std::span<const std::uint8_t, 96> input) noexcept;

/// Whether the product of the pairings of all pairs in `input` is one (true for no pairs).
/// Empty for invalid input: a size that is not a multiple of kPairSize, an invalid point, or a
/// point of the twist outside the subgroup of order r.
[[nodiscard]] std::optional<bool> pairing_check(bytes_view input);

}  // namespace archi::crypto::bn254
