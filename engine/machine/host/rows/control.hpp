#pragma once
// Rows of comparisons, branches, jumps and the exit.

#include "machine/chips/branch/columns.hpp"
#include "machine/chips/exit/columns.hpp"
#include "machine/chips/jump_register/columns.hpp"
#include "machine/chips/less_than/columns.hpp"
#include "machine/host/rows/instruction.hpp"

namespace archi::machine::rows {

[[nodiscard]] inline chips::Comparison<Number> compare(Number a, Number b, bool is_signed,
                                                       Ledger& ledger)
{
    chips::Comparison<Number> out{};
    if (is_signed) {
        out.first_sign = a >> 31;
        out.second_sign = b >> 31;
        ledger.range(15, a >> 16 & 0x7fff);
        ledger.range(15, b >> 16 & 0x7fff);
        a ^= 1U << 31;
        b ^= 1U << 31;
    }
    out.is_less = a < b ? 1 : 0;
    out.high_differs = a >> 16 != b >> 16 ? 1 : 0;
    const auto of_limbs =
        out.high_differs != 0 ? (a >> 16) - (b >> 16) : (a & 0xffff) - (b & 0xffff);
    out.difference = of_limbs + (out.is_less << 16) - out.high_differs * (1 - out.is_less);
    ledger.range(16, out.difference);
    return out;
}

inline void fill(chips::LessThanColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_slt = is(step, RomOpcode::kSlt);
    row.is_sltu = is(step, RomOpcode::kSltu);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    row.comparison = compare(step.record.rs1.value, step.record.rs2.value, row.is_slt != 0, ledger);
    row.destination = destination(step, ledger);
}

inline void fill(chips::LessThanImmediateColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_slt = is(step, RomOpcode::kSltImmediate);
    row.is_sltu = is(step, RomOpcode::kSltuImmediate);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.immediate = immediate(step);
    row.first = first(step, ledger);
    const auto second = step.rom.immediate_low | step.rom.immediate_high << 16;
    row.comparison = compare(step.record.rs1.value, second, row.is_slt != 0, ledger);
    row.destination = destination(step, ledger);
}

/// The inverse of a difference of limbs.
[[nodiscard]] inline Number inverse_of_difference(Number a, Number b)
{
    if (a >= b) return inverse(a - b);
    return F::kModulus - inverse(b - a);
}

inline void fill(chips::BranchEqualColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_beq = is(step, RomOpcode::kBeq);
    row.is_bne = is(step, RomOpcode::kBne);
    row.place = place(step);
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.target = step.rom.immediate_low;
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    const auto& a = row.first.value;
    const auto& b = row.second.value;
    row.is_equal = a.low == b.low && a.high == b.high ? 1 : 0;
    // One of them suffices.
    row.inverse = {inverse_of_difference(a.low, b.low),
                   a.low == b.low ? inverse_of_difference(a.high, b.high) : 0};
    row.next_pc = step.record.next_pc;
}

inline void fill(chips::BranchZeroColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_beq = is(step, RomOpcode::kBeqZero);
    row.is_bne = is(step, RomOpcode::kBneZero);
    row.place = place(step);
    row.rs1 = step.rom.rs1;
    row.target = step.rom.immediate_low;
    row.first = first(step, ledger);
    row.is_zero = step.record.rs1.value == 0 ? 1 : 0;
    row.inverse = inverse(row.first.value.low + row.first.value.high);
    row.next_pc = step.record.next_pc;
}

inline void fill(chips::BranchLessColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_blt = is(step, RomOpcode::kBlt);
    row.is_bge = is(step, RomOpcode::kBge);
    row.is_bltu = is(step, RomOpcode::kBltu);
    row.is_bgeu = is(step, RomOpcode::kBgeu);
    row.place = place(step);
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.target = step.rom.immediate_low;
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    row.comparison = compare(step.record.rs1.value, step.record.rs2.value,
                             (row.is_blt | row.is_bge) != 0, ledger);
    row.next_pc = step.record.next_pc;
}

inline void fill(chips::JumpRegisterColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_jalr = 1;
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.link_high = step.rom.rs2;
    row.immediate = immediate(step);
    row.first = first(step, ledger);
    const auto low = row.first.value.low + row.immediate.low;
    row.low_carry = low >> 16;
    const auto high = row.first.value.high + row.immediate.high + row.low_carry;
    row.high_carry = high >> 16;
    row.odd = low & 1;
    ledger.range(15, (low & 0xffff) >> 1);
    ledger.range(14, high & 0xffff);
    row.destination = destination(step, ledger);
}

/// Without step.exit, which no honest run has, no register is read.
inline void fill(chips::ExitColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_exit = 1;
    row.place = place(step);
    for (std::uint32_t i = 0; step.exit != nullptr && i < kOutputWords; ++i) {
        const auto& read = (*step.exit)[i];
        const auto cell = kFirstRegisterCell + kFirstOutputRegister + i;
        row.output[i] = {
            ledger.access(cell, step.record.timestamp, read.previous_timestamp, read.value),
            limbs(read.value)};
    }
}

}  // namespace archi::machine::rows
