#pragma once
// The soundness of our protocol, term by term. SOUNDNESS.md beside this folder says what each term
// is, why it holds and what is assumed.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "iop/machine_field.hpp"
#include "iop/parameters.hpp"
#include "iop/soundness/interval.hpp"
#include "iop/soundness/regime.hpp"
#include "iop/soundness/whir.hpp"

namespace archi::iop::soundness {

/// How a term counts when many proofs make one claim.
enum class Scope : std::uint8_t {
    kProof,      ///< once a proof
    kRun,        ///< once a run, however many segments it has
    kCollision,  ///< a collision of digests: a bound on all work together, not on one attempt
};

/// One way for a false statement to pass.
struct Term {
    std::string_view name;
    std::string_view formula;  ///< over |E|; symbols as in SOUNDNESS.md
    std::uint32_t index = 0;   ///< which of several alike, from 1; 0: the only one
    Scope scope = Scope::kProof;
    Interval round;  ///< the probability in the worst single round
    Interval all;    ///< in all its rounds together
};

/// The terms of one parameter set, without allocation.
class Terms {
public:
    static constexpr std::size_t kCapacity = 64;

    constexpr void add(const Term& term)
    {
        if (size_ < kCapacity) terms_[size_++] = term;
    }
    [[nodiscard]] constexpr std::span<const Term> view() const
    {
        return std::span(terms_).first(size_);
    }

private:
    std::array<Term, kCapacity> terms_{};
    std::size_t size_ = 0;
};

/// What the terms amount to, rounded down.
struct Totals {
    Bits round;       ///< round-by-round: the worst single round of one proof, or a collision
    Bits proof;       ///< all rounds of one proof together, at most the digest's bits
    Bits all_proofs;  ///< all rounds of 2^log_proofs proofs and of the run, likewise
};

[[nodiscard]] constexpr Regime regime_of(const Parameters& parameters)
{
    return parameters.decoding == Decoding::kUnique ? Regime::unique_decoding()
                                                    : Regime::johnson(parameters.multiplicity);
}

/// |E|.
[[nodiscard]] constexpr Interval extension_size(const Parameters& parameters)
{
    const auto modulus =
        parameters.field == BaseField::kKoalaBear ? KoalaBear::kModulus : BabyBear::kModulus;
    return Interval(std::uint64_t{modulus}).power(parameters.extension_degree);
}

/// The code of one stacked column.
[[nodiscard]] constexpr Code stacked_code(const Parameters& parameters)
{
    return {.log_dimension = parameters.log_stacked_height,
            .log_inverse_rate = parameters.log_inverse_rate};
}

/// The code of a word that the opening commits to.
[[nodiscard]] constexpr Code word_code(const Parameters& parameters, std::size_t index)
{
    const auto word = word_of(parameters, index);
    return {.log_dimension = static_cast<std::int32_t>(word.log_dimension),
            .log_inverse_rate = static_cast<std::int32_t>(word.log_inverse_rate)};
}

/// Up to where WHIR's words are decoded.
[[nodiscard]] constexpr Regime word_regime(const Parameters& parameters)
{
    return parameters.word_multiplicity == 0 ? Regime::unique_decoding()
                                             : Regime::johnson(parameters.word_multiplicity);
}

/// True if there is a distance to decode, for columns and words.
[[nodiscard]] constexpr bool has_distances(const Parameters& parameters)
{
    if (!regime_of(parameters).distance(stacked_code(parameters))) return false;
    if (parameters.opening == Opening::kBaseFold) return true;
    for (std::size_t i = 0; i < word_count(parameters); ++i)
        if (!word_regime(parameters).distance(word_code(parameters, i))) return false;
    return true;
}

/// Adds terms given as multiples of 1 / |E|.
class Sheet {
public:
    constexpr explicit Sheet(const Interval& field) : field_(field), inverse_(Interval(1) / field)
    {
    }

    struct Line {
        std::string_view name;
        std::string_view formula;
        std::uint32_t index = 0;
        Scope scope = Scope::kProof;
        std::uint32_t grinding = 0;
    };

