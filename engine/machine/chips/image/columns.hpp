#pragma once

#include "machine/chips/word.hpp"

namespace archi::machine::chips {

/// The initialised words of the program, committed with it. Rows that pad them are zero.
template <typename T>
struct ImageFixed {
    T is_word;
    T cell;
    Word<T> initial;
};

template <typename T>
struct ImageColumns {
    T is_used;  ///< the run accesses the cell
    T final_timestamp;
    Word<T> final_value;
};

}  // namespace archi::machine::chips
