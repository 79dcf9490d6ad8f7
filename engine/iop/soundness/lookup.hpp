#pragma once
// Logarithmic-derivative lookups (eprint 2022/1530) as others publish them, with GKR (eprint
// 2023/1284). `field` is the size of the challenge field.

#include <cstdint>

#include "iop/soundness/interval.hpp"

namespace archi::iop::soundness {

struct Lookup {
    std::uint64_t rows = 0;  ///< of the looking and the looked-up table together
    std::uint64_t lookups_per_row = 1;
    std::uint64_t tuple_length = 1;
    bool equality_fingerprint = false;  ///< tuples combined by eq(r, .) instead of powers
    bool gkr = false;
};

/// Of t = log2(leaves) layers: sumchecks of degree 3 and two linear combinations each.
[[nodiscard]] constexpr Interval gkr_error(const Interval& layers, const Interval& field)
{
    return Interval::power_of_two(-1) * layers * (Interval(3) * layers + Interval(1)) / field;
}

[[nodiscard]] constexpr Interval lookup_error(const Lookup& lookup, const Interval& field)
{
    auto tuple = Interval(lookup.tuple_length);
    if (lookup.equality_fingerprint) tuple = greater(log2(tuple), Interval(1));
    const Interval lookups(lookup.lookups_per_row);
    const Interval rows(lookup.rows);
    const auto fingerprint = lookups * rows * tuple / field;
    if (!lookup.gkr) return fingerprint;
    return fingerprint + gkr_error(log2(rows) + log2(lookups), field);
}

}  // namespace archi::iop::soundness
