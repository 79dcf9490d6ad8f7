#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// The custom instruction `hint rd`: any word.
template <typename T>
struct HintColumns {
    T is_hint;
    Place<T> place;
    T rd;
    Write<T> destination;
    Word<T> result;
};

}  // namespace archi::machine::chips
