#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// ADD, SUB.
template <typename T>
struct AddSubColumns {
    T is_add;
    T is_sub;
    Place<T> place;
    T rd;
    T rs1;
    T rs2;
    Read<T> first;
    Read<T> second;
    Write<T> destination;
    Word<T> result;
};

/// ADDI from a register other than x0.
template <typename T>
struct AddImmediateColumns {
    T is_add;
    Place<T> place;
    T rd;
    T rs1;
    Word<T> immediate;  ///< sign-extended
    Read<T> first;
    Write<T> destination;
    Word<T> result;
};

}  // namespace archi::machine::chips
