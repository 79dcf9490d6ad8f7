// Parameter sets, and what they are judged to prove.

#include "cases/case.hpp"
#include "iop/parameters.hpp"
#include "iop/soundness/protocol.hpp"

using namespace archi;
using namespace archi::iop;
using archi::iop::soundness::Bits;

namespace {

std::uint16_t queries_at(std::uint8_t log_inverse_rate, std::uint8_t multiplicity,
                         std::uint32_t phase_bits)
{
    const Parameters parameters{
        .decoding = multiplicity == 0 ? Decoding::kUnique : Decoding::kJohnson,
        .multiplicity = multiplicity,
        .log_inverse_rate = log_inverse_rate,
        .grinding = {.queries = 20}};
    return fewest_queries(parameters, phase_bits).value_or(0);
}

soundness::Totals totals_of(const Parameters& parameters)
{
    return soundness::totals(soundness::terms(parameters), parameters.log_proofs);
}

ParameterError error_of(const Parameters& parameters)
{
    const auto valid = validate(parameters);
    return valid ? ParameterError{0xff} : valid.error();
}

}  // namespace

CASE(soundness, fewest_queries_match_published_counts)
{
    // Design: 112 bits a phase with 20 bits of grinding, unique decoding.
    CHECK(queries_at(1, 0, 112) == 222);
    CHECK(queries_at(2, 0, 112) == 136);
    CHECK(queries_at(3, 0, 112) == 111);
    // SP1, OpenVM: 100 bits at rate 1/2; and 128.
    CHECK(queries_at(1, 0, 100) == 193);
    CHECK(queries_at(1, 0, 128) == 261);
    // Johnson with multiplicity 10 at rates 1/2 to 1/16, 100 and 128 bits.
    CHECK(queries_at(1, 10, 100) == 187 && queries_at(1, 10, 128) == 252);
    CHECK(queries_at(2, 10, 100) == 87 && queries_at(2, 10, 128) == 117);
    CHECK(queries_at(3, 10, 100) == 56 && queries_at(3, 10, 128) == 76);
    CHECK(queries_at(4, 10, 100) == 42 && queries_at(4, 10, 128) == 56);
    CHECK(queries_at(4, 3, 100) == 46 && queries_at(4, 3, 128) == 61);
    // Multiplicity 1 leaves nothing to decode at rate 1/2.
    CHECK(queries_at(1, 1, 100) == 0);
}

CASE(soundness, named_sets_reach_what_they_declare)
{
    CHECK(!parameter_sets().empty());
    for (const auto& set : parameter_sets()) {
        CHECK(validate(set.parameters).has_value());
        CHECK(find_parameter_set(set.name) == &set);
        // One query less than the target itself needs, and the set is refused.
        auto fewer = set.parameters;
        const auto needed = *fewest_queries(fewer, fewer.target_bits + fewer.log_proofs);
        CHECK(needed <= fewer.queries);
        fewer.queries = static_cast<std::uint16_t>(needed - 1);
        CHECK(error_of(fewer) == ParameterError::kBelowTarget);
    }
    CHECK(find_parameter_set("toy") == nullptr);
    CHECK(default_parameters().queries == 136);
    CHECK(find_parameter_set("rate_half_100")->parameters.queries == 222);
    CHECK(find_parameter_set("rate_eighth_100")->parameters.queries == 111);
}

