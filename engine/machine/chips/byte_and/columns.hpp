#pragma once

#include "machine/chips/word.hpp"

namespace archi::machine::chips {

/// Every pair of bytes, in row a + 256 b, with its conjunction.
template <typename T>
struct ByteAndFixed {
    T a;
    T b;
    T conjunction;
};

template <typename T>
struct ByteAndColumns {
    T multiplicity;
};

}  // namespace archi::machine::chips
