#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// XOR, OR, AND.
template <typename T>
struct BitwiseColumns {
    T is_xor;
    T is_or;
    T is_and;
    Place<T> place;
    T rd;
    T rs1;
    T rs2;
    T first_previous_timestamp;
    T second_previous_timestamp;
    Bytes<T> first;
    Bytes<T> second;
    Bytes<T> conjunction;
    Write<T> destination;
    Word<T> result;
};

/// XORI, ORI, ANDI.
template <typename T>
struct BitwiseImmediateColumns {
    T is_xor;
    T is_or;
    T is_and;
    Place<T> place;
    T rd;
    T rs1;
    T first_previous_timestamp;
    Bytes<T> first;
    Bytes<T> immediate;
    Bytes<T> conjunction;
    Write<T> destination;
    Word<T> result;
};

}  // namespace archi::machine::chips
