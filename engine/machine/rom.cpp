#include "machine/rom.hpp"

#include <array>

namespace archi::machine {

namespace {

/// By Opcode, where fields are taken over as they are.
constexpr auto kOpcodesOfRows = [] {
    std::array<RomOpcode, kOpcodes> rows{};
    const auto set = [&rows](Opcode opcode, RomOpcode row) {
        rows[static_cast<unsigned>(opcode)] = row;
    };
    set(Opcode::kAdd, RomOpcode::kAdd);
    set(Opcode::kSub, RomOpcode::kSub);
    set(Opcode::kXor, RomOpcode::kXor);
    set(Opcode::kOr, RomOpcode::kOr);
    set(Opcode::kAnd, RomOpcode::kAnd);
    set(Opcode::kSll, RomOpcode::kSll);
    set(Opcode::kSrl, RomOpcode::kSrl);
    set(Opcode::kSra, RomOpcode::kSra);
    set(Opcode::kSlt, RomOpcode::kSlt);
    set(Opcode::kSltu, RomOpcode::kSltu);
    set(Opcode::kMul, RomOpcode::kMul);
    set(Opcode::kMulh, RomOpcode::kMulh);
    set(Opcode::kMulhsu, RomOpcode::kMulhsu);
    set(Opcode::kMulhu, RomOpcode::kMulhu);
    set(Opcode::kDiv, RomOpcode::kDiv);
    set(Opcode::kDivu, RomOpcode::kDivu);
    set(Opcode::kRem, RomOpcode::kRem);
    set(Opcode::kRemu, RomOpcode::kRemu);
    set(Opcode::kBeq, RomOpcode::kBeq);
    set(Opcode::kBne, RomOpcode::kBne);
    set(Opcode::kBlt, RomOpcode::kBlt);
    set(Opcode::kBge, RomOpcode::kBge);
    set(Opcode::kBltu, RomOpcode::kBltu);
    set(Opcode::kBgeu, RomOpcode::kBgeu);
    set(Opcode::kJal, RomOpcode::kConstant);
    set(Opcode::kJalr, RomOpcode::kJalr);
    set(Opcode::kLb, RomOpcode::kLb);
    set(Opcode::kLh, RomOpcode::kLh);
    set(Opcode::kLw, RomOpcode::kLw);
    set(Opcode::kLbu, RomOpcode::kLbu);
    set(Opcode::kLhu, RomOpcode::kLhu);
    set(Opcode::kSb, RomOpcode::kSb);
    set(Opcode::kSh, RomOpcode::kSh);
    set(Opcode::kSw, RomOpcode::kSw);
    set(Opcode::kHint, RomOpcode::kHint);
    set(Opcode::kExit, RomOpcode::kExit);
    set(Opcode::kAddi, RomOpcode::kAddImmediate);
    set(Opcode::kXori, RomOpcode::kXorImmediate);
    set(Opcode::kOri, RomOpcode::kOrImmediate);
    set(Opcode::kAndi, RomOpcode::kAndImmediate);
    set(Opcode::kSlli, RomOpcode::kSllImmediate);
    set(Opcode::kSrli, RomOpcode::kSrlImmediate);
    set(Opcode::kSrai, RomOpcode::kSraImmediate);
    set(Opcode::kSlti, RomOpcode::kSltImmediate);
    set(Opcode::kSltiu, RomOpcode::kSltuImmediate);
    return rows;
}();

void set_immediate(RomRow& row, std::uint32_t word)
{
    row.immediate_low = word & 0xffff;
    row.immediate_high = word >> 16;
}

RomRow constant(std::uint32_t pc, std::uint32_t rd, std::uint32_t word, std::uint32_t next_pc)
{
    RomRow row{.pc = pc, .opcode = RomOpcode::kConstant, .rd = rd, .rs1 = next_pc};
    set_immediate(row, word);
    return row;
}

void set_branch(RomRow& row, std::uint32_t target)
{
    row.immediate_low = target;
    const auto is_equality = row.opcode == RomOpcode::kBeq || row.opcode == RomOpcode::kBne;
    if (!is_equality || row.rs2 != 0) return;
    row.opcode = row.opcode == RomOpcode::kBeq ? RomOpcode::kBeqZero : RomOpcode::kBneZero;
}

void set_shift(RomRow& row, std::uint32_t amount)
{
    const auto within_limb = amount % 16;
    row.rs2 = row.opcode == RomOpcode::kSllImmediate ? 16 - within_limb : within_limb;
    row.immediate_low = 1U << (16 - row.rs2);
    row.immediate_high = amount / 16;
}

}  // namespace

RomRow rom_row(const Instruction& instruction, std::uint32_t pc) noexcept
{
    const auto [opcode, rd, rs1, rs2, immediate] = instruction;
    const auto of_row = kOpcodesOfRows[static_cast<unsigned>(opcode)];
    if (of_row == RomOpcode::kNone) return {};
    if (opcode == Opcode::kJal) return constant(pc, rd, pc + 4, immediate);
    if (opcode == Opcode::kAddi && rs1 == 0) return constant(pc, rd, immediate, pc + 4);

    RomRow row{.pc = pc, .opcode = of_row, .rd = rd, .rs1 = rs1, .rs2 = rs2};
    if (is_branch(opcode))
        set_branch(row, immediate);
    else if (is_between(opcode, Opcode::kSlli, Opcode::kSrai))
        set_shift(row, immediate);
    else
        set_immediate(row, immediate);
    if (opcode == Opcode::kJalr) row.rs2 = (pc + 4) >> 16;
    return row;
}

}  // namespace archi::machine
