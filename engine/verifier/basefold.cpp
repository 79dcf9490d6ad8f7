// BaseFold (Zeilberger, Chen, Fisch, eprint 2023/1705) on Reed-Solomon words.
//
// The values of a multilinear polynomial on the hypercube are the coefficients of its word:
// u(X) = Σ_b q(b)·X^b. Binding the lowest variable to r turns u into (1 − r)·even + r·odd, where
// u(X) = even(X²) + X·odd(X²). A word is stored in bit-reversed order: position i holds
// u(ω^bitrev(i)), so u(x) and u(−x) are neighbours, and the coset that folds to one value is one
// leaf.

#include <algorithm>
#include <bit>

#include "iop/multilinear.hpp"
#include "verifier/fold.hpp"
#include "verifier/instantiate.hpp"
#include "verifier/opening.hpp"

namespace archi::verifier {

using iop::Label;

std::vector<std::uint32_t> query_positions(iop::Transcript& transcript,
                                           const iop::Parameters& parameters)
{
    transcript.open(Label::kQueries);
    std::vector<std::uint32_t> positions;
    for (unsigned i = 0; i < parameters.queries; ++i)
        positions.push_back(transcript.index(log_length(parameters)));
    // An order of its own: the library's default one is not in a header, and so not in the guest.
    std::sort(positions.begin(), positions.end(),
              [](std::uint32_t a, std::uint32_t b) { return a < b; });
    to_cosets(positions, 0);
    return positions;
}

void to_cosets(std::vector<std::uint32_t>& positions, unsigned log_coset)
{
    for (auto& position : positions)
        position >>= log_coset;
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
}

std::vector<unsigned> fold_steps(const iop::Parameters& parameters)
{
    std::vector<unsigned> steps;
    auto left = parameters.log_stacked_height -
                std::min<unsigned>(parameters.log_stacked_height, parameters.log_final_length);
    while (left > 0) {
        steps.push_back(std::min<unsigned>(left, parameters.log_fold_arity));
        left -= steps.back();
    }
    return steps;
}

namespace {

/// One committed word and how it is folded.
template <typename E>
struct FoldedWord {
    std::vector<Hash> cap;
    unsigned log_length = 0;
    std::vector<E> challenges;  ///< one a variable that this step binds
};

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

/// Σ γⁱ·(column i), at each position.
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

/// Checks that the word has `values` at `positions`, folds the cosets they are in, and leaves the
/// positions and values of the folded word.
template <typename E>
std::expected<void, Fault> check_fold(iop::VerifierChannel& channel, const FoldedWord<E>& word,
                                      std::vector<std::uint32_t>& positions, std::vector<E>& values)
{
    const auto log_coset = static_cast<unsigned>(word.challenges.size());
    const auto log_leaves = word.log_length - log_coset;
    std::vector<std::uint32_t> cosets(positions);
    to_cosets(cosets, log_coset);
    const auto leaves = open_leaves(channel, iop::TreeKind::kFolded, word.cap, log_leaves, cosets,
                                    iop::kElementBytes<E> << log_coset);
    if (!leaves) return std::unexpected(leaves.error());

    std::vector<E> folded;
    std::vector<E> coset(std::size_t{1} << log_coset);
    std::size_t next = 0;
    for (std::size_t i = 0; i < cosets.size(); ++i) {
        channel.decode((*leaves)[i], std::span<E>(coset));
        for (; next < positions.size() && positions[next] >> log_coset == cosets[i]; ++next)
            if (coset[positions[next] & (coset.size() - 1)] != values[next])
                return std::unexpected(Fault::kFold);
        folded.push_back(fold_coset(std::span<E>(coset), cosets[i], word.log_length,
                                    std::span<const E>(word.challenges)));
    }
    positions = std::move(cosets);
    values = std::move(folded);
    return {};
}

}  // namespace

template <typename E>
std::vector<E> stacked_weights(iop::Transcript& transcript, std::size_t columns)
{
    std::vector<E> gamma;
    for (std::size_t size = 1; size < columns; size *= 2)
        gamma.push_back(transcript.challenge<E>(Label::kStackedPowers));
    return iop::equality_table(std::span<const E>(gamma));
}

template <typename E>
std::expected<void, Fault> verify_opening(iop::VerifierChannel& channel,
                                          const iop::Parameters& parameters,
                                          std::span<const StackCommitment> commitments,
                                          const OpeningClaim<E>& opening)
{
    if (!receive_work(channel, parameters.grinding.batching))
        return std::unexpected(Fault::kGrinding);
    const auto weights = stacked_weights<E>(channel.transcript(), opening.values.size());
    E claim;
    for (std::size_t i = 0; i < opening.values.size(); ++i)
        claim += weights[i] * opening.values[i];

    std::vector<FoldedWord<E>> words;
    auto length = log_length(parameters);
    std::size_t variable = 0;
    for (const auto step : fold_steps(parameters)) {
        auto& word = words.emplace_back();
        word.log_length = length;
        word.cap = channel.receive_hashes(Label::kFoldedWord, cap_size(parameters, length - step));
        for (unsigned i = 0; i < step; ++i, ++variable) {
            // The claim is linear in this variable: its value at r from its slope.
            const E slope = channel.receive<E>(Label::kFoldRound);
            if (!receive_work(channel, parameters.grinding.folding))
                return std::unexpected(Fault::kGrinding);
            const E r = channel.challenge<E>(Label::kFoldChallenge);
            claim += (r - opening.point[variable]) * slope;
            word.challenges.push_back(r);
        }
        length -= step;
    }
    const auto last = channel.receive<E>(
        Label::kFinalWord, std::size_t{1} << (parameters.log_stacked_height - variable));
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    if (iop::evaluate(std::span<const E>(last),
                      std::span<const E>(opening.point).subspan(variable)) != claim)
        return std::unexpected(Fault::kFold);

    if (!receive_work(channel, parameters.grinding.queries))
        return std::unexpected(Fault::kGrinding);
    auto positions = query_positions(channel.transcript(), parameters);

    auto values =
        combined_rows(channel, parameters, commitments, positions, std::span<const E>(weights));
    if (!values) return std::unexpected(values.error());
    for (const auto& word : words)
        if (const auto folded = check_fold(channel, word, positions, *values); !folded)
            return folded;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto x = domain_point<typename E::Base>(positions[i], length);
        if (evaluate_at(std::span<const E>(last), x) != (*values)[i])
            return std::unexpected(Fault::kFold);
    }
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    return {};
}

#define ARCHI_INSTANTIATE(E)                                                             \
    template std::vector<E> stacked_weights(iop::Transcript&, std::size_t);              \
    template std::expected<void, Fault> verify_opening(                                  \
        iop::VerifierChannel&, const iop::Parameters&, std::span<const StackCommitment>, \
        const OpeningClaim<E>&);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
