#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// JALR.
template <typename T>
struct JumpRegisterColumns {
    T is_jalr;
    Place<T> place;
    T rd;
    T rs1;
    T link_high;        ///< (pc + 4) >> 16
    Word<T> immediate;  ///< sign-extended
    Read<T> first;
    T low_carry;
    T high_carry;
    T odd;  ///< bit 0 of the sum, which the target leaves out
    Write<T> destination;
};

}  // namespace archi::machine::chips
