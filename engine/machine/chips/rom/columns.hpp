#pragma once

#include "machine/chips/word.hpp"

namespace archi::machine::chips {

/// The program's text (machine/rom.hpp), committed with the program. Rows that pad it are zero:
/// no instruction has opcode 0.
template <typename T>
struct RomFixed {
    T pc;
    T opcode;
    T rd;
    T rs1;
    T rs2;
    Word<T> immediate;
};

template <typename T>
struct RomColumns {
    T multiplicity;  ///< how often the instruction is executed
};

}  // namespace archi::machine::chips
