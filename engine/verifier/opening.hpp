#pragma once
// Opening committed columns at a point: the interface of a multilinear commitment. BaseFold and
// WHIR are behind it (basefold.cpp, whir.cpp); the parameters choose.

#include <array>
#include <expected>
#include <vector>

#include "iop/channel.hpp"
#include "iop/merkle.hpp"
#include "iop/parameters.hpp"
#include "verifier/fault.hpp"

namespace archi::verifier {

/// Which commitments an opening spans, in the order of their columns.
enum Stack : std::uint8_t { kProgramStack, kEarlyStack, kMainStack };
inline constexpr std::size_t kStacks = 3;

/// One commitment: a Merkle tree over the rows of the Reed-Solomon words of its stacked columns.
struct StackCommitment {
    iop::TreeKind kind = iop::TreeKind::kMain;
    std::vector<Hash> cap;
    unsigned width = 0;  ///< columns; a commitment of none is left out of the opening
};

/// The multilinear extensions of all stacked columns at a point.
template <typename E>
struct OpeningClaim {
    std::vector<E> point;   ///< log_height coordinates
    std::vector<E> values;  ///< one a stacked column
};

/// Length of the words of stacked columns.
[[nodiscard]] constexpr unsigned log_length(const iop::Parameters& parameters)
{
    return parameters.log_stacked_height + parameters.log_inverse_rate;
}

/// Nodes in the cap of a tree of 2^log_leaves.
[[nodiscard]] constexpr std::size_t cap_size(const iop::Parameters& parameters, unsigned log_leaves)
{
    return std::size_t{1} << (parameters.log_cap < log_leaves ? parameters.log_cap : log_leaves);
}
/// Of the trees over stacked columns.
[[nodiscard]] constexpr std::size_t cap_size(const iop::Parameters& parameters)
{
    return cap_size(parameters, log_length(parameters));
}

/// The nonce before a phase: none where the parameters ask for no work.
[[nodiscard]] inline bool receive_work(iop::VerifierChannel& channel, unsigned bits)
{
    return bits == 0 || channel.receive_nonce(bits);
}

/// The weights that combine stacked columns: eq(γ, column) for as many γ as their number has bits.
template <typename E>
[[nodiscard]] std::vector<E> stacked_weights(iop::Transcript& transcript, std::size_t columns);

/// `queries` places among 2^log_places: ascending, without duplicates.
[[nodiscard]] std::vector<std::uint32_t> query_positions(iop::Transcript& transcript,
                                                         unsigned queries, unsigned log_places);
/// From positions of a word to those of the cosets of 2^log_coset they lie in: ascending, without
/// duplicates.
void to_cosets(std::vector<std::uint32_t>& positions, unsigned log_coset);

/// Faults: kFold, kGrinding, kOpening.
template <typename E>
[[nodiscard]] std::expected<void, Fault> verify_opening(
    iop::VerifierChannel& channel, const iop::Parameters& parameters,
    std::span<const StackCommitment> commitments, const OpeningClaim<E>& claim);

}  // namespace archi::verifier
