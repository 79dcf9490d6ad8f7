#pragma once
// What both commitments read from a proof: rows of stacked columns and leaves of folded words, each
// shown to be in its tree. None is absorbed: hashes that were absorbed before determine them.

#include "verifier/opening.hpp"

namespace archi::verifier {

/// One committed word and how it is folded.
template <typename E>
struct FoldedWord {
    iop::Word shape = {};
    std::vector<Hash> cap = {};
    std::vector<E> challenges = {};  ///< one a variable that is folded after it
};

/// Σ weightᵢ·(column i) at `positions` of the stacked columns' words.
/// Requires ascending positions without duplicates, and a weight a column of all commitments.
/// Faults: kMalformed, kOpening.
template <typename E>
[[nodiscard]] std::expected<std::vector<E>, Fault> combined_rows(
    iop::VerifierChannel& channel, const iop::Parameters& parameters,
    std::span<const StackCommitment> commitments, std::span<const std::uint32_t> positions,
    std::span<const E> weights);

/// The leaves of a word at `cosets`, ascending without duplicates: bytes of 2^log_arity elements.
/// Faults: kMalformed, kOpening.
template <typename E>
[[nodiscard]] std::expected<std::vector<bytes_view>, Fault> open_word(
    iop::VerifierChannel& channel, const FoldedWord<E>& word,
    std::span<const std::uint32_t> cosets);

/// Parts of verify_opening(), after the columns are combined with `weights` into one word that is
/// `claim` at the point.
template <typename E>
[[nodiscard]] std::expected<void, Fault> verify_basefold(
    iop::VerifierChannel& channel, const iop::Parameters& parameters,
    std::span<const StackCommitment> commitments, std::span<const E> weights,
    std::span<const E> point, E claim);
template <typename E>
[[nodiscard]] std::expected<void, Fault> verify_whir(iop::VerifierChannel& channel,
                                                     const iop::Parameters& parameters,
                                                     std::span<const StackCommitment> commitments,
                                                     std::span<const E> weights,
                                                     std::span<const E> point, E claim);

}  // namespace archi::verifier
