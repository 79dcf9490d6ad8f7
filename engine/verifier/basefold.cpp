// BaseFold (Zeilberger, Chen, Fisch, eprint 2023/1705) on Reed-Solomon words.
//
// The weights of the claim are an equality polynomial, so it is linear in each variable, and the
// message of a round is one slope. All words are asked at the same places.

#include "iop/multilinear.hpp"
#include "verifier/fold.hpp"
#include "verifier/instantiate.hpp"
#include "verifier/opened_leaves.hpp"

namespace archi::verifier {

using iop::Label;

namespace {

/// Checks that the word has `values` at `positions`, folds the cosets they are in, and leaves the
/// positions and values of the folded word.
template <typename E>
std::expected<void, Fault> check_fold(iop::VerifierChannel& channel, const FoldedWord<E>& word,
                                      std::vector<std::uint32_t>& positions, std::vector<E>& values)
{
    const auto log_coset = word.shape.log_arity;
    std::vector<std::uint32_t> cosets(positions);
    to_cosets(cosets, log_coset);
    const auto leaves = open_word<E>(channel, word, cosets);
    if (!leaves) return std::unexpected(leaves.error());

    std::vector<E> folded;
    std::vector<E> coset(std::size_t{1} << log_coset);
    std::size_t next = 0;
    for (std::size_t i = 0; i < cosets.size(); ++i) {
        channel.decode((*leaves)[i], std::span<E>(coset));
        for (; next < positions.size() && positions[next] >> log_coset == cosets[i]; ++next)
            if (coset[positions[next] & (coset.size() - 1)] != values[next])
                return std::unexpected(Fault::kFold);
        folded.push_back(fold_coset(std::span<E>(coset), cosets[i], word.shape.log_length(),
                                    std::span<const E>(word.challenges)));
    }
    positions = std::move(cosets);
    values = std::move(folded);
    return {};
}

}  // namespace

template <typename E>
std::expected<void, Fault> verify_basefold(iop::VerifierChannel& channel,
                                           const iop::Parameters& parameters,
                                           std::span<const StackCommitment> commitments,
                                           std::span<const E> weights, std::span<const E> point,
                                           E claim)
{
    std::vector<FoldedWord<E>> words;
    std::size_t variable = 0;
    for (std::size_t i = 0; i < iop::word_count(parameters); ++i) {
        auto& word = words.emplace_back();
        word.shape = iop::word_of(parameters, i);
        word.cap = channel.receive_hashes(Label::kFoldedWord,
                                          cap_size(parameters, word.shape.log_leaves()));
        for (unsigned k = 0; k < word.shape.log_arity; ++k, ++variable) {
            // The claim is linear in this variable: its value at r from its slope.
            const E slope = channel.receive<E>(Label::kFoldRound);
            if (!receive_work(channel, parameters.grinding.folding))
                return std::unexpected(Fault::kGrinding);
            const E r = channel.challenge<E>(Label::kFoldChallenge);
            claim += (r - point[variable]) * slope;
            word.challenges.push_back(r);
        }
    }
    const auto last =
        channel.receive<E>(Label::kFinalWord, std::size_t{1} << parameters.log_final_length);
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    if (iop::evaluate(std::span<const E>(last), point.subspan(variable)) != claim)
        return std::unexpected(Fault::kFold);

    if (!receive_work(channel, parameters.grinding.queries))
        return std::unexpected(Fault::kGrinding);
    auto positions =
        query_positions(channel.transcript(), parameters.queries, log_length(parameters));

    auto values = combined_rows(channel, parameters, commitments, positions, weights);
    if (!values) return std::unexpected(values.error());
    for (const auto& word : words)
        if (const auto folded = check_fold(channel, word, positions, *values); !folded)
            return folded;
    const auto length = parameters.log_final_length + parameters.log_inverse_rate;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto x = domain_point<typename E::Base>(positions[i], length);
        if (evaluate_at(std::span<const E>(last), x) != (*values)[i])
            return std::unexpected(Fault::kFold);
    }
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    return {};
}

#define ARCHI_INSTANTIATE(E)                                                             \
    template std::expected<void, Fault> verify_basefold(                                 \
        iop::VerifierChannel&, const iop::Parameters&, std::span<const StackCommitment>, \
        std::span<const E>, std::span<const E>, E);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
