#pragma once

#include "machine/chips/multiply/columns.hpp"

namespace archi::machine::chips {

/// DIV, DIVU, REM, REMU, by magnitudes: |dividend| = quotient |divisor| + remainder.
template <typename T>
struct DivideColumns {
    T is_div;
    T is_divu;
    T is_rem;
    T is_remu;
    Place<T> place;
    T rd;
    T rs1;
    T rs2;
    Read<T> first;
    Read<T> second;
    T first_sign;  ///< of DIV and REM
    T second_sign;
    Word<T> dividend;   ///< magnitude
    Factor<T> divisor;  ///< magnitude
    Factor<T> quotient;
    Word<T> remainder;
    T carry;            ///< of the product, out of limb 0
    T borrow;           ///< of divisor - remainder - 1, out of limb 0
    T by_zero;          ///< the divisor is zero
    T inverse;          ///< of the sum of the divisor's limbs, if it is not zero
    Word<T> magnitude;  ///< of the result: quotient or remainder
    T is_negative;      ///< the result is minus the magnitude
    Write<T> destination;
    Word<T> result;
};

}  // namespace archi::machine::chips
