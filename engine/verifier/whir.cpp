// WHIR (Arnon, Chiesa, Fenzi, Yogev, eprint 2024/1586) on the words of fold.hpp.
//
// A word's coefficients q keep Σ_b w(b)·q(b) = claim for a polynomial w of weights, multilinear as
// q: at first the equality polynomial of the point. The combined columns are the first word; a few
// variables of a word are bound by a sumcheck, and what is left is committed to as the next one,
// over twice the rate that folding alone would leave. The word before it is asked at places of its
// own, and each answer, the value at x, is one more claim on the next word: Σ_b x^b·q(b). Powers of
// a challenge join it to the claim, so later words show that earlier ones were folded rightly.

#include "iop/multilinear.hpp"
#include "iop/sumcheck.hpp"
#include "verifier/fold.hpp"
#include "verifier/instantiate.hpp"
#include "verifier/opened_leaves.hpp"

namespace archi::verifier {

using iop::Label;

namespace {

/// The word whose first variable is `first` has a claimed value at x, which is in the domain of the
/// word before it, or drawn from E.
template <typename E, typename Point>
struct PowerClaim {
    Point x;
    E weight;
    std::size_t first = 0;
};

/// What is claimed of the present word.
template <typename E>
struct Constraint {
    using F = typename E::Base;

    E value;
    std::vector<E> challenges = {};  ///< variables that are bound
    std::vector<PowerClaim<E, F>> in_domain = {};
    std::vector<PowerClaim<E, E>> out_of_domain = {};

