#pragma once

#include "machine/chips/word.hpp"

namespace archi::machine::chips {

/// One cell that the segment touches: how it comes in and how it goes out.
template <typename T>
struct BoundaryColumns {
    T is_touched;
    T cell;
    T in_timestamp;
    Word<T> in;
    T out_timestamp;
    Word<T> out;
};

}  // namespace archi::machine::chips