CASE(soundness, words_of_whir_have_falling_rates_and_queries_of_their_own)
{
    const auto unique = find_parameter_set("whir_100")->parameters;
    CHECK(word_count(unique) == 3);
    for (unsigned i = 0; i < 3; ++i) {
        const auto word = word_of(unique, i);
        CHECK(word.log_arity == 4 && word.log_dimension == 20 - 4 * i);
        CHECK(word.log_inverse_rate == 2 + 3 * i && word.log_length() == 22 - i);
    }
    CHECK(unique.queries == 139);
    CHECK(unique.word_queries == (std::array<std::uint16_t, kMostWords>{139, 99, 95, 0, 0, 0}));
    const auto johnson = find_parameter_set("whir_johnson_100")->parameters;
    CHECK(johnson.queries == 139 && johnson.decoding == Decoding::kUnique);
    CHECK(johnson.word_queries == (std::array<std::uint16_t, kMostWords>{102, 39, 24, 0, 0, 0}));
    // Every phase of queries counts.
    for (const auto& set : parameter_sets()) {
        if (set.parameters.opening != Opening::kWhir) continue;
        for (std::size_t i = 0; i < word_count(set.parameters); ++i) {
            auto fewer = set.parameters;
            fewer.word_queries[i] = static_cast<std::uint16_t>(fewer.word_queries[i] - 10);
            CHECK(error_of(fewer) == ParameterError::kBelowTarget);
        }
        auto fewer = set.parameters;
        fewer.queries = static_cast<std::uint16_t>(fewer.queries - 10);
        CHECK(error_of(fewer) == ParameterError::kBelowTarget);
    }
    // Only words that are decoded beyond half the distance are sampled outside of the domain.
    const auto has = [](const Parameters& parameters, std::string_view name) {
        for (const auto& term : soundness::terms(parameters).view())
            if (term.name == name) return true;
        return false;
    };
    CHECK(has(johnson, "out of domain") && !has(unique, "out of domain"));
    CHECK(has(unique, "shift") && has(unique, "final sumcheck"));
}

CASE(soundness, default_set_proves_100_bits_after_the_union_and_128_is_the_ceiling)
{
    const auto totals = totals_of(default_parameters());
    CHECK(totals.round.floor() == 112);
    CHECK(totals.proof.floor() == 112);
    CHECK(totals.all_proofs.floor() == 101);
    const auto high = totals_of(find_parameter_set("high_128")->parameters);
    CHECK(high.round == Bits::whole(128));
    CHECK(high.proof == Bits::whole(128));
}

CASE(soundness, weak_sets_are_refused)
{
    auto toy = default_parameters();
    toy.queries = 8;
    CHECK(error_of(toy) == ParameterError::kBelowTarget);
    toy.target_bits = 10;
    toy.log_proofs = 0;
    CHECK(error_of(toy) == ParameterError::kTargetTooLow);
    CHECK(validate(toy, 10).has_value());  // a test may say that it wants no more

    auto small_field = default_parameters();
    small_field.extension_degree = 4;
    CHECK(error_of(small_field) == ParameterError::kBelowTarget);
    small_field.extension_degree = 3;
    CHECK(error_of(small_field) == ParameterError::kFieldUnsupported);

    auto ungrounded = default_parameters();
    ungrounded.grinding.queries = 18;
    CHECK(error_of(ungrounded) == ParameterError::kBelowTarget);

    auto above = default_parameters();
    above.target_bits = 129;
    above.queries = 600;
    CHECK(error_of(above) == ParameterError::kBelowTarget);  // the digest's 128 bits

    auto many = default_parameters();
    many.log_proofs = 14;
    CHECK(error_of(many) == ParameterError::kBelowTarget);
}

CASE(soundness, shapes_that_do_not_fit_are_refused)
{
    const auto refused = [](auto change) {
        auto parameters = default_parameters();
        change(parameters);
        return error_of(parameters) == ParameterError::kShapeUnsupported;
    };
    CHECK(refused([](Parameters& p) { p.log_inverse_rate = 0; }));
    CHECK(refused([](Parameters& p) { p.log_inverse_rate = 5; }));  // 2^25 above two-adicity
    CHECK(refused([](Parameters& p) { p.log_stacked_height = 255; }));
    CHECK(refused([](Parameters& p) { p.log_final_length = 20; }));
    CHECK(refused([](Parameters& p) { p.log_fold_arity = 0; }));
    CHECK(refused([](Parameters& p) { p.log_fold_arity = 6; }));  // leaves of more than 1024 bytes
    CHECK(refused([](Parameters& p) { p.log_cap = 19; }));
    CHECK(refused([](Parameters& p) { p.queries = 0; }));
    CHECK(refused([](Parameters& p) { p.grinding.folding = 41; }));
    CHECK(refused([](Parameters& p) { p.log_proofs = 41; }));
    CHECK(refused([](Parameters& p) { p.limits.log_leaves = 0; }));
    CHECK(refused([](Parameters& p) { p.limits.constraint_degree = 0; }));
    // WHIR's own fields are zero elsewhere, and fit its words there.
    CHECK(refused([](Parameters& p) { p.opening = Opening::kWhir; }));
    CHECK(refused([](Parameters& p) { p.word_log_inverse_rate = 2; }));
    CHECK(refused([](Parameters& p) { p.word_multiplicity = 2; }));
    CHECK(refused([](Parameters& p) { p.word_queries[5] = 1; }));
    const auto refused_whir = [](auto change) {
        auto parameters = find_parameter_set("whir_100")->parameters;
        change(parameters);
        return error_of(parameters) == ParameterError::kShapeUnsupported;
    };
    CHECK(!refused_whir([](Parameters&) {}));
    CHECK(refused_whir([](Parameters& p) { p.word_queries[0] = 0; }));
    CHECK(refused_whir([](Parameters& p) { p.word_queries[2] = 0; }));
    CHECK(refused_whir([](Parameters& p) { p.word_queries[3] = 100; }));
    CHECK(refused_whir([](Parameters& p) { p.word_log_inverse_rate = 0; }));
    CHECK(refused_whir([](Parameters& p) { p.word_log_inverse_rate = 5; }));  // 2^25
    CHECK(refused_whir([](Parameters& p) { p.log_fold_arity = 1; }));         // too many words
    auto baby = default_parameters();
    baby.field = BaseField::kBabyBear;
    baby.log_inverse_rate = 5;
    CHECK(error_of(baby) != ParameterError::kShapeUnsupported);
}

