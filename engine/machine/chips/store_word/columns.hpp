#pragma once

#include "machine/chips/load_word/columns.hpp"

namespace archi::machine::chips {

/// SW.
template <typename T>
struct StoreWordColumns {
    T is_store;
    Place<T> place;
    T rs1;
    T rs2;
    Word<T> immediate;  ///< sign-extended
    Read<T> first;
    Read<T> second;
    AddressCarries<T> carry;
    Write<T> memory;
};

}  // namespace archi::machine::chips
