#pragma once
// LT to CLZ: comparisons, bits and shifts.

#include "evm/instructions/words.hpp"

namespace archi::evm::bitwise {

inline u256 truth(bool condition)
{
    return static_cast<std::uint64_t>(condition);
}

inline void less(u256* top)
{
    top[-2] = truth(top[-1] < top[-2]);
}

inline void greater(u256* top)
{
    top[-2] = truth(top[-1] > top[-2]);
}

inline void signed_lesser(u256* top)
{
    top[-2] = truth(signed_less(top[-1], top[-2]));
}

inline void signed_greater(u256* top)
{
    top[-2] = truth(signed_less(top[-2], top[-1]));
}

inline void equal(u256* top)
{
    top[-2] = truth(read_limbs(top[-1]) == read_limbs(top[-2]));
}

inline void is_zero(u256* top)
{
    top[-1] = truth(read_limbs(top[-1]).is_zero());
}

inline void conjunction(u256* top)
{
    top[-2] = read_limbs(top[-1]) & read_limbs(top[-2]);
}

inline void disjunction(u256* top)
{
    top[-2] = read_limbs(top[-1]) | read_limbs(top[-2]);
}

inline void exclusive_or(u256* top)
{
    top[-2] = read_limbs(top[-1]) ^ read_limbs(top[-2]);
}

inline void complement(u256* top)
{
    top[-1] = ~read_limbs(top[-1]);
}

inline void nth_byte(u256* top)
{
    top[-2] = byte(top[-1], top[-2]);
}

inline void shift_left(u256* top)
{
    top[-2] = read_limbs(top[-2]) << top[-1];
}

inline void shift_right(u256* top)
{
    top[-2] = read_limbs(top[-2]) >> top[-1];
}

inline void shift_right_signed(u256* top)
{
    top[-2] = arithmetic_shift_right(read_limbs(top[-2]), top[-1]);
}

inline void leading_zeros(u256* top)
{
    top[-1] = count_leading_zeros(top[-1]);
}

}  // namespace archi::evm::bitwise
