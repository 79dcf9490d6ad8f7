#pragma once

#include "machine/chips/load_word/columns.hpp"

namespace archi::machine::chips {

/// LB, LBU, LH, LHU.
template <typename T>
struct LoadPartColumns {
    T is_lb;
    T is_lbu;
    T is_lh;
    T is_lhu;
    Place<T> place;
    T rd;
    T rs1;
    Word<T> immediate;  ///< sign-extended
    Read<T> first;
    AddressCarries<T> carry;
    T in_high;  ///< bit 1 of the address: which limb
    T odd;      ///< bit 0 of the address: which byte of it
    Read<T> memory;
    T limb;  ///< the one addressed
    T byte;  ///< the one addressed; of LB and LBU
    T rest;  ///< LB, LBU: the limb's other byte. LH, LHU: the limb without its sign
    T sign;  ///< top bit of what is loaded
    T fill;  ///< sign, if it is extended
    T low;   ///< of the result; the upper limb is 0xffff fill
    Write<T> destination;
};

}  // namespace archi::machine::chips
