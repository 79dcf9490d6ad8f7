#pragma once
// Zerocheck and the reductions to one opening, as other multilinear systems publish them.
// `field` is the size of the challenge field.

#include <algorithm>
#include <cstdint>

#include "iop/soundness/interval.hpp"

namespace archi::iop::soundness {

/// Batching, the point and log_rows rounds of degree + 1: all together.
[[nodiscard]] constexpr Interval zerocheck_error(std::uint64_t constraints, std::uint64_t degree,
                                                 std::uint64_t log_rows, const Interval& field)
{
    return Interval(constraints + (degree + 2) * log_rows) / field;
}

/// Jagged (eprint 2025/917): claims on columns to one on the dense polynomial of `log_cells`
/// variables, by two sumchecks.
[[nodiscard]] constexpr Interval jagged_error(std::uint64_t columns, std::uint64_t log_cells,
                                              const Interval& field)
{
    return Interval(ceiling_log2(columns) + 2 * log_cells + 2 * (2 * log_cells + 2)) / field;
}

/// OpenVM 2's reductions (SWIRL): a univariate round over 2^log_skip points, then multilinear ones.
/// Each is the worst round, for each candidate of `list`.
struct Swirl {
    std::uint32_t log_skip = 0;
    std::uint64_t max_log_rows = 0;
    std::uint64_t constraints = 0;  ///< of one table
    std::uint64_t tables = 0;
    std::uint64_t columns = 0;
    std::uint64_t degree = 4;

    [[nodiscard]] constexpr std::uint64_t univariate_degree() const
    {
        return (std::uint64_t{1} << log_skip) - 1;
    }
    [[nodiscard]] constexpr Interval constraint_batching(const Interval& list) const
    {
        return list * Interval(std::max(constraints, 3 * tables));
    }
    [[nodiscard]] constexpr Interval zerocheck(const Interval& list) const
    {
        const auto identity = univariate_degree() + max_log_rows - log_skip;
        return list *
               Interval(std::max({(degree + 1) * univariate_degree(), degree + 1, identity}));
    }
    /// Each column and its rotation.
    [[nodiscard]] constexpr Interval stacking(const Interval& list) const
    {
        return list * Interval(std::max(2 * columns, 2 * univariate_degree()));
    }
};

}  // namespace archi::iop::soundness
