// The tables of parameter sets that the design was chosen from.

#include <algorithm>
#include <array>

#include "cases/case.hpp"
#include "iop/machine_field.hpp"
#include "iop/soundness/lookup.hpp"
#include "iop/soundness/univariate.hpp"
#include "iop/soundness/whir.hpp"

using namespace archi;
using namespace archi::iop::soundness;

namespace {

Interval koala_bear(unsigned degree)
{
    return Interval(std::uint64_t{iop::KoalaBear::kModulus}).power(degree);
}

Regime regime(std::uint32_t multiplicity)
{
    return multiplicity == 0 ? Regime::unique_decoding() : Regime::johnson(multiplicity);
}

/// To the nearest tenth of a bit.
std::int64_t tenths(const Interval& error)
{
    return (error.bits().units * 10 + Bits::kOne / 2) >> 32;
}

/// The fewest queries for `bits`.
std::uint64_t queries(const Regime& regime, const Code& code, std::int64_t bits)
{
    const auto one_query = query_error(regime, code, 1).bits().units;
    return static_cast<std::uint64_t>((Bits::whole(bits).units + one_query - 1) / one_query);
}

}  // namespace

CASE(soundness_tables, fri_with_600_columns_of_2_22_rows)
{
    struct Row {
        unsigned degree;
        std::uint32_t multiplicity;  // 0: unique decoding
        std::int32_t log_inverse_rate;
        std::array<std::int64_t, 4> tenths;  // batching, fold by 16, DEEP, LogUp
    };
    constexpr std::array kRows{
        Row{4, 0, 1, {937, 1030, 1000, 924}},    Row{4, 10, 1, {739, 832, 961, 924}},
        Row{5, 0, 1, {1247, 1340, 1309, 1234}},  Row{5, 10, 2, {1023, 1117, 1266, 1234}},
        Row{5, 3, 4, {1053, 1146, 1271, 1234}},  Row{6, 10, 1, {1358, 1451, 1580, 1543}},
        Row{6, 10, 2, {1333, 1426, 1575, 1543}}, Row{6, 10, 3, {1308, 1401, 1570, 1543}},
        Row{6, 10, 4, {1283, 1376, 1565, 1543}}};
    constexpr std::array<std::uint32_t, 1> kFold{4};
    for (const auto& row : kRows) {
        const auto field = koala_bear(row.degree);
        const auto bound = regime(row.multiplicity);
        const Code code{.log_dimension = 22, .log_inverse_rate = row.log_inverse_rate};
        CHECK(tenths(bound.batching_error(code, Batching::kPowers, 600) / field) == row.tenths[0]);
        CHECK(tenths(fri_commit_error(bound, code, kFold, 0, field)) == row.tenths[1]);
        CHECK(tenths(deep_error(bound, code, 3, 2, field)) == row.tenths[2]);
        CHECK(deep_condition(bound, code, 2));
        const Lookup lookup{
            .rows = std::uint64_t{1} << 22, .lookups_per_row = 48, .tuple_length = 16};
        CHECK(tenths(lookup_error(lookup, field)) == row.tenths[3]);
    }
}

CASE(soundness_tables, whir_sets)
{
    struct Row {
        unsigned degree;
        std::int32_t log_message;
        std::int32_t log_inverse_rate;
        std::uint32_t multiplicity;
        std::int64_t target;
        std::int64_t query_grinding;
        std::array<std::uint64_t, 5> queries;  // 0: no such iteration
    };
    constexpr std::array kRows{Row{4, 26, 1, 0, 100, 20, {196, 89, 82, 82, 82}},
                               Row{5, 24, 2, 10, 100, 20, {88, 34, 21, 15}},
                               Row{6, 24, 2, 10, 128, 20, {118, 45, 28, 21}},
                               Row{5, 22, 4, 10, 100, 28, {38, 22, 15}},
                               Row{6, 22, 5, 10, 100, 28, {31, 19, 14}},
                               Row{6, 22, 5, 10, 128, 28, {42, 26, 19}}};
    for (const auto& row : kRows) {
        const auto bound = regime(row.multiplicity);
        Code code{.log_dimension = row.log_message, .log_inverse_rate = row.log_inverse_rate};
        for (const auto expected : row.queries) {
            if (expected == 0) break;
            // One bit more than the target, for the rest of the round.
            CHECK(queries(bound, code, row.target + 1 - row.query_grinding) == expected);
            code = whir_next_code(code, 4);
        }
    }
}

CASE(soundness_tables, what_binds_the_whir_sets)
{
    // Degree 4 at 2^26: batching of 64 columns falls short of 100 and needs 8 bits of work.
    const Code long_code{.log_dimension = 26, .log_inverse_rate = 1};
    const auto batching =
        Regime::unique_decoding().batching_error(long_code, Batching::kPowers, 64);
    CHECK((batching / koala_bear(4)).bits().floor() == 92);
    CHECK(ground(batching / koala_bear(4), 8).bits().floor() == 100);
    // Degree 5 in the Johnson regime: the folds hold just above 100.
    const auto johnson = Regime::johnson(10);
    const Code quarter{.log_dimension = 24, .log_inverse_rate = 2};
    const Code sixteenth{.log_dimension = 22, .log_inverse_rate = 4};
    const auto least_fold = [&](Code code, unsigned degree, int iterations) {
        auto least = Bits::whole(1000);
        for (int iteration = 0; iteration < iterations; ++iteration) {
            for (int round = 0; round < 4; ++round)
                least = std::min(
                    least,
                    whir_fold_error(johnson, code.folded(round), 3, koala_bear(degree)).bits());
            code = whir_next_code(code, 4);
        }
        return least.floor();
    };
    CHECK(least_fold(quarter, 5, 4) == 100);
    CHECK(least_fold(sixteenth, 5, 3) == 100);
    CHECK(least_fold(quarter, 6, 4) >= 129);  // queries bind, at 129
    CHECK(least_fold({.log_dimension = 22, .log_inverse_rate = 5}, 6, 3) == 129);
}
