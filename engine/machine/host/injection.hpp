#pragma once
// Faults of an executor, for tests: a proof of a run that has one must never verify.
// Source of the ten kinds: Arguzz, a fuzzer of proof machines (2025).

#include <cstdint>

#include "machine/host/interpreter.hpp"

namespace archi::machine {

enum class FaultKind : std::uint8_t {
    kPreExecPcMod,    ///< another instruction is executed than the one before led to
    kPostExecPcMod,   ///< the instruction leads to another place than it should
    kInstrWordMod,    ///< another instruction than the program has there
    kBrNegCond,       ///< a branch is taken if it should not be, and the other way round
    kCompOutMod,      ///< another result is written to rd
    kLoadValMod,      ///< a load gives another value than memory has
    kStoreOutMod,     ///< a store leaves another value than it should
    kPreExecMemMod,   ///< a memory cell changes before the instruction, by itself
    kPostExecMemMod,  ///< after it
    kPreExecRegMod,   ///< a register changes before the instruction, by itself
    kPostExecRegMod,  ///< after it
};

/// What goes wrong, and when.
struct Injection {
    FaultKind kind = FaultKind::kCompOutMod;
    std::uint32_t cycle = 0;   ///< of the run, from 0
    std::uint32_t place = 0;   ///< address for pc, cell for memory, number of the register
    std::uint32_t change = 1;  ///< the values are changed by exclusive or; kInstrWordMod: the word
};

/// Executes one instruction with the fault, and patches its record if it has one. Where the
/// instruction is of another sort than the fault needs, it is executed as it should be.
[[nodiscard]] Stop execute_with_fault(Core& core, Mode mode, const Injection& injection);

}  // namespace archi::machine