    /// The weights of all claims, at challenges for all variables. eq(point, ·) has weight 1.
    [[nodiscard]] E weight(std::span<const E> point) const
    {
        E sum = iop::equality(point, std::span<const E>(challenges));
        for (const auto& claim : in_domain)
            sum += weight_of(claim);
        for (const auto& claim : out_of_domain)
            sum += weight_of(claim);
        return sum;
    }

private:
    /// Σ_b x^b·eq(challenges, b) = Π (1 − rᵢ + rᵢ·x^(2^i)).
    template <typename Point>
    [[nodiscard]] E weight_of(const PowerClaim<E, Point>& claim) const
    {
        E product = claim.weight;
        Point x = claim.x;
        for (auto i = claim.first; i < challenges.size(); ++i) {
            product *= E::one() + challenges[i] * (x - Point::one());
            x *= x;
        }
        return product;
    }
};

/// One sumcheck round over the claim.
template <typename E>
std::expected<E, Fault> bind(iop::VerifierChannel& channel, Label round, unsigned work,
                             Constraint<E>& constraint)
{
    std::array<E, 2> coefficients;
    channel.receive(round, std::span<E>(coefficients));
    if (!receive_work(channel, work)) return std::unexpected(Fault::kGrinding);
    const E r = channel.challenge<E>(Label::kFoldChallenge);
    constraint.value = iop::next_claim(constraint.value, std::span<const E>(coefficients), r);
    constraint.challenges.push_back(r);
    return r;
}

/// Values of what is asked, at places of the folded word, and those places.
template <typename E>
struct Answers {
    std::vector<typename E::Base> x;
    std::vector<E> values;
};

/// Draws places of the word, and folds what is there.
template <typename E>
std::expected<Answers<E>, Fault> ask(iop::VerifierChannel& channel, const FoldedWord<E>& word,
                                     unsigned queries)
{
    const auto log_leaves = word.shape.log_leaves();
    const auto cosets = query_positions(channel.transcript(), queries, log_leaves);
    const auto leaves = open_word<E>(channel, word, cosets);
    if (!leaves) return std::unexpected(leaves.error());
    Answers<E> answers;
    std::vector<E> coset(std::size_t{1} << word.shape.log_arity);
    for (std::size_t i = 0; i < cosets.size(); ++i) {
        channel.decode((*leaves)[i], std::span<E>(coset));
        answers.values.push_back(fold_coset(std::span<E>(coset), cosets[i], word.shape.log_length(),
                                            std::span<const E>(word.challenges)));
        answers.x.push_back(domain_point<typename E::Base>(cosets[i], log_leaves));
    }
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    return answers;
}

/// The same of the stacked columns, combined.
template <typename E>
std::expected<Answers<E>, Fault> ask_columns(iop::VerifierChannel& channel,
                                             const iop::Parameters& parameters,
                                             std::span<const StackCommitment> commitments,
                                             std::span<const E> weights)
{
    const auto positions =
        query_positions(channel.transcript(), parameters.queries, log_length(parameters));
    auto values = combined_rows(channel, parameters, commitments, positions, weights);
    if (!values) return std::unexpected(values.error());
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    Answers<E> answers{{}, std::move(*values)};
    for (const auto position : positions)
        answers.x.push_back(domain_point<typename E::Base>(position, log_length(parameters)));
    return answers;
}

}  // namespace

template <typename E>
std::expected<void, Fault> verify_whir(iop::VerifierChannel& channel,
                                       const iop::Parameters& parameters,
                                       std::span<const StackCommitment> commitments,
                                       std::span<const E> weights, std::span<const E> point,
                                       E claim)
{
    const auto& grinding = parameters.grinding;
    Constraint<E> constraint{.value = claim};
    FoldedWord<E> word;
    for (std::size_t i = 0; i < iop::word_count(parameters); ++i) {
        FoldedWord<E> next{.shape = iop::word_of(parameters, i)};
        next.cap = channel.receive_hashes(Label::kFoldedWord,
                                          cap_size(parameters, next.shape.log_leaves()));
        const auto first = constraint.challenges.size();
        std::vector<E> claimed;
        if (parameters.word_multiplicity != 0) {
            // Of all words as near, one has this value at a point drawn after the commitment.
            const E z = channel.challenge<E>(Label::kOutOfDomain);
            claimed.push_back(channel.receive<E>(Label::kOutOfDomain));
            constraint.out_of_domain.push_back({z, E{}, first});
        }
        if (!receive_work(channel, grinding.queries)) return std::unexpected(Fault::kGrinding);
        const auto answers = i == 0 ? ask_columns(channel, parameters, commitments, weights)
                                    : ask(channel, word, parameters.word_queries[i - 1]);
        if (!answers) return std::unexpected(answers.error());

        const E xi = channel.challenge<E>(Label::kClaimPowers);
        E power = xi;
        if (!claimed.empty()) {
            constraint.out_of_domain.back().weight = power;
            constraint.value += power * claimed.front();
            power *= xi;
        }
        for (std::size_t j = 0; j < answers->x.size(); ++j, power *= xi) {
            constraint.in_domain.push_back({answers->x[j], power, first});
            constraint.value += power * answers->values[j];
        }
        for (unsigned k = 0; k < next.shape.log_arity; ++k) {
            const auto r = bind(channel, Label::kFoldRound, grinding.folding, constraint);
            if (!r) return std::unexpected(r.error());
            next.challenges.push_back(*r);
        }
        word = std::move(next);
    }

    const auto last =
        channel.receive<E>(Label::kFinalWord, std::size_t{1} << parameters.log_final_length);
    if (!receive_work(channel, grinding.queries)) return std::unexpected(Fault::kGrinding);
    const auto answers =
        ask(channel, word, parameters.word_queries[iop::word_count(parameters) - 1]);
    if (!answers) return std::unexpected(answers.error());
    for (std::size_t j = 0; j < answers->x.size(); ++j)
        if (evaluate_at(std::span<const E>(last), answers->x[j]) != answers->values[j])
            return std::unexpected(Fault::kFold);

    const auto bound = constraint.challenges.size();
    for (unsigned k = 0; k < parameters.log_final_length; ++k)
        if (const auto r = bind(channel, Label::kFinalRound, 0, constraint); !r)
            return std::unexpected(r.error());
    if (channel.failed()) return std::unexpected(Fault::kMalformed);
    const auto value = iop::evaluate(std::span<const E>(last),
                                     std::span<const E>(constraint.challenges).subspan(bound));
    if (value * constraint.weight(point) != constraint.value) return std::unexpected(Fault::kFold);
    return {};
}

#define ARCHI_INSTANTIATE(E)                                                                       \
    template std::expected<void, Fault> verify_whir(iop::VerifierChannel&, const iop::Parameters&, \
                                                    std::span<const StackCommitment>,              \
                                                    std::span<const E>, std::span<const E>, E);
ARCHI_FOR_EXTENSIONS(ARCHI_INSTANTIATE)

}  // namespace archi::verifier
