#pragma once

#include "machine/chips/load_word/columns.hpp"

namespace archi::machine::chips {

/// SB, SH.
template <typename T>
struct StorePartColumns {
    T is_sb;
    T is_sh;
    Place<T> place;
    T rs1;
    T rs2;
    Word<T> immediate;  ///< sign-extended
    Read<T> first;
    Read<T> second;
    AddressCarries<T> carry;
    T in_high;  ///< bit 1 of the address: which limb
    T odd;      ///< bit 0 of the address: which byte of it
    Write<T> memory;
    T limb;  ///< the one addressed, as it was
    // Of SB:
    T stored;              ///< lowest byte of the second source
    T kept;                ///< the byte of the limb that stays
    T replaced;            ///< and the one that goes
    T stored_conjunction;  ///< stored & the byte above it
    T kept_conjunction;    ///< kept & replaced
    T new_limb;
    Word<T> result;
};

}  // namespace archi::machine::chips
