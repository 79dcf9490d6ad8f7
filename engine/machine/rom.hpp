#pragma once
// Rows of the ROM: what the chips know of an instruction. Instructions that differ for a programmer
// but not for a chip share an opcode here, and what follows from the instruction and its place
// alone is computed once, with the program, instead of in every row.

#include "machine/instruction.hpp"

namespace archi::machine {

/// What a row of the ROM means, and so which chip executes it. 0 is none: padding, and words of the
/// text that no proof can execute.
enum class RomOpcode : std::uint8_t {
    kNone = 0,
    kAdd,
    kSub,
    kAddImmediate,
    kConstant,  ///< rd := immediate, next pc in rs1: LUI, AUIPC, JAL, ADDI from x0
    kXor,
    kOr,
    kAnd,
    kXorImmediate,
    kOrImmediate,
    kAndImmediate,
    kSll,
    kSrl,
    kSra,
    kSllImmediate,  ///< rs2: where to cut a limb; immediate: 2^(16 - cut), and whether 16 or more
    kSrlImmediate,
    kSraImmediate,
    kSlt,
    kSltu,
    kSltImmediate,
    kSltuImmediate,
    kBeq,  ///< branches: lower immediate = target
    kBne,
    kBeqZero,  ///< rs1 compared with zero
    kBneZero,
    kBlt,
    kBge,
    kBltu,
    kBgeu,
    kJalr,  ///< rs2: (pc + 4) >> 16
    kLw,
    kSw,
    kLb,
    kLbu,
    kLh,
    kLhu,
    kSb,
    kSh,
    kMul,
    kMulh,
    kMulhsu,
    kMulhu,
    kDiv,
    kDivu,
    kRem,
    kRemu,
    kHint,
    kExit,
};

inline constexpr unsigned kRomOpcodes = static_cast<unsigned>(RomOpcode::kExit) + 1;

/// As it stands in the ROM.
[[nodiscard]] constexpr std::uint32_t number(RomOpcode opcode)
{
    return static_cast<std::uint32_t>(opcode);
}

/// The tuple of Bus::kRom. Every field is below p; both immediates are below 2^16, but that of a
/// branch is below 2^30.
struct RomRow {
    std::uint32_t pc = 0;
    RomOpcode opcode = RomOpcode::kNone;
    std::uint32_t rd = 0;
    std::uint32_t rs1 = 0;
    std::uint32_t rs2 = 0;
    std::uint32_t immediate_low = 0;
    std::uint32_t immediate_high = 0;

    bool operator==(const RomRow&) const = default;
};

/// The row of an instruction at `pc`. All zero for kNone and kFail.
[[nodiscard]] RomRow rom_row(const Instruction& instruction, std::uint32_t pc) noexcept;

}  // namespace archi::machine