    /// `round`: the worst round; `all`: the sum of all rounds.
    constexpr void add(const Line& line, const Interval& round, const Interval& all)
    {
        const auto scale =
            inverse_ * Interval::power_of_two(-static_cast<std::int32_t>(line.grinding));
        terms_.add({.name = line.name,
                    .formula = line.formula,
                    .index = line.index,
                    .scope = line.scope,
                    .round = round * scale,
                    .all = all * scale});
    }
    constexpr void add(const Line& line, const Interval& only_round)
    {
        add(line, only_round, only_round);
    }
    constexpr void add(const Term& term) { terms_.add(term); }
    /// A term of one round, given as a probability.
    constexpr void add_probability(const Line& line, const Interval& error)
    {
        const auto ground =
            error * Interval::power_of_two(-static_cast<std::int32_t>(line.grinding));
        terms_.add({.name = line.name,
                    .formula = line.formula,
                    .index = line.index,
                    .scope = line.scope,
                    .round = ground,
                    .all = ground});
    }
    /// |E|.
    [[nodiscard]] constexpr const Interval& field() const { return field_; }

    [[nodiscard]] constexpr const Terms& terms() const { return terms_; }

private:
    Interval field_;
    Interval inverse_;
    Terms terms_;
};

[[nodiscard]] constexpr Interval power_of_two(unsigned exponent)
{
    return Interval::power_of_two(static_cast<std::int32_t>(exponent));
}

constexpr void add_buses(Sheet& sheet, const Parameters& parameters, const Interval& list)
{
    const auto& limits = parameters.limits;
    const Interval tuple(limits.tuple_length);
    sheet.add({.name = "global fingerprint",
               .formula = "G*S/|E|",
               .scope = Scope::kRun,
               .grinding = parameters.grinding.shared_challenge},
              power_of_two(limits.log_run_leaves) * tuple);
    sheet.add({.name = "local fingerprint",
               .formula = "L*M*S/|E|",
               .grinding = parameters.grinding.local_challenge},
              list * power_of_two(limits.log_leaves) * tuple);

    // Two trees of t layers. Whether they share challenges or not: powers of lambda over all four
    // claims err three times at most, everything else twice.
    const std::uint64_t layers = limits.log_leaves;
    const Interval trees(2);
    const Interval powers(3);
    sheet.add({.name = "GKR claim combination", .formula = "3L/|E| a layer, t layers"},
              list * powers, list * powers * Interval(layers));
    sheet.add({.name = "GKR sumcheck", .formula = "2L*3/|E| a round, t(t-1)/2 rounds"},
              list * trees * Interval(3), list * trees * Interval(3 * layers * (layers - 1) / 2));
    sheet.add({.name = "GKR halves", .formula = "2L/|E| a layer, t layers"}, list * trees,
              list * trees * Interval(layers));
}

constexpr void add_constraints(Sheet& sheet, const Parameters& parameters, const Interval& list)
{
    const auto& limits = parameters.limits;
    const Interval height(limits.log_height);
    const Interval degree(std::uint64_t{limits.constraint_degree} + 1);
    sheet.add({.name = "zerocheck point", .formula = "L/|E| a coordinate, h coordinates"}, list,
              list * height);
    sheet.add({.name = "constraint batching", .formula = "L*C/|E|"},
              list * power_of_two(limits.log_constraints));
    sheet.add({.name = "part batching", .formula = "L*5I/|E|"},
              list * Interval(5) * power_of_two(limits.log_instances));
    sheet.add({.name = "combined sumcheck", .formula = "L*(D+1)/|E| a round, h rounds"},
              list * degree, list * degree * height);
}

/// The probability that queries miss a word which is not near, or not folded as claimed.
[[nodiscard]] constexpr Interval missed(const Regime& regime, const Code& code,
                                        std::uint64_t queries)
{
    return (Interval(1) - regime.distance(code).value_or(Interval())).power(queries);
}

constexpr void add_basefold(Sheet& sheet, const Parameters& parameters)
{
    const auto regime = regime_of(parameters);
    const auto code = stacked_code(parameters);
    for (auto round = 1; round <= parameters.log_stacked_height - parameters.log_final_length;
         ++round) {
        const auto folded = code.folded(round);
        sheet.add({.name = "fold",
                   .formula = "e(N/2^i) + 2l/|E|",
                   .index = static_cast<std::uint32_t>(round),
                   .grinding = parameters.grinding.folding},
                  regime.combination_error(folded) + Interval(2) * regime.list_size(folded));
    }
    sheet.add_probability(
        {.name = "queries", .formula = "(1-theta)^q", .grinding = parameters.grinding.queries},
        missed(regime, code, parameters.queries));
}

constexpr void add_whir(Sheet& sheet, const Parameters& parameters)
{
    const auto& grinding = parameters.grinding;
    const auto regime = word_regime(parameters);
    auto missed_before =
        missed(regime_of(parameters), stacked_code(parameters), parameters.queries);
    std::uint64_t queries = parameters.queries;
    std::uint32_t folds = 0;
    for (std::size_t i = 0; i < word_count(parameters); ++i) {
        const auto index = static_cast<std::uint32_t>(i) + 1;
        const auto code = word_code(parameters, i);
        const auto samples = std::uint64_t{regime.is_unique_decoding() ? 0U : 1U};
        if (samples != 0)
            sheet.add_probability(
                {.name = "out of domain", .formula = "l^2*2^m/(2|E|)", .index = index},
                whir_out_of_domain_error(regime, code, samples, sheet.field()));
        sheet.add_probability(
            {.name = "shift",
             .formula = "(1-theta)^q + l*(q+s)/|E|",
             .index = index,
             .grinding = grinding.queries},
            missed_before + regime.list_size(code) * Interval(queries + samples) / sheet.field());
        for (unsigned k = 0; k < word_of(parameters, i).log_arity; ++k)
            sheet.add_probability({.name = "fold",
                                   .formula = "e(N/2) + 2l/|E|",
                                   .index = ++folds,
                                   .grinding = grinding.folding},
                                  whir_fold_error(regime, code.folded(static_cast<std::int32_t>(k)),
                                                  2, sheet.field()));
        queries = parameters.word_queries[i];
        missed_before = missed(regime, code, queries);
    }
    sheet.add_probability(
        {.name = "queries", .formula = "(1-theta)^q", .grinding = grinding.queries}, missed_before);
    sheet.add({.name = "final sumcheck", .formula = "2/|E| a round"}, Interval(2),
              Interval(2) * Interval(parameters.log_final_length));
}

constexpr void add_opening(Sheet& sheet, const Parameters& parameters, const Interval& list)
{
    const auto& limits = parameters.limits;
    const auto regime = regime_of(parameters);
    const auto code = stacked_code(parameters);
    sheet.add({.name = "column batching", .formula = "L*K/|E|"},
              list * power_of_two(limits.log_columns));
    sheet.add({.name = "stacking sumcheck", .formula = "2L/|E| a round, n rounds"},
              list * Interval(2), list * Interval(2) * Interval(parameters.log_stacked_height));
    const Interval challenges(limits.log_stacked_columns);
    sheet.add({.name = "stacked batching",
               .formula = "log2(W)*(e(N) + L/|E|)",
               .grinding = parameters.grinding.batching},
              challenges * (regime.combination_error(code) + list));
    if (parameters.opening == Opening::kWhir)
        add_whir(sheet, parameters);
    else
        add_basefold(sheet, parameters);
}

/// Requires has_distances(parameters).
[[nodiscard]] constexpr Terms terms(const Parameters& parameters)
{
    const auto regime = regime_of(parameters);
    const auto code = stacked_code(parameters);
    const auto list = regime.row_list_size(code);
    Sheet sheet(extension_size(parameters));
    if (!regime.is_unique_decoding()) {
        // Two candidates of one early commitment agree at the drawn point; a run has at most as
        // many early commitments as there are proofs.
        const auto pairs = list * list * Interval::power_of_two(-1);
        sheet.add({.name = "early commitment pinning",
                   .formula = "(L^2/2)*(n+log2(W))/|E| a segment",
                   .scope = Scope::kRun,
                   .grinding = parameters.grinding.shared_challenge},
                  pairs *
                      Interval(std::uint64_t{parameters.log_stacked_height} +
                               parameters.limits.log_stacked_columns) *
                      power_of_two(parameters.log_proofs));
    }
    add_buses(sheet, parameters, list);
    add_constraints(sheet, parameters, list);
    add_opening(sheet, parameters, list);
    const auto collision = Interval::power_of_two(-(kDigestBits / 2));
    sheet.add(Term{.name = "digest collisions",
                   .formula = "T^2/2^256",
                   .scope = Scope::kCollision,
                   .round = collision,
                   .all = collision});
    return sheet.terms();
}

[[nodiscard]] constexpr Totals totals(const Terms& terms, std::uint32_t log_proofs)
{
    Interval worst;
    Interval proof;
    Interval run;
    Interval collision;
    for (const auto& term : terms.view()) {
        worst = greater(worst, term.round);
        switch (term.scope) {
            case Scope::kProof:
                proof += term.all;
                break;
            case Scope::kRun:
                run += term.all;
                break;
            case Scope::kCollision:
                collision = greater(collision, term.all);
                break;
        }
    }
    return {.round = worst.bits(),
            .proof = greater(proof + run, collision).bits(),
            .all_proofs = greater(proof * power_of_two(log_proofs) + run, collision).bits()};
}

}  // namespace archi::iop::soundness
