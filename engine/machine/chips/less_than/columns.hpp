#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// Whether one word is less than another, decided by the highest limb in which they differ.
template <typename T>
struct Comparison {
    T is_less;
    T high_differs;
    T first_sign;  ///< bit 31, in signed comparisons
    T second_sign;
    T difference;  ///< of the deciding limbs, so that it is below 2^16 if is_less is true
};

/// SLT, SLTU.
template <typename T>
struct LessThanColumns {
    T is_slt;
    T is_sltu;
    Place<T> place;
    T rd;
    T rs1;
    T rs2;
    Read<T> first;
    Read<T> second;
    Comparison<T> comparison;
    Write<T> destination;
};

/// SLTI, SLTIU.
template <typename T>
struct LessThanImmediateColumns {
    T is_slt;
    T is_sltu;
    Place<T> place;
    T rd;
    T rs1;
    Word<T> immediate;  ///< sign-extended
    Read<T> first;
    Comparison<T> comparison;
    Write<T> destination;
};

}  // namespace archi::machine::chips
