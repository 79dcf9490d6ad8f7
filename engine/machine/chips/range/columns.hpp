#pragma once

#include "machine/chips/word.hpp"

namespace archi::machine::chips {

/// Every (bits, value) with value < 2^bits and bits <= 16: row 2^bits + value, and once more (0, 0)
/// in row 0.
template <typename T>
struct RangeFixed {
    T bits;
    T value;
};

template <typename T>
struct RangeColumns {
    T multiplicity;
};

}  // namespace archi::machine::chips
