#pragma once
// The name of each element of a proof's transcript. It is hashed in front of the element, so that
// bytes of one kind can never stand for another.

#include <cstdint>
#include <string_view>

namespace archi::iop {

enum class Label : std::uint32_t {
    kStatement = 1,     ///< parameters, program, public output
    kCommitment,        ///< Merkle cap of stacked columns
    kShape,             ///< chip instances and their heights
    kPublicValues,      ///< ends of a segment's chains, output words
    kFingerprint,       ///< alpha, then beta
    kGkrRoot,           ///< numerator and denominator of the whole sum
    kGkrCombination,    ///< lambda: numerator and denominator into one claim
    kGkrRound,          ///< coefficients of a round polynomial
    kGkrValues,         ///< both children at the end of a layer
    kGkrChild,          ///< tau: both children into one claim
    kParts,             ///< what each chip instance adds to the claim on the leaves
    kConstraintPowers,  ///< mu: parts and constraints into one claim
    kZerocheckRound,
    kColumns,       ///< columns at the point of the zerocheck
    kColumnPowers,  ///< all column claims into one
    kStackingRound,
    kStacked,        ///< stacked columns at the point of the opening
    kStackedPowers,  ///< stacked columns into one word
    kFoldedWord,     ///< Merkle cap of a folded word
    kFoldRound,      ///< slope of the claim in the variable that is folded
    kFoldChallenge,
    kFinalWord,  ///< coefficients of the last word
    kGrinding,
    kQueries,
    kOutOfDomain,  ///< a point outside all words, and what the word is there
    kClaimPowers,  ///< claims on a word into one
    kFinalRound,
};

[[nodiscard]] std::string_view name(Label label);

}  // namespace archi::iop
