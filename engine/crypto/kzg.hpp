#pragma once
// Verification of a KZG opening of a blob's polynomial: precompile 0x0a (EIP-4844).

#include <span>

#include "base/bytes.hpp"

namespace archi::crypto {

/// Bytes of the precompile's input: versioned hash (32), z (32), y (32), commitment (48), proof
/// (48).
inline constexpr std::size_t kPointEvaluationSize = 192;

/// Whether the versioned hash belongs to the commitment, and the committed polynomial p has p(z) =
/// y. False also for what is not well formed: z or y not below r, a point that is not compressed,
/// not on the curve, or not in the subgroup.
[[nodiscard]] bool verify_point_evaluation(
    std::span<const std::uint8_t, kPointEvaluationSize> input);

}  // namespace archi::crypto