CASE(soundness, johnson_needs_a_multiplicity_a_distance_and_pinned_commitments)
{
    auto johnson = default_parameters();
    johnson.decoding = Decoding::kJohnson;
    CHECK(error_of(johnson) == ParameterError::kDecodingUnsupported);
    johnson.multiplicity = 10;
    CHECK(error_of(johnson) == ParameterError::kEarlyCommitmentsNotPinned);
    johnson.early_commitments_pinned = true;
    CHECK(validate(johnson).has_value());  // 136 queries are more than enough
    johnson.queries = *fewest_queries(johnson, 112);
    CHECK(johnson.queries < 136);
    CHECK(validate(johnson).has_value());
    auto negative = johnson;
    negative.log_inverse_rate = 1;
    negative.multiplicity = 1;
    CHECK(error_of(negative) == ParameterError::kDecodingUnsupported);
    auto confused = default_parameters();
    confused.multiplicity = 3;
    CHECK(error_of(confused) == ParameterError::kDecodingUnsupported);
    auto words = find_parameter_set("whir_johnson_100")->parameters;
    words.word_log_inverse_rate = 1;
    words.word_multiplicity = 1;
    CHECK(error_of(words) == ParameterError::kDecodingUnsupported);
}

CASE(soundness, any_parameters_are_judged)
{
    // What a proof claims about itself is judged too: every byte may be anything.
    int judged = 0;
    for (int i = 0; i < 400; ++i) {
        auto parameters = default_parameters();
        const auto any = [&] { return static_cast<std::uint8_t>(context.random()); };
        const auto few = [&] { return static_cast<std::uint8_t>(context.random() % 32); };
        const bool wild = i % 2 == 0;
        std::uint8_t* const fields[] = {&parameters.extension_degree,
                                        &parameters.multiplicity,
                                        &parameters.log_inverse_rate,
                                        &parameters.log_stacked_height,
                                        &parameters.log_fold_arity,
                                        &parameters.log_final_length,
                                        &parameters.log_cap,
                                        &parameters.grinding.shared_challenge,
                                        &parameters.grinding.local_challenge,
                                        &parameters.grinding.batching,
                                        &parameters.grinding.folding,
                                        &parameters.grinding.queries,
                                        &parameters.log_proofs,
                                        &parameters.limits.log_run_leaves,
                                        &parameters.limits.log_leaves,
                                        &parameters.limits.log_height,
                                        &parameters.limits.log_instances,
                                        &parameters.limits.log_columns,
                                        &parameters.limits.log_constraints,
                                        &parameters.limits.log_stacked_columns,
                                        &parameters.limits.constraint_degree,
                                        &parameters.limits.tuple_length};
        for (auto* const field : fields)
            if (context.random() % 8 == 0) *field = wild ? any() : few();
        if (context.random() % 2 == 0) {
            parameters.decoding = Decoding::kJohnson;
            parameters.multiplicity = any();
            parameters.early_commitments_pinned = context.random() % 2 == 0;
        }
        parameters.queries = static_cast<std::uint16_t>(context.random() % 300);
        if (context.random() % 2 == 0) {
            parameters.opening = Opening::kWhir;
            parameters.word_log_inverse_rate = few();
            parameters.word_multiplicity = context.random() % 2 == 0 ? any() : 0;
            for (auto& queries : parameters.word_queries)
                queries = static_cast<std::uint16_t>(context.random() % 300);
            if (context.random() % 2 == 0) parameters.word_queries = {90, 80, 70};
        }
        parameters.target_bits = static_cast<std::uint16_t>(context.random() % 140);
        const auto valid = validate(parameters, 0);
        if (!valid && valid.error() != ParameterError::kBelowTarget) continue;
        ++judged;
        // No accepted set declares more than its queries or its digests give.
        const auto least =
            fewest_queries(parameters, parameters.target_bits + parameters.log_proofs);
        if (valid) CHECK(least && parameters.queries >= *least && parameters.target_bits <= 128);
    }
    CHECK(judged > 20);
}

