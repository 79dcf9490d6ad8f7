#pragma once
// Instructions of the proof machine: RV32IM without traps, and three of its own. What the ROM holds
// is decoded for one place: addresses that depend on the pc are absolute.
// Source: The RISC-V Instruction Set Manual, Volume I (2024), chapters RV32I and M, table of
// opcodes.

#include <cstdint>
#include <optional>
#include <string_view>

namespace archi::machine {

/// What an instruction does. x[] are registers, imm the immediate, arithmetic is modulo 2^32.
/// The immediate form of an operation has the operation's number + kImmediateForm.
enum class Opcode : std::uint8_t {
    kNone = 0,  ///< no instruction: a word of the text that does not decode
    // x[rd] := x[rs1] op x[rs2]
    kAdd = 1,
    kSub = 2,
    kXor = 3,
    kOr = 4,
    kAnd = 5,
    kSll = 6,
    kSrl = 7,
    kSra = 8,
    kSlt = 9,
    kSltu = 10,
    kMul = 11,
    kMulh = 12,
    kMulhsu = 13,
    kMulhu = 14,
    kDiv = 15,
    kDivu = 16,
    kRem = 17,
    kRemu = 18,
    // if x[rs1] op x[rs2]: pc := imm
    kBeq = 19,
    kBne = 20,
    kBlt = 21,
    kBge = 22,
    kBltu = 23,
    kBgeu = 24,
    kJal = 25,   ///< x[rd] := pc + 4, pc := imm
    kJalr = 26,  ///< x[rd] := pc + 4, pc := (x[rs1] + imm) & ~1
    // x[rd] := memory[x[rs1] + imm]
    kLb = 27,
    kLh = 28,
    kLw = 29,
    kLbu = 30,
    kLhu = 31,
    // memory[x[rs1] + imm] := x[rs2]
    kSb = 32,
    kSh = 33,
    kSw = 34,
    kHint = 35,  ///< x[rd] := the next word that the host chooses; custom-0, funct3 0
    kExit = 36,  ///< success: x10 to x17 are the public output, pc := kExitPc; custom-0, funct3 1
    kFail = 37,  ///< ends a run with exit code x[rs1]; nothing to prove; custom-0, funct3 2
    // x[rd] := x[rs1] op imm; shifts have imm < 32
    kAddi = 41,  ///< also LUI, as x0 + imm, and AUIPC, whose sum is known where it stands
    kXori = 43,
    kOri = 44,
    kAndi = 45,
    kSlli = 46,
    kSrli = 47,
    kSrai = 48,
    kSlti = 49,
    kSltiu = 50,
};

inline constexpr unsigned kImmediateForm = 40;
inline constexpr unsigned kOpcodes = 51;  ///< above every opcode's number

/// One decoded instruction. A field without a meaning for its opcode is zero; rd = x0 is written
/// kSinkRegister.
struct Instruction {
    Opcode opcode = Opcode::kNone;
    std::uint8_t rd = 0;
    std::uint8_t rs1 = 0;
    std::uint8_t rs2 = 0;
    std::uint32_t immediate = 0;  ///< sign-extended; of kJal and branches the absolute target

    constexpr bool operator==(const Instruction&) const = default;
};

/// The instruction that `word_bits` are at address `pc`. None: ECALL, EBREAK, FENCE, CSR accesses,
/// unknown encodings, and jumps or branches to an address outside [0, 2^30) or not divisible by
/// four.
[[nodiscard]] std::optional<Instruction> decode(std::uint32_t word_bits, std::uint32_t pc) noexcept;

/// The mnemonic of RISC-V, in lower case; "none" for kNone and numbers that are no opcode.
[[nodiscard]] std::string_view mnemonic(Opcode opcode) noexcept;

[[nodiscard]] constexpr bool is_between(Opcode opcode, Opcode first, Opcode last)
{
    return opcode >= first && opcode <= last;
}

[[nodiscard]] constexpr bool is_immediate_form(Opcode opcode)
{
    return opcode >= Opcode::kAddi;
}

[[nodiscard]] constexpr bool is_branch(Opcode opcode)
{
    return is_between(opcode, Opcode::kBeq, Opcode::kBgeu);
}

[[nodiscard]] constexpr bool is_load(Opcode opcode)
{
    return is_between(opcode, Opcode::kLb, Opcode::kLhu);
}

[[nodiscard]] constexpr bool is_store(Opcode opcode)
{
    return is_between(opcode, Opcode::kSb, Opcode::kSw);
}

/// What an instruction touches, in the order of time: rs1, rs2, memory, rd. kExit touches none of
/// these; it reads x10 to x17, all at its own timestamp.
[[nodiscard]] constexpr bool reads_rs1(Opcode opcode)
{
    return is_between(opcode, Opcode::kAdd, Opcode::kBgeu) ||
           is_between(opcode, Opcode::kJalr, Opcode::kSw) || opcode == Opcode::kFail ||
           is_immediate_form(opcode);
}

[[nodiscard]] constexpr bool reads_rs2(Opcode opcode)
{
    return is_between(opcode, Opcode::kAdd, Opcode::kBgeu) || is_store(opcode);
}

[[nodiscard]] constexpr bool touches_memory(Opcode opcode)
{
    return is_between(opcode, Opcode::kLb, Opcode::kSw);
}

[[nodiscard]] constexpr bool writes_rd(Opcode opcode)
{
    return is_between(opcode, Opcode::kAdd, Opcode::kRemu) ||
           is_between(opcode, Opcode::kJal, Opcode::kLhu) || opcode == Opcode::kHint ||
           is_immediate_form(opcode);
}

/// Whether the instruction accesses the cell of its first source, or second: not if it is x0 and
/// the chips know a form without it (constants, comparisons with zero).
[[nodiscard]] constexpr bool touches_rs1(const Instruction& instruction)
{
    const auto is_constant = instruction.opcode == Opcode::kAddi && instruction.rs1 == 0;
    return reads_rs1(instruction.opcode) && !is_constant;
}

[[nodiscard]] constexpr bool touches_rs2(const Instruction& instruction)
{
    const auto is_equality =
        instruction.opcode == Opcode::kBeq || instruction.opcode == Opcode::kBne;
    return reads_rs2(instruction.opcode) && (!is_equality || instruction.rs2 != 0);
}

}  // namespace archi::machine
