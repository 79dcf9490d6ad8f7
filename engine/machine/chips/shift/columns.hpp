#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// How both limbs of the source are cut: limb = lower + 2^cut * upper, with lower < 2^cut. A shift
/// to the left by t < 16 cuts at 16 - t, one to the right at t.
template <typename T>
struct Cut {
    T cut;
    T lower_scale;  ///< 2^cut
    T upper_scale;  ///< 2^(16 - cut)
    Word<T> lower;
    Word<T> upper;
    Word<T> raised;   ///< lower * upper_scale
    T sign;           ///< bit 31 of the source of SRA
    T sign_of_upper;  ///< sign * upper_scale / 2: the top bit of upper.high
};

/// SLL, SRL, SRA.
template <typename T>
struct ShiftColumns {
    T is_sll;
    T is_srl;
    T is_sra;
    Place<T> place;
    T rd;
    T rs1;
    T rs2;
    Read<T> first;
    Read<T> second;
    std::array<T, 5> amount;  ///< bits of second modulo 32
    T low_power;              ///< 2^(amount modulo 4)
    T power;                  ///< 2^(amount modulo 16)
    Cut<T> cut;
    Write<T> destination;
    Word<T> result;
};

/// SLLI, SRLI, SRAI. The ROM knows where to cut.
template <typename T>
struct ShiftImmediateColumns {
    T is_sll;
    T is_srl;
    T is_sra;
    Place<T> place;
    T rd;
    T rs1;
    T by_16;  ///< the amount is 16 or more
    Read<T> first;
    Cut<T> cut;
    Write<T> destination;
    Word<T> result;
};

}  // namespace archi::machine::chips
