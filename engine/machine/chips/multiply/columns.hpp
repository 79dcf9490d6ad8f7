#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// A factor in bytes, and what their range checks want.
template <typename T>
struct Factor {
    Bytes<T> bytes;
    std::array<T, 2> conjunctions;  ///< of bytes 0 and 1, 2 and 3
};

/// MUL.
template <typename T>
struct MultiplyColumns {
    T is_mul;
    Place<T> place;
    T rd;
    T rs1;
    T rs2;
    T first_previous_timestamp;
    T second_previous_timestamp;
    Factor<T> first;
    Factor<T> second;
    std::array<T, 2> carry;  ///< out of either limb
    Write<T> destination;
    Word<T> result;
};

/// MULH, MULHSU, MULHU.
template <typename T>
struct MultiplyHighColumns {
    T is_mulh;
    T is_mulhsu;
    T is_mulhu;
    Place<T> place;
    T rd;
    T rs1;
    T rs2;
    T first_previous_timestamp;
    T second_previous_timestamp;
    Factor<T> first;
    Factor<T> second;
    T first_sign;
    T second_sign;
    Word<T> low;             ///< lower half of the product
    std::array<T, 3> carry;  ///< out of limbs 0, 1, 2; of limb 2 plus 2
    T top_carry;             ///< out of limb 3: top_carry - 2 top_borrow
    T top_borrow;
    Write<T> destination;
    Word<T> result;
};

}  // namespace archi::machine::chips
