#pragma once
// Rows of additions, constants, bitwise operations, shifts and hints.

#include "machine/chips/add/columns.hpp"
#include "machine/chips/bitwise/columns.hpp"
#include "machine/chips/constant/columns.hpp"
#include "machine/chips/hint/columns.hpp"
#include "machine/chips/shift/columns.hpp"
#include "machine/host/rows/instruction.hpp"

namespace archi::machine::rows {

inline void fill(chips::AddSubColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_add = is(step, RomOpcode::kAdd);
    row.is_sub = is(step, RomOpcode::kSub);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
    ledger.range_word(step.record.rd.value);
}

inline void fill(chips::AddImmediateColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_add = 1;
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.immediate = immediate(step);
    row.first = first(step, ledger);
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
    ledger.range_word(step.record.rd.value);
}

inline void fill(chips::ConstantColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_constant = 1;
    row.place = place(step);
    row.rd = step.rom.rd;
    row.next_pc = step.rom.rs1;
    row.immediate = immediate(step);
    row.destination = destination(step, ledger);
}

inline void fill(chips::HintColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_hint = 1;
    row.place = place(step);
    row.rd = step.rom.rd;
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
    ledger.range_word(step.record.rd.value);
}

[[nodiscard]] inline chips::Bytes<Number> conjunction(Number a, Number b, Ledger& ledger)
{
    for (unsigned i = 0; i < 4; ++i)
        ledger.byte_and(a >> 8 * i & 255, b >> 8 * i & 255);
    return bytes(a & b);
}

inline void fill(chips::BitwiseColumns<Number>& row, const Step& step, Ledger& ledger)
{
    const auto a = step.record.rs1.value;
    const auto b = step.record.rs2.value;
    row.is_xor = is(step, RomOpcode::kXor);
    row.is_or = is(step, RomOpcode::kOr);
    row.is_and = is(step, RomOpcode::kAnd);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.first_previous_timestamp = first_timestamp(step, ledger);
    row.second_previous_timestamp = second_timestamp(step, ledger);
    row.first = bytes(a);
    row.second = bytes(b);
    row.conjunction = conjunction(a, b, ledger);
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
}

inline void fill(chips::BitwiseImmediateColumns<Number>& row, const Step& step, Ledger& ledger)
{
    const auto a = step.record.rs1.value;
    const auto b = step.rom.immediate_low | step.rom.immediate_high << 16;
    row.is_xor = is(step, RomOpcode::kXorImmediate);
    row.is_or = is(step, RomOpcode::kOrImmediate);
    row.is_and = is(step, RomOpcode::kAndImmediate);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.first_previous_timestamp = first_timestamp(step, ledger);
    row.first = bytes(a);
    row.immediate = bytes(b);
    row.conjunction = conjunction(a, b, ledger);
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
}

[[nodiscard]] inline chips::Cut<Number> cut(Number source, Number at, bool is_arithmetic,
                                            Ledger& ledger)
{
    chips::Cut<Number> out{};
    const auto low = source & 0xffff;
    const auto high = source >> 16;
    out.cut = at;
    out.lower_scale = 1U << at;
    out.upper_scale = 1U << (16 - at);
    out.lower = {low & (out.lower_scale - 1), high & (out.lower_scale - 1)};
    out.upper = {low >> at, high >> at};
    out.raised = {out.lower.low * out.upper_scale, out.lower.high * out.upper_scale};
    if (is_arithmetic) out.sign = source >> 31;
    out.sign_of_upper = out.sign * out.upper_scale / 2;
    ledger.range(at, out.lower.low);
    ledger.range(at, out.lower.high);
    ledger.range(16 - at, out.upper.low);
    ledger.range(16 - at - (is_arithmetic ? 1 : 0), out.upper.high - out.sign_of_upper);
    return out;
}

inline void fill(chips::ShiftColumns<Number>& row, const Step& step, Ledger& ledger)
{
    const auto amount = step.record.rs2.value & 31;
    row.is_sll = is(step, RomOpcode::kSll);
    row.is_srl = is(step, RomOpcode::kSrl);
    row.is_sra = is(step, RomOpcode::kSra);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    for (unsigned i = 0; i < 5; ++i)
        row.amount[i] = amount >> i & 1;
    ledger.range(11, (step.record.rs2.value & 0xffff) >> 5);
    row.low_power = 1U << (amount % 4);
    row.power = 1U << (amount % 16);
    const auto at = row.is_sll != 0 ? 16 - amount % 16 : amount % 16;
    row.cut = cut(step.record.rs1.value, at, row.is_sra != 0, ledger);
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
}

inline void fill(chips::ShiftImmediateColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_sll = is(step, RomOpcode::kSllImmediate);
    row.is_srl = is(step, RomOpcode::kSrlImmediate);
    row.is_sra = is(step, RomOpcode::kSraImmediate);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.by_16 = step.rom.immediate_high;
    row.first = first(step, ledger);
    row.cut = cut(step.record.rs1.value, step.rom.rs2, row.is_sra != 0, ledger);
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
}

}  // namespace archi::machine::rows
