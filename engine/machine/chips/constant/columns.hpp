#pragma once

#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

/// Instructions that write what is known when the program is decoded: LUI, AUIPC, JAL, and ADDI
/// from x0.
template <typename T>
struct ConstantColumns {
    T is_constant;
    Place<T> place;
    T rd;
    T next_pc;
    Word<T> immediate;
    Write<T> destination;
};

}  // namespace archi::machine::chips
