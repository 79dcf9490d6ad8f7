// Every term of every parameter set against tests/vectors/soundness_vectors.py, which computes them
// from SOUNDNESS.md with decimals.

#include <array>
#include <string_view>

#include "cases/case.hpp"
#include "iop/parameters.hpp"
#include "iop/soundness/protocol.hpp"

using namespace archi;
using namespace archi::iop;
using namespace archi::iop::soundness;

namespace {

/// What the script says, in units of 2^-32 bits.
struct ExpectedTerm {
    std::string_view name;
    std::uint32_t index = 0;
    Scope scope = Scope::kProof;
    std::int64_t round = 0;
    std::int64_t all = 0;
};
struct ExpectedSet {
    std::string_view name;
    std::uint8_t multiplicity = 0;
    std::uint16_t queries = 0;
    std::string_view encoding;
    std::array<ExpectedTerm, Terms::kCapacity> terms{};
    std::size_t size = 0;
    std::array<std::int64_t, 3> totals{};
};

constexpr auto kSets = [] {
    using enum Scope;
    std::array<ExpectedSet, 24> sets{};
    std::size_t next = 0;
#define SET(name, multiplicity, queries, encoding) \
    sets[next++] = {name, multiplicity, queries, encoding, {}, 0, {}};
#define TERM(name, index, scope, round, all) \
    sets[next - 1].terms[sets[next - 1].size++] = {name, index, scope, round, all};
#define TOTALS(round, proof, all_proofs) sets[next - 1].totals = {round, proof, all_proofs};
#include "vectors/soundness.inc"
#undef SET
#undef TERM
#undef TOTALS
    return sets;
}();

/// Never more than the truth, and hardly less.
bool matches(Bits bits, std::int64_t expected)
{
    return bits.units <= expected && bits.units >= expected - 4;
}

std::uint8_t digit(char character)
{
    return static_cast<std::uint8_t>(character <= '9' ? character - '0' : character - 'a' + 10);
}

/// The named set, or the same in the Johnson regime.
Parameters parameters_of(const ExpectedSet& expected)
{
    auto parameters = find_parameter_set(expected.name)->parameters;
    if (expected.multiplicity == 0) return parameters;
    parameters.decoding = Decoding::kJohnson;
    parameters.multiplicity = expected.multiplicity;
    parameters.early_commitments_pinned = true;
    return with_fewest_queries(parameters, parameters.target_bits + parameters.log_proofs + 1U)
        .value_or(parameters);
}

}  // namespace

CASE(soundness_vectors, every_term_is_what_the_page_says)
{
    std::size_t named = 0;
    for (const auto& expected : kSets) {
        if (expected.name.empty()) break;
        CHECK(find_parameter_set(expected.name) != nullptr);
        named += expected.multiplicity == 0 ? 1 : 0;
        const auto parameters = parameters_of(expected);
        CHECK(parameters.queries == expected.queries);
        const auto computed = terms(parameters);
        CHECK(computed.view().size() == expected.size);
        for (std::size_t i = 0; i < expected.size; ++i) {
            const auto& term = computed.view()[i];
            const auto& page = expected.terms[i];
            CHECK(term.name == page.name && term.index == page.index && term.scope == page.scope);
            CHECK(matches(term.round.bits(), page.round));
            CHECK(matches(term.all.bits(), page.all));
        }
        const auto sums = totals(computed, parameters.log_proofs);
        CHECK(matches(sums.round, expected.totals[0]));
        CHECK(matches(sums.proof, expected.totals[1]));
        CHECK(matches(sums.all_proofs, expected.totals[2]));
    }
    CHECK(named == parameter_sets().size());
}

CASE(soundness_vectors, encodings_are_what_the_page_says)
{
    for (const auto& expected : kSets) {
        if (expected.name.empty()) break;
        const auto bytes = encode(parameters_of(expected));
        CHECK(expected.encoding.size() == 2 * bytes.size());
        for (std::size_t i = 0; i < bytes.size(); ++i)
            CHECK(bytes[i] ==
                  digit(expected.encoding[2 * i]) * 16 + digit(expected.encoding[2 * i + 1]));
    }
}
