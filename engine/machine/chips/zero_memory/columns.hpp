#pragma once

#include "machine/chips/word.hpp"

namespace archi::machine::chips {

/// The cells that the run uses and that begin as zero, memory words and registers, each after one
/// with a lower index.
template <typename T>
struct ZeroMemoryColumns {
    T is_used;
    T cell;
    T previous_cell;
    T cell_low;  ///< lower limb of cell
    T gap_low;   ///< lower limb of cell - previous_cell - 1
    T final_timestamp;
    Word<T> final_value;
};

}  // namespace archi::machine::chips
