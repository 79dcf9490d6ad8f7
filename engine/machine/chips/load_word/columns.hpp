#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// rs1 + immediate modulo 2^32.
template <typename T>
struct AddressCarries {
    T low;
    T high;
};

/// LW.
template <typename T>
struct LoadWordColumns {
    T is_load;
    Place<T> place;
    T rd;
    T rs1;
    Word<T> immediate;  ///< sign-extended
    Read<T> first;
    AddressCarries<T> carry;
    Read<T> memory;
    Write<T> destination;
};

}  // namespace archi::machine::chips
