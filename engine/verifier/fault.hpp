#pragma once
// Why a proof is refused.

#include <cstdint>
#include <string_view>

namespace archi::verifier {

enum class Fault : std::uint8_t {
    kParameters,    ///< parameters unknown, or below their declared bits
    kMalformed,     ///< truncated, trailing bytes, or a field element at or above the modulus
    kShape,         ///< chip instances or heights that no run can have
    kPublicValues,  ///< ends of segments that do not join, or no exit at the end
    kGrinding,      ///< a nonce without its work
    kZeroSum,       ///< a denominator of the buses is zero
    kUnbalanced,    ///< what chips send and receive differs
    kParts,         ///< the chips' parts do not add up to the claim on the leaves
    kConstraints,   ///< the columns contradict the constraints or the parts
    kStacking,      ///< the stacked columns contradict the columns
    kOpening,       ///< a leaf is not in its tree
    kFold,          ///< a folded word contradicts the word before it
    kOutput,        ///< the public output is not the one that was proven
};

/// What is wrong, for a person; no full stop.
[[nodiscard]] std::string_view describe(Fault fault);

}  // namespace archi::verifier
