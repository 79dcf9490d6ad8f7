#pragma once
// Where things are: interactions among the leaves of the sums over the buses, and columns in the
// stacked ones. Both follow from the shape alone; a proof never states them.

#include <optional>
#include <vector>

#include "iop/merkle.hpp"
#include "verifier/air.hpp"

namespace archi::verifier {

/// One table of a chip, of 2^log_height rows.
struct Instance {
    unsigned chip = 0;  ///< index in the Air
    unsigned log_height = 0;
};

/// Ordered by chip; within a chip by height, tallest first.
using Shape = std::vector<Instance>;

/// The leaves of one scope. An instance's interactions are consecutive blocks of 2^log_height
/// leaves each; blocks are ordered by height, tallest first, so each begins at a multiple of its
/// size.
struct LeafLayout {
    std::vector<std::size_t> first;  ///< of each instance: where its first block begins
    std::size_t used = 0;            ///< leaves that belong to a block; the others are 0/1
    unsigned log_leaves = 0;
};

/// A column among the stacked ones of its commitment.
struct StackedColumn {
    std::size_t offset =
        0;  ///< row of the stack laid end to end; a multiple of the column's height
    unsigned log_height = 0;
};

/// The columns of one commitment, laid end to end, tallest first, and cut into `width` columns of
/// one height. What is left of the last one is zero.
struct StackLayout {
    std::vector<StackedColumn> columns;  ///< in the order in which the commitment lists them
    unsigned width = 0;
};

/// `log_heights` of all columns of a commitment.
[[nodiscard]] StackLayout stack(std::span<const unsigned> log_heights, unsigned stacked_log_height);

template <typename E>
[[nodiscard]] LeafLayout lay_out_leaves(Air<E> air, const Shape& shape, Scope scope);

/// The heights of an instance's columns in the commitment of `kind`, appended: main columns, or
/// preprocessed ones for TreeKind::kProgram.
template <typename E>
void append_heights(const ChipInfo<E>& chip, const Instance& instance, iop::TreeKind kind,
                    std::vector<unsigned>& log_heights);

/// The tallest of the shape.
[[nodiscard]] unsigned max_log_height(const Shape& shape);

}  // namespace archi::verifier
