#include "iop/parameters.hpp"

#include <algorithm>

#include "iop/machine_field.hpp"
#include "iop/soundness/protocol.hpp"

namespace archi::iop {

namespace {

/// A leaf of a word is one chunk of BLAKE3: 2^5 elements of 24 bytes.
constexpr unsigned kMostFoldArity = 5;

/// What only WHIR has: there if it is WHIR, and fits; nothing otherwise.
constexpr bool words_fit(const Parameters& parameters, unsigned two_adicity)
{
    const auto& queries = parameters.word_queries;
    if (parameters.opening == Opening::kBaseFold)
        return parameters.word_log_inverse_rate == 0 && parameters.word_multiplicity == 0 &&
               std::ranges::all_of(queries, [](auto each) { return each == 0; });
    const auto words = word_count(parameters);
    const unsigned log_length = parameters.log_stacked_height + parameters.word_log_inverse_rate;
    if (parameters.word_log_inverse_rate < 1 || log_length > two_adicity || words > kMostWords)
        return false;
    for (std::size_t i = 0; i < queries.size(); ++i)
        if ((queries[i] == 0) != (i >= words)) return false;
    return true;
}

/// Sizes that a set may have at all: so that no formula is asked about a shape it does not mean.
constexpr bool shape_fits(const Parameters& parameters)
{
    const auto two_adicity =
        parameters.field == BaseField::kKoalaBear ? KoalaBear::kTwoAdicity : BabyBear::kTwoAdicity;
    const unsigned log_length = parameters.log_stacked_height + parameters.log_inverse_rate;
    const auto& limits = parameters.limits;
    const auto& grinding = parameters.grinding;
    const auto most_grinding = std::max({grinding.shared_challenge, grinding.local_challenge,
                                         grinding.batching, grinding.folding, grinding.queries});
    return parameters.log_inverse_rate >= 1 && log_length <= two_adicity &&
           parameters.log_final_length < parameters.log_stacked_height &&
           parameters.log_fold_arity >= 1 && parameters.log_fold_arity <= kMostFoldArity &&
           parameters.log_fold_arity + parameters.log_cap <= log_length &&
           words_fit(parameters, two_adicity) && parameters.queries >= 1 && most_grinding <= 40 &&
           parameters.log_proofs <= 40 && limits.log_run_leaves <= 40 && limits.log_leaves >= 1 &&
           limits.log_leaves <= 40 && limits.log_height >= 1 && limits.log_height <= 40 &&
           limits.log_instances <= 40 && limits.log_columns <= 40 && limits.log_constraints <= 40 &&
           limits.log_stacked_columns >= 1 && limits.log_stacked_columns <= 40 &&
           limits.constraint_degree >= 1 && limits.tuple_length >= 1;
}

constexpr std::expected<void, ParameterError> check(const Parameters& parameters,
                                                    std::uint16_t least_bits)
{
    using enum ParameterError;
    if (parameters.extension_degree < 4 || parameters.extension_degree > 6)
        return std::unexpected(kFieldUnsupported);
    if (!shape_fits(parameters)) return std::unexpected(kShapeUnsupported);
    const bool johnson = parameters.decoding == Decoding::kJohnson;
    if (johnson == (parameters.multiplicity == 0) || !soundness::has_distances(parameters))
        return std::unexpected(kDecodingUnsupported);
    if (johnson && !parameters.early_commitments_pinned)
        return std::unexpected(kEarlyCommitmentsNotPinned);
    if (parameters.target_bits < least_bits) return std::unexpected(kTargetTooLow);
    const auto totals = soundness::totals(soundness::terms(parameters), parameters.log_proofs);
    if (totals.all_proofs < soundness::Bits::whole(parameters.target_bits))
        return std::unexpected(kBelowTarget);
    return {};
}

constexpr std::optional<std::uint16_t> count_queries(const soundness::Regime& regime,
                                                     const soundness::Code& code,
                                                     std::uint32_t grinding,
                                                     std::uint32_t phase_bits)
{
    const auto distance = regime.distance(code);
    if (!distance) return std::nullopt;
    if (phase_bits <= grinding) return std::uint16_t{1};
    const auto per_query = (soundness::Interval(1) - *distance).bits().units;
    if (per_query <= 0 || phase_bits > 1024) return std::nullopt;
    const auto needed = soundness::Bits::whole(phase_bits - grinding).units;
    const auto queries = (needed + per_query - 1) / per_query;
    if (queries > UINT16_MAX) return std::nullopt;
    return static_cast<std::uint16_t>(queries);
}

constexpr std::optional<std::uint16_t> count_queries(const Parameters& parameters,
                                                     std::uint32_t phase_bits)
{
    return count_queries(soundness::regime_of(parameters), soundness::stacked_code(parameters),
                         parameters.grinding.queries, phase_bits);
}

constexpr std::optional<Parameters> count_all_queries(Parameters parameters,
                                                      std::uint32_t phase_bits)
{
    const auto rows = count_queries(parameters, phase_bits);
    if (!rows) return std::nullopt;
    parameters.queries = *rows;
    if (parameters.opening == Opening::kBaseFold) return parameters;
    for (std::size_t i = 0; i < word_count(parameters); ++i) {
        const auto word =
            count_queries(soundness::word_regime(parameters), soundness::word_code(parameters, i),
                          parameters.grinding.queries, phase_bits);
        if (!word || i >= kMostWords) return std::nullopt;
        parameters.word_queries[i] = *word;
    }
    return parameters;
}

/// The fewest queries that leave one bit of the target for all other terms together. WHIR has a
/// phase of them for the rows and for each word.
constexpr Parameters with_queries(const Parameters& parameters)
{
    const auto phases = parameters.opening == Opening::kWhir ? word_count(parameters) + 1 : 1;
    return count_all_queries(parameters, parameters.target_bits + parameters.log_proofs + 1U +
                                             soundness::ceiling_log2(phases))
        .value();
}

constexpr Grinding kQueriesOnly{.queries = 20};

/// WHIR with columns at that rate, and its first word at the same, or at 1/4: at 1/2 a word would
/// be asked nearly twice as often, and it is only six columns to encode.
constexpr Parameters whir(std::uint8_t log_inverse_rate, std::uint8_t word_multiplicity)
{
    return with_queries({.log_inverse_rate = log_inverse_rate,
                         .log_final_length = 8,
                         .opening = Opening::kWhir,
                         .word_log_inverse_rate = std::max<std::uint8_t>(log_inverse_rate, 2),
                         .word_multiplicity = word_multiplicity,
                         .grinding = kQueriesOnly,
                         .target_bits = 100,
                         .log_proofs = 11});
}

constexpr Parameters whir_128()
{
    auto parameters = whir(2, 0);
    parameters.target_bits = 128;
    parameters.log_proofs = 0;
    return with_queries(parameters);
}

constexpr std::array kSets{
    ParameterSet{.name = "default_100",
                 .purpose = "100 bits for all proofs of a run, unique decoding, rate 1/4",
                 .parameters = with_queries({.log_inverse_rate = 2,
                                             .grinding = kQueriesOnly,
                                             .target_bits = 100,
                                             .log_proofs = 11})},
    ParameterSet{.name = "rate_half_100",
                 .purpose = "the same at rate 1/2: less to encode, longer proofs",
                 .parameters = with_queries({.log_inverse_rate = 1,
                                             .grinding = kQueriesOnly,
                                             .target_bits = 100,
                                             .log_proofs = 11})},
    ParameterSet{.name = "rate_eighth_100",
                 .purpose = "the same at rate 1/8: more to encode, shorter proofs",
                 .parameters = with_queries({.log_inverse_rate = 3,
                                             .grinding = kQueriesOnly,
                                             .target_bits = 100,
                                             .log_proofs = 11})},
    ParameterSet{
        .name = "high_128",
        .purpose = "128 bits for each proof by itself, the most a digest of 256 bits allows",
        .parameters =
            with_queries({.log_inverse_rate = 2, .grinding = kQueriesOnly, .target_bits = 128})},
    ParameterSet{.name = "whir_100",
                 .purpose = "WHIR instead of BaseFold, unique decoding, rate 1/4",
                 .parameters = whir(2, 0)},
    ParameterSet{.name = "whir_half_100", .purpose = "WHIR at rate 1/2", .parameters = whir(1, 0)},
    ParameterSet{
        .name = "whir_eighth_100", .purpose = "WHIR at rate 1/8", .parameters = whir(3, 0)},
    ParameterSet{
        .name = "whir_johnson_100",
        .purpose = "WHIR at rate 1/4, columns by unique decoding, words up to the Johnson bound",
        .parameters = whir(2, 10)},
    ParameterSet{.name = "whir_johnson_half_100",
                 .purpose = "the same at rate 1/2",
                 .parameters = whir(1, 10)},
    ParameterSet{.name = "whir_johnson_eighth_100",
                 .purpose = "the same at rate 1/8",
                 .parameters = whir(3, 10)},
    ParameterSet{.name = "whir_128",
                 .purpose = "WHIR at rate 1/4, unique decoding, 128 bits for each proof by itself",
                 .parameters = whir_128()},
    ParameterSet{.name = "degree_5_100",
                 .purpose = "for comparison: extension of degree 5",
                 .parameters = with_queries({.extension_degree = 5,
                                             .log_inverse_rate = 2,
                                             .grinding = kQueriesOnly,
                                             .target_bits = 100,
                                             .log_proofs = 11})},
    ParameterSet{.name = "degree_5_128",
                 .purpose = "for comparison: degree 5, phases ground, 128 bits for each proof",
                 .parameters = with_queries({.extension_degree = 5,
                                             .log_inverse_rate = 2,
                                             .grinding = {.shared_challenge = 10,
                                                          .local_challenge = 7,
                                                          .batching = 2,
                                                          .folding = 0,
                                                          .queries = 20},
                                             .target_bits = 128})},
    ParameterSet{.name = "degree_4_100",
                 .purpose = "for comparison: degree 4, every phase ground, each proof by itself",
                 .parameters = with_queries({.extension_degree = 4,
                                             .log_inverse_rate = 2,
                                             .grinding = {.shared_challenge = 14,
                                                          .local_challenge = 11,
                                                          .batching = 6,
                                                          .folding = 4,
                                                          .queries = 20},
                                             .target_bits = 100})},
};
static_assert(std::ranges::all_of(kSets, [](const ParameterSet& set) {
    return check(set.parameters, kLeastTargetBits).has_value();
}));

}  // namespace

std::string_view name_of(ParameterError error)
{
    switch (error) {
        case ParameterError::kFieldUnsupported:
            return "extension degree is not 4, 5 or 6";
        case ParameterError::kShapeUnsupported:
            return "sizes do not fit each other or the field";
        case ParameterError::kDecodingUnsupported:
            return "no distance is left to decode";
        case ParameterError::kEarlyCommitmentsNotPinned:
            return "early commitments are not pinned, which the Johnson bound requires";
        case ParameterError::kTargetTooLow:
            return "declares fewer bits than demanded";
        case ParameterError::kBelowTarget:
            break;
    }
    return "reaches fewer bits than it declares";
}

std::expected<void, ParameterError> validate(const Parameters& parameters, std::uint16_t least_bits)
{
    return check(parameters, least_bits);
}

std::optional<std::uint16_t> fewest_queries(const Parameters& parameters, std::uint32_t phase_bits)
{
    return count_queries(parameters, phase_bits);
}

std::optional<Parameters> with_fewest_queries(const Parameters& parameters,
                                              std::uint32_t phase_bits)
{
    return count_all_queries(parameters, phase_bits);
}

std::span<const ParameterSet> parameter_sets()
{
    return kSets;
}

const ParameterSet* find_parameter_set(std::string_view name)
{
    const auto* const found = std::ranges::find(kSets, name, &ParameterSet::name);
    return found == kSets.end() ? nullptr : found;
}

const Parameters& default_parameters()
{
    return kSets.front().parameters;
}

std::array<std::uint8_t, kEncodedParametersSize> encode(const Parameters& parameters)
{
    std::array<std::uint8_t, kEncodedParametersSize> out{};
    std::size_t size = 0;
    const auto byte = [&](auto value) { out[size++] = static_cast<std::uint8_t>(value); };
    const auto number = [&](std::uint16_t value) {
        byte(value);
        byte(value >> 8);
    };
    const auto& grinding = parameters.grinding;
    const auto& limits = parameters.limits;
    byte(parameters.field);
    byte(parameters.extension_degree);
    byte(parameters.decoding);
    byte(parameters.multiplicity);
    byte(parameters.early_commitments_pinned);
    byte(parameters.log_inverse_rate);
    byte(parameters.log_stacked_height);
    byte(parameters.log_fold_arity);
    byte(parameters.log_final_length);
    byte(parameters.log_cap);
    number(parameters.queries);
    byte(parameters.opening);
    byte(parameters.word_log_inverse_rate);
    byte(parameters.word_multiplicity);
    for (const auto queries : parameters.word_queries)
        number(queries);
    for (const auto bits : {grinding.shared_challenge, grinding.local_challenge, grinding.batching,
                            grinding.folding, grinding.queries})
        byte(bits);
    number(parameters.target_bits);
    byte(parameters.log_proofs);
    for (const auto limit :
         {limits.log_run_leaves, limits.log_leaves, limits.log_height, limits.log_instances,
          limits.log_columns, limits.log_constraints, limits.log_stacked_columns,
          limits.constraint_degree, limits.tuple_length})
        byte(limit);
    return out;
}

}  // namespace archi::iop
