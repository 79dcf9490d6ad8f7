#pragma once
// Programs that exercise the machine: every opcode, with random operands and those at edges, in
// random order. For the audit and for tests.

#include <cstdint>

#include "machine/program.hpp"

namespace archi::machine {

/// What an exercise is made of.
struct ExerciseOptions {
    std::uint64_t seed = 1;
    std::uint32_t instructions = 1000;  ///< about; loops do not occur
};

/// A program that runs through most of its text once and ends at `exit`. It takes hints: any words
/// will do, as many as it has instructions. With 400 instructions or more, every opcode of the ROM
/// is executed.
[[nodiscard]] Program exercise(const ExerciseOptions& options);

/// Has an exercise exit with the digest of an empty output, so that its run can be proven.
void leave_no_output(Program& program);

/// Operands at which words, limbs and bytes carry, change sign or vanish.
inline constexpr std::uint32_t kEdgeWords[] = {
    0,          1,          2,          0x7f,       0x80,       0xff,       0x100,      0x7fff,
    0x8000,     0xfffe,     0xffff,     0x10000,    0x10001,    0xffffff,   0x7fff0000, 0x7fffffff,
    0x80000000, 0x80000001, 0x8000ffff, 0xffff0000, 0xffff7fff, 0xffff8000, 0xfffffffe, 0xffffffff};

}  // namespace archi::machine