CASE(soundness, every_field_changes_the_encoding)
{
    const auto base = default_parameters();
    const auto reference = encode(base);
    CHECK(reference[0] == 0 && reference[1] == 6 && reference[10] == 136 && reference[11] == 0);
    const auto differs = [&](auto change) {
        auto parameters = base;
        change(parameters);
        return encode(parameters) != reference;
    };
    CHECK(differs([](Parameters& p) { p.field = BaseField::kBabyBear; }));
    CHECK(differs([](Parameters& p) { ++p.extension_degree; }));
    CHECK(differs([](Parameters& p) { p.decoding = Decoding::kJohnson; }));
    CHECK(differs([](Parameters& p) { ++p.multiplicity; }));
    CHECK(differs([](Parameters& p) { p.early_commitments_pinned = true; }));
    CHECK(differs([](Parameters& p) { ++p.log_inverse_rate; }));
    CHECK(differs([](Parameters& p) { ++p.log_stacked_height; }));
    CHECK(differs([](Parameters& p) { ++p.log_fold_arity; }));
    CHECK(differs([](Parameters& p) { ++p.log_final_length; }));
    CHECK(differs([](Parameters& p) { ++p.log_cap; }));
    CHECK(differs([](Parameters& p) { p.queries = static_cast<std::uint16_t>(p.queries + 256); }));
    CHECK(differs([](Parameters& p) { p.opening = Opening::kWhir; }));
    CHECK(differs([](Parameters& p) { ++p.word_log_inverse_rate; }));
    CHECK(differs([](Parameters& p) { ++p.word_multiplicity; }));
    for (std::size_t i = 0; i < kMostWords; ++i)
        for (const int by : {1, 256})
            CHECK(differs([&](Parameters& p) {
                p.word_queries[i] = static_cast<std::uint16_t>(p.word_queries[i] + by);
            }));
    CHECK(differs([](Parameters& p) { ++p.grinding.shared_challenge; }));
    CHECK(differs([](Parameters& p) { ++p.grinding.local_challenge; }));
    CHECK(differs([](Parameters& p) { ++p.grinding.batching; }));
    CHECK(differs([](Parameters& p) { ++p.grinding.folding; }));
    CHECK(differs([](Parameters& p) { ++p.grinding.queries; }));
    CHECK(differs(
        [](Parameters& p) { p.target_bits = static_cast<std::uint16_t>(p.target_bits + 256); }));
    CHECK(differs([](Parameters& p) { ++p.log_proofs; }));
    CHECK(differs([](Parameters& p) { ++p.limits.log_run_leaves; }));
    CHECK(differs([](Parameters& p) { ++p.limits.log_leaves; }));
    CHECK(differs([](Parameters& p) { ++p.limits.log_height; }));
    CHECK(differs([](Parameters& p) { ++p.limits.log_instances; }));
    CHECK(differs([](Parameters& p) { ++p.limits.log_columns; }));
    CHECK(differs([](Parameters& p) { ++p.limits.log_constraints; }));
    CHECK(differs([](Parameters& p) { ++p.limits.log_stacked_columns; }));
    CHECK(differs([](Parameters& p) { ++p.limits.constraint_degree; }));
    CHECK(differs([](Parameters& p) { ++p.limits.tuple_length; }));
}
