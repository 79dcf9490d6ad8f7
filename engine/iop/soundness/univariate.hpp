#pragma once
// FRI and DEEP-ALI, which we do not use: the calculator reproduces what others publish with them.
// Sources: eprint 2022/1216, theorem 8 (ALI, DEEP); BCHKS25 for batching and folding. `field` is
// the size of the challenge field.

#include <cstdint>
#include <span>

#include "iop/soundness/regime.hpp"

namespace archi::iop::soundness {

/// An error after `bits` of proof of work.
[[nodiscard]] constexpr Interval ground(const Interval& error, std::uint32_t bits)
{
    return error * Interval::power_of_two(-static_cast<std::int32_t>(bits));
}

/// The commit phase's round `round` (from 0): a fold by fold_logs[round], combined by powers of one
/// challenge.
[[nodiscard]] constexpr Interval fri_commit_error(const Regime& regime, Code code,
                                                  std::span<const std::uint32_t> fold_logs,
                                                  std::size_t round, const Interval& field)
{
    for (const auto log_arity : fold_logs.first(round + 1))
        code = code.folded(static_cast<std::int32_t>(log_arity));
    const auto words = std::uint64_t{1} << fold_logs[round];
    return regime.batching_error(code, Batching::kPowers, words) / field;
}

/// (1 - theta)^queries. Requires a distance.
[[nodiscard]] constexpr Interval query_error(const Regime& regime, const Code& code,
                                             std::uint64_t queries)
{
    return (Interval(1) - regime.distance(code).value_or(Interval())).power(queries);
}

/// Constraints combined by powers of one challenge, for every candidate of the list.
[[nodiscard]] constexpr Interval ali_error(const Regime& regime, const Code& code,
                                           std::uint64_t constraints, const Interval& field)
{
    return regime.list_size(code) * Interval(constraints) / field;
}

/// `points`: the most points at which one column is opened.
[[nodiscard]] constexpr Interval deep_error(const Regime& regime, const Code& code,
                                            std::uint64_t degree, std::uint64_t points,
                                            const Interval& field)
{
    const auto rows = std::uint64_t{1} << code.log_dimension;
    return regime.list_size(code) * Interval(degree * (rows + points - 1) + (rows - 1)) /
           (field - Interval(rows) - code.length());
}

/// Quotients by several points are sound only if rows + points < (1 - theta) N.
[[nodiscard]] constexpr bool deep_condition(const Regime& regime, const Code& code,
                                            std::uint64_t points)
{
    const auto rows = std::uint64_t{1} << code.log_dimension;
    const auto distance = regime.distance(code);
    return distance &&
           Interval(rows + points).high < ((Interval(1) - *distance) * code.length()).low;
}

}  // namespace archi::iop::soundness
