#pragma once
// Rows of loads, stores, and of memory's passage through a segment and a run.

#include "machine/chips/boundary/columns.hpp"
#include "machine/chips/image/columns.hpp"
#include "machine/chips/load_part/columns.hpp"
#include "machine/chips/load_word/columns.hpp"
#include "machine/chips/refresh/columns.hpp"
#include "machine/chips/store_part/columns.hpp"
#include "machine/chips/store_word/columns.hpp"
#include "machine/chips/zero_memory/columns.hpp"
#include "machine/host/rows/instruction.hpp"

namespace archi::machine::rows {

/// The carries of an address, and lookups that check it.
[[nodiscard]] inline chips::AddressCarries<Number> address(const Step& step, Ledger& ledger)
{
    const auto base = limbs(step.record.rs1.value);
    const auto low = base.low + step.rom.immediate_low;
    const auto high = base.high + step.rom.immediate_high + (low >> 16);
    ledger.range(14, (low & 0xffff) >> 2);
    ledger.range(14, high & 0xffff);
    return {low >> 16, high >> 16};
}

inline void fill(chips::LoadWordColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_load = 1;
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.immediate = immediate(step);
    row.first = first(step, ledger);
    row.carry = address(step, ledger);
    row.memory = {memory_timestamp(step, ledger), limbs(step.record.memory.previous_value)};
    row.destination = destination(step, ledger);
}

inline void fill(chips::StoreWordColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_store = 1;
    row.place = place(step);
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.immediate = immediate(step);
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    row.carry = address(step, ledger);
    row.memory = {memory_timestamp(step, ledger), limbs(step.record.memory.previous_value)};
}

/// Bits 1 and 0 of the address.
[[nodiscard]] inline Number offset(const Step& step)
{
    return (step.record.rs1.value + step.rom.immediate_low) & 3;
}

inline void fill(chips::LoadPartColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_lb = is(step, RomOpcode::kLb);
    row.is_lbu = is(step, RomOpcode::kLbu);
    row.is_lh = is(step, RomOpcode::kLh);
    row.is_lhu = is(step, RomOpcode::kLhu);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.immediate = immediate(step);
    row.first = first(step, ledger);
    row.carry = address(step, ledger);
    row.in_high = offset(step) >> 1;
    row.odd = offset(step) & 1;
    const auto word = step.record.memory.previous_value;
    row.memory = {memory_timestamp(step, ledger), limbs(word)};
    row.limb = row.in_high != 0 ? word >> 16 : word & 0xffff;
    if ((row.is_lb | row.is_lbu) != 0) {
        row.byte = row.limb >> 8 * row.odd & 255;
        row.rest = row.limb >> 8 * (1 - row.odd) & 255;
        row.sign = row.byte >> 7;
        row.fill = row.is_lb & row.sign;
        row.low = row.byte + row.fill * 0xff00;
        ledger.byte_and(row.byte, 128);
        ledger.range(8, row.rest);
    } else {
        row.rest = row.limb & 0x7fff;
        row.sign = row.limb >> 15;
        row.fill = row.is_lh & row.sign;
        row.low = row.limb;
        ledger.range(15, row.rest);
    }
    row.destination = destination(step, ledger);
}

inline void fill(chips::StorePartColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_sb = is(step, RomOpcode::kSb);
    row.is_sh = is(step, RomOpcode::kSh);
    row.place = place(step);
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.immediate = immediate(step);
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    row.carry = address(step, ledger);
    row.in_high = offset(step) >> 1;
    row.odd = offset(step) & 1;
    const auto before = step.record.memory.previous_value;
    row.memory = {memory_timestamp(step, ledger), limbs(before)};
    row.limb = row.in_high != 0 ? before >> 16 : before & 0xffff;
    if (row.is_sb != 0) {
        const auto above = row.second.value.low >> 8;
        row.stored = row.second.value.low & 255;
        row.kept = row.limb >> 8 * (1 - row.odd) & 255;
        row.replaced = row.limb >> 8 * row.odd & 255;
        row.stored_conjunction = row.stored & above;
        row.kept_conjunction = row.kept & row.replaced;
        row.new_limb = row.odd != 0 ? row.kept | row.stored << 8 : row.stored | row.kept << 8;
        ledger.byte_and(row.stored, above);
        ledger.byte_and(row.kept, row.replaced);
    } else {
        row.new_limb = row.second.value.low;
    }
    row.result = limbs(step.record.memory.value);
}

inline void fill(chips::RefreshColumns<Number>& row, const RefreshStep& step, Ledger& ledger)
{
    const auto elapsed = step.timestamp - step.previous_timestamp - 1;
    row.is_refresh = 1;
    row.cell = step.cell;
    row.read = {step.previous_timestamp, limbs(step.value)};
    row.timestamp = limbs(step.timestamp);
    row.elapsed_low = elapsed & 0xffff;
    ledger.range(16, row.timestamp.low);
    ledger.range(13, row.timestamp.high);
    ledger.range(16, row.elapsed_low);
    ledger.range(13, elapsed >> 16);
}

inline void fill(chips::BoundaryColumns<Number>& row, const BoundaryCell& cell)
{
    row = {1,
           cell.cell,
           cell.initial_timestamp,
           limbs(cell.initial_value),
           cell.final_timestamp,
           limbs(cell.final_value)};
}

inline void fill(chips::ImageColumns<Number>& row, const FinalCell& cell)
{
    row = {1, cell.timestamp, limbs(cell.value)};
}

/// Requires cell.cell > previous_cell, of which -1 may come before cell 0.
inline void fill(chips::ZeroMemoryColumns<Number>& row, const FinalCell& cell,
                 std::int64_t previous_cell, Ledger* ledger)
{
    const auto gap = static_cast<Number>(cell.cell - previous_cell - 1);
    row = {1,
           cell.cell,
           element(previous_cell).value(),
           cell.cell & 0xffff,
           gap & 0xffff,
           cell.timestamp,
           limbs(cell.value)};
    if (ledger == nullptr) return;
    ledger->range(16, row.cell_low);
    ledger->range(13, cell.cell >> 16);
    ledger->range(16, row.gap_low);
    ledger->range(13, gap >> 16);
}

}  // namespace archi::machine::rows
