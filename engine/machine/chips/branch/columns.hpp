#pragma once

#include "machine/chips/less_than/columns.hpp"

namespace archi::machine::chips {

/// BEQ, BNE.
template <typename T>
struct BranchEqualColumns {
    T is_beq;
    T is_bne;
    Place<T> place;
    T rs1;
    T rs2;
    T target;
    Read<T> first;
    Read<T> second;
    T is_equal;
    Word<T> inverse;  ///< weights that make one of the limbs' differences, if any is not zero
    T next_pc;
};

/// BEQ, BNE of one register with zero.
template <typename T>
struct BranchZeroColumns {
    T is_beq;
    T is_bne;
    Place<T> place;
    T rs1;
    T target;
    Read<T> first;
    T is_zero;
    T inverse;  ///< of the sum of the limbs, if it is not zero
    T next_pc;
};

/// BLT, BGE, BLTU, BGEU.
template <typename T>
struct BranchLessColumns {
    T is_blt;
    T is_bge;
    T is_bltu;
    T is_bgeu;
    Place<T> place;
    T rs1;
    T rs2;
    T target;
    Read<T> first;
    Read<T> second;
    Comparison<T> comparison;
    T next_pc;
};

}  // namespace archi::machine::chips
