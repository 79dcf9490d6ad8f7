#pragma once
// The curve BLS12-381: precompiles 0x0b to 0x11 (EIP-2537).
//
// A coordinate is 64 big-endian bytes below p, the first 16 of them zero; an element of Fp2 is two
// of those, real part first. A point of G1 is 128 bytes: x, y; a point of G2 is 256 bytes: x, y.
// Zeros are the point at infinity. Every function gives nothing for invalid input: a wrong size, a
// coordinate not below p, a point not on its curve and, where a function says so, outside the
// subgroup of order r.

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/bytes.hpp"

namespace archi::crypto::bls12_381 {

using G1Bytes = std::array<std::uint8_t, 128>;
using G2Bytes = std::array<std::uint8_t, 256>;

/// Bytes of one element in the input of each function over several.
inline constexpr std::size_t kG1MsmPairSize = 160;
inline constexpr std::size_t kG2MsmPairSize = 288;
inline constexpr std::size_t kPairingPairSize = 384;

/// The sum of the two points in `input`. No subgroup check.
[[nodiscard]] std::optional<G1Bytes> g1_add(std::span<const std::uint8_t, 256> input) noexcept;
[[nodiscard]] std::optional<G2Bytes> g2_add(std::span<const std::uint8_t, 512> input) noexcept;

/// The sum of all points in `input`, each times the 32-byte number after it (any 256-bit number).
/// At least one pair; points are checked to lie in the subgroup. Memory: about 2 KiB (G1), 3 KiB
/// (G2) a pair.
[[nodiscard]] std::optional<G1Bytes> g1_msm(bytes_view input);
[[nodiscard]] std::optional<G2Bytes> g2_msm(bytes_view input);

/// Whether the product of the pairings of all (G1, G2) pairs in `input` is one. At least one pair;
/// points are checked to lie in their subgroups.
[[nodiscard]] std::optional<bool> pairing_check(bytes_view input);

/// The point of the subgroup that the field element maps to (RFC 9380, section 8.8, without the
/// hash).
[[nodiscard]] std::optional<G1Bytes> map_fp_to_g1(std::span<const std::uint8_t, 64> input) noexcept;
[[nodiscard]] std::optional<G2Bytes> map_fp2_to_g2(
    std::span<const std::uint8_t, 128> input) noexcept;

}  // namespace archi::crypto::bls12_381
