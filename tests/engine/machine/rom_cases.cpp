#include "machine/rom.hpp"

#include "cases/case.hpp"
#include "machine/limits.hpp"

namespace {

using namespace archi::machine;

constexpr std::uint32_t kPc = 0x2ffc;

CASE(rom, constants_are_known_with_the_program)
{
    const Instruction load_immediate{Opcode::kAddi, 5, 0, 0, 0xfffff800};
    CHECK(rom_row(load_immediate, kPc) ==
          (RomRow{kPc, RomOpcode::kConstant, 5, kPc + 4, 0, 0xf800, 0xffff}));
    const Instruction jump{Opcode::kJal, 1, 0, 0, 0x1000};
    CHECK(rom_row(jump, kPc) == (RomRow{kPc, RomOpcode::kConstant, 1, 0x1000, 0, 0x3000, 0}));
    const Instruction add{Opcode::kAddi, 5, 6, 0, 7};
    CHECK(rom_row(add, kPc) == (RomRow{kPc, RomOpcode::kAddImmediate, 5, 6, 0, 7, 0}));
}

CASE(rom, jumps_to_registers_know_the_upper_half_of_their_link)
{
    const Instruction jump{Opcode::kJalr, kSinkRegister, 1, 0, 8};
    CHECK(rom_row(jump, 0x2fffc) == (RomRow{0x2fffc, RomOpcode::kJalr, kSinkRegister, 1, 3, 8, 0}));
}

CASE(rom, comparisons_with_x0_read_one_register)
{
    CHECK(rom_row({Opcode::kBeq, 0, 7, 0, 0x40}, kPc) ==
          (RomRow{kPc, RomOpcode::kBeqZero, 0, 7, 0, 0x40, 0}));
    CHECK(rom_row({Opcode::kBne, 0, 7, 0, 0x12340000}, kPc) ==
          (RomRow{kPc, RomOpcode::kBneZero, 0, 7, 0, 0x12340000, 0}));
    CHECK(rom_row({Opcode::kBne, 0, 0, 0, 0x40}, kPc) ==
          (RomRow{kPc, RomOpcode::kBneZero, 0, 0, 0, 0x40, 0}));
    CHECK(rom_row({Opcode::kBeq, 0, 3, 7, 0x40}, kPc) ==
          (RomRow{kPc, RomOpcode::kBeq, 0, 3, 7, 0x40, 0}));
    CHECK(rom_row({Opcode::kBltu, 0, 0, 7, 0x40}, kPc) ==
          (RomRow{kPc, RomOpcode::kBltu, 0, 0, 7, 0x40, 0}));
    // bne x0, x7, +8 is bne x7, x0, +8.
    const auto swapped = decode(0x00701463, kPc);
    CHECK(swapped == (Instruction{Opcode::kBne, 0, 7, 0, kPc + 8}));
    CHECK(touches_rs1(*swapped) && !touches_rs2(*swapped));
}

CASE(rom, shifts_know_where_limbs_are_cut)
{
    CHECK(rom_row({Opcode::kSlli, 1, 2, 0, 0}, kPc) ==
          (RomRow{kPc, RomOpcode::kSllImmediate, 1, 2, 16, 1, 0}));
    CHECK(rom_row({Opcode::kSlli, 1, 2, 0, 19}, kPc) ==
          (RomRow{kPc, RomOpcode::kSllImmediate, 1, 2, 13, 8, 1}));
    CHECK(rom_row({Opcode::kSrai, 1, 2, 0, 31}, kPc) ==
          (RomRow{kPc, RomOpcode::kSraImmediate, 1, 2, 15, 2, 1}));
    CHECK(rom_row({Opcode::kSrli, 1, 2, 0, 0}, kPc) ==
          (RomRow{kPc, RomOpcode::kSrlImmediate, 1, 2, 0, 0x10000, 0}));
}

CASE(rom, what_cannot_be_proven_has_no_row)
{
    CHECK(rom_row({}, kPc) == RomRow{});
    CHECK(rom_row({Opcode::kFail, 0, 3, 0, 0}, kPc) == RomRow{});
}

}  // namespace
