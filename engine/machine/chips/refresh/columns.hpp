#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// Gives a cell a later timestamp, so that the next access finds it less than 2^16 old.
template <typename T>
struct RefreshColumns {
    T is_refresh;
    T cell;
    Read<T> read;
    Word<T> timestamp;  ///< the later one, below 2^29
    T elapsed_low;      ///< lower limb of the timestamps' difference - 1
};

}  // namespace archi::machine::chips
