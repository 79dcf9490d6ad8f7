#include "verifier/opening.hpp"

#include <algorithm>
#include <bit>

#include "iop/multilinear.hpp"
#include "verifier/instantiate.hpp"
#include "verifier/opened_leaves.hpp"

namespace archi::verifier {

std::vector<std::uint32_t> query_positions(iop::Transcript& transcript, unsigned queries,
                                           unsigned log_places)
{
    transcript.open(iop::Label::kQueries);
    std::vector<std::uint32_t> positions;
    positions.reserve(queries);
    for (unsigned i = 0; i < queries; ++i)
        positions.push_back(transcript.index(log_places));
    // An order of its own: the library's default one is not in a header, and so not in the guest.
    std::ranges::sort(positions, [](std::uint32_t a, std::uint32_t b) { return a < b; });
    to_cosets(positions, 0);
    return positions;
}

void to_cosets(std::vector<std::uint32_t>& positions, unsigned log_coset)
{
    for (auto& position : positions)
        position >>= log_coset;
    const auto repeated = std::ranges::unique(positions);
    positions.erase(repeated.begin(), repeated.end());
}

namespace {

/// Reads leaves of `leaf_bytes` each and shows that they are in the tree.
std::expected<std::vector<bytes_view>, Fault> open_leaves(
    iop::VerifierChannel& channel, iop::TreeKind kind, std::span<const Hash> cap,
    unsigned log_leaves, std::span<const std::uint32_t> positions, std::size_t leaf_bytes)
{
    std::vector<bytes_view> leaves;
    std::vector<Hash> digests;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        leaves.push_back(channel.opened_bytes(leaf_bytes));
        if (channel.failed()) return std::unexpected(Fault::kMalformed);
        digests.push_back(iop::hash_leaf(kind, leaves.back()));
    }
    const auto log_cap = static_cast<unsigned>(std::countr_zero(cap.size()));
    const auto siblings = channel.opened_hashes(iop::sibling_count(positions, log_leaves, log_cap));
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    if (!iop::verify_leaves(cap, log_leaves, positions, std::move(digests), siblings))
        return std::unexpected(Fault::kOpening);
    return leaves;
}

}  // namespace

template <typename E>
std::expected<std::vector<E>, Fault> combined_rows(iop::VerifierChannel& channel,
                                                   const iop::Parameters& parameters,
                                                   std::span<const StackCommitment> commitments,
                                                   std::span<const std::uint32_t> positions,
                                                   std::span<const E> weights)
{
    using F = typename E::Base;
    std::vector<E> values(positions.size());
    for (const auto& commitment : commitments) {
        if (commitment.width == 0) continue;
        const auto rows =
            open_leaves(channel, commitment.kind, commitment.cap, log_length(parameters), positions,
                        commitment.width * iop::kElementBytes<F>);
        if (!rows) return std::unexpected(rows.error());
        std::vector<F> row(commitment.width);
        for (std::size_t i = 0; i < positions.size(); ++i) {
            channel.decode((*rows)[i], std::span<F>(row));
            for (unsigned column = 0; column < commitment.width; ++column)
                values[i] += weights[column] * row[column];
        }
        weights = weights.subspan(commitment.width);
    }
    return values;
}

template <typename E>
std::expected<std::vector<bytes_view>, Fault> open_word(iop::VerifierChannel& channel,
                                                        const FoldedWord<E>& word,
                                                        std::span<const std::uint32_t> cosets)
{
    return open_leaves(channel, iop::TreeKind::kFolded, word.cap, word.shape.log_leaves(), cosets,
                       iop::kElementBytes<E> << word.shape.log_arity);
}

template <typename E>
std::vector<E> stacked_weights(iop::Transcript& transcript, std::size_t columns)
{
    std::vector<E> gamma;
    for (std::size_t size = 1; size < columns; size *= 2)
        gamma.push_back(transcript.challenge<E>(iop::Label::kStackedPowers));
    return iop::equality_table(std::span<const E>(gamma));
}

template <typename E>
std::expected<void, Fault> verify_opening(iop::VerifierChannel& channel,
                                          const iop::Parameters& parameters,
                                          std::span<const StackCommitment> commitments,
                                          const OpeningClaim<E>& claim)
{
    if (!receive_work(channel, parameters.grinding.batching))
        return std::unexpected(Fault::kGrinding);
    const auto weights = stacked_weights<E>(channel.transcript(), claim.values.size());
    E value;
    for (std::size_t i = 0; i < claim.values.size(); ++i)
        value += weights[i] * claim.values[i];
    const auto verify =
        parameters.opening == iop::Opening::kWhir ? verify_whir<E> : verify_basefold<E>;
    return verify(channel, parameters, commitments, weights, claim.point, value);
}

#define ARCHI_INSTANTIATE(E)                                                             \
    template std::expected<std::vector<E>, Fault> combined_rows(                         \
        iop::VerifierChannel&, const iop::Parameters&, std::span<const StackCommitment>, \
        std::span<const std::uint32_t>, std::span<const E>);                             \
    template std::expected<std::vector<bytes_view>, Fault> open_word(                    \
        iop::VerifierChannel&, const FoldedWord<E>&, std::span<const std::uint32_t>);    \
    template std::vector<E> stacked_weights(iop::Transcript&, std::size_t);              \
    template std::expected<void, Fault> verify_opening(                                  \
        iop::VerifierChannel&, const iop::Parameters&, std::span<const StackCommitment>, \
        const OpeningClaim<E>&);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
