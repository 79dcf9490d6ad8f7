#include "iop/parameters.hpp"

#include <algorithm>

#include "iop/machine_field.hpp"
#include "iop/soundness/protocol.hpp"

namespace archi::iop {

namespace {

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
           parameters.log_fold_arity >= 1 &&
           parameters.log_fold_arity + parameters.log_cap <= log_length &&
           parameters.queries >= 1 && most_grinding <= 40 && parameters.log_proofs <= 40 &&
           limits.log_run_leaves <= 40 && limits.log_leaves >= 1 && limits.log_leaves <= 40 &&
           limits.log_height >= 1 && limits.log_height <= 40 && limits.log_instances <= 40 &&
           limits.log_columns <= 40 && limits.log_constraints <= 40 &&
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
    if (johnson == (parameters.multiplicity == 0) ||
        !soundness::regime_of(parameters).distance(soundness::stacked_code(parameters)))
        return std::unexpected(kDecodingUnsupported);
    if (johnson && !parameters.early_commitments_pinned)
        return std::unexpected(kEarlyCommitmentsNotPinned);
    if (parameters.target_bits < least_bits) return std::unexpected(kTargetTooLow);
    const auto totals = soundness::totals(soundness::terms(parameters), parameters.log_proofs);
    if (totals.all_proofs < soundness::Bits::whole(parameters.target_bits))
        return std::unexpected(kBelowTarget);
    return {};
}

constexpr std::optional<std::uint16_t> count_queries(const Parameters& parameters,
                                                     std::uint32_t phase_bits)
{
    const auto distance =
        soundness::regime_of(parameters).distance(soundness::stacked_code(parameters));
    if (!distance) return std::nullopt;
    if (phase_bits <= parameters.grinding.queries) return std::uint16_t{1};
    const auto per_query = (soundness::Interval(1) - *distance).bits().units;
    if (per_query <= 0 || phase_bits > 1024) return std::nullopt;
    const auto needed = soundness::Bits::whole(phase_bits - parameters.grinding.queries).units;
    const auto queries = (needed + per_query - 1) / per_query;
    if (queries > UINT16_MAX) return std::nullopt;
    return static_cast<std::uint16_t>(queries);
}

/// The fewest queries that leave one bit of the target for all other terms together.
constexpr Parameters with_queries(Parameters parameters)
{
    const auto phase_bits = parameters.target_bits + parameters.log_proofs + 1U;
    parameters.queries = count_queries(parameters, phase_bits).value();
    return parameters;
}

constexpr Grinding kQueriesOnly{.queries = 20};

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
    const auto low = [](std::uint16_t number) { return static_cast<std::uint8_t>(number); };
    const auto high = [](std::uint16_t number) { return static_cast<std::uint8_t>(number >> 8); };
    const auto& grinding = parameters.grinding;
    const auto& limits = parameters.limits;
    return {static_cast<std::uint8_t>(parameters.field),
            parameters.extension_degree,
            static_cast<std::uint8_t>(parameters.decoding),
            parameters.multiplicity,
            static_cast<std::uint8_t>(parameters.early_commitments_pinned),
            parameters.log_inverse_rate,
            parameters.log_stacked_height,
            parameters.log_fold_arity,
            parameters.log_final_length,
            parameters.log_cap,
            low(parameters.queries),
            high(parameters.queries),
            grinding.shared_challenge,
            grinding.local_challenge,
            grinding.batching,
            grinding.folding,
            grinding.queries,
            low(parameters.target_bits),
            high(parameters.target_bits),
            parameters.log_proofs,
            limits.log_run_leaves,
            limits.log_leaves,
            limits.log_height,
            limits.log_instances,
            limits.log_columns,
            limits.log_constraints,
            limits.log_stacked_columns,
            limits.constraint_degree,
            limits.tuple_length};
}

}  // namespace archi::iop
