#pragma once
// Rows of multiplications and divisions.

#include "machine/chips/divide/columns.hpp"
#include "machine/chips/multiply/columns.hpp"
#include "machine/chips/multiply/product.hpp"
#include "machine/host/rows/instruction.hpp"

namespace archi::machine::rows {

[[nodiscard]] inline chips::Factor<Number> factor(Number word, Ledger& ledger)
{
    return {bytes(word), conjunctions(word, ledger)};
}

inline void fill(chips::MultiplyColumns<Number>& row, const Step& step, Ledger& ledger)
{
    row.is_mul = 1;
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.first_previous_timestamp = first_timestamp(step, ledger);
    row.second_previous_timestamp = second_timestamp(step, ledger);
    row.first = factor(step.record.rs1.value, ledger);
    row.second = factor(step.record.rs2.value, ledger);
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
    const auto limb = chips::product_limbs(row.first.bytes, row.second.bytes);
    row.carry[0] = limb[0] >> 16;
    row.carry[1] = (limb[1] + row.carry[0]) >> 16;
    ledger.range_word(step.record.rd.value);
    ledger.range(9, row.carry[0]);
    ledger.range(10, row.carry[1]);
}

inline void fill(chips::MultiplyHighColumns<Number>& row, const Step& step, Ledger& ledger)
{
    const auto a = step.record.rs1.value;
    const auto b = step.record.rs2.value;
    row.is_mulh = is(step, RomOpcode::kMulh);
    row.is_mulhsu = is(step, RomOpcode::kMulhsu);
    row.is_mulhu = is(step, RomOpcode::kMulhu);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.first_previous_timestamp = first_timestamp(step, ledger);
    row.second_previous_timestamp = second_timestamp(step, ledger);
    row.first = factor(a, ledger);
    row.second = factor(b, ledger);
    if ((row.is_mulh | row.is_mulhsu) != 0) {
        row.first_sign = a >> 31;
        ledger.byte_and(a >> 24, 128);
    }
    if (row.is_mulh != 0) {
        row.second_sign = b >> 31;
        ledger.byte_and(b >> 24, 128);
    }
    row.destination = destination(step, ledger);
    row.low = limbs(a * b);
    row.result = limbs(step.record.rd.value);

    const auto limb = chips::product_limbs(row.first.bytes, row.second.bytes);
    row.carry[0] = limb[0] >> 16;
    row.carry[1] = (limb[1] + row.carry[0]) >> 16;
    // From here on with negative terms: arithmetic shifts round down, as carries do.
    const auto minus = [&](Number of_a, Number of_b) {
        return -static_cast<std::int64_t>(row.first_sign) * of_b -
               static_cast<std::int64_t>(row.second_sign) * of_a;
    };
    const auto third = (limb[2] + row.carry[1] + minus(a & 0xffff, b & 0xffff)) >> 16;
    row.carry[2] = static_cast<Number>(third + 2);
    const auto fourth = (limb[3] + third + minus(a >> 16, b >> 16)) >> 16;
    row.top_carry = static_cast<Number>(fourth & 1);
    row.top_borrow = fourth < 0 ? 1 : 0;
    ledger.range_word(a * b);
    ledger.range_word(step.record.rd.value);
    ledger.range(9, row.carry[0]);
    ledger.range(10, row.carry[1]);
    ledger.range(10, row.carry[2]);
}

inline void fill(chips::DivideColumns<Number>& row, const Step& step, Ledger& ledger)
{
    const auto a = step.record.rs1.value;
    const auto b = step.record.rs2.value;
    row.is_div = is(step, RomOpcode::kDiv);
    row.is_divu = is(step, RomOpcode::kDivu);
    row.is_rem = is(step, RomOpcode::kRem);
    row.is_remu = is(step, RomOpcode::kRemu);
    row.place = place(step);
    row.rd = step.rom.rd;
    row.rs1 = step.rom.rs1;
    row.rs2 = step.rom.rs2;
    row.first = first(step, ledger);
    row.second = second(step, ledger);
    if ((row.is_div | row.is_rem) != 0) {
        row.first_sign = a >> 31;
        row.second_sign = b >> 31;
        ledger.range(15, a >> 16 & 0x7fff);
        ledger.range(15, b >> 16 & 0x7fff);
    }
    const auto dividend = row.first_sign != 0 ? 0 - a : a;
    const auto divisor = row.second_sign != 0 ? 0 - b : b;
    const auto quotient = divisor == 0 ? ~Number{0} : dividend / divisor;
    const auto remainder = divisor == 0 ? dividend : dividend % divisor;
    row.dividend = limbs(dividend);
    row.divisor = factor(divisor, ledger);
    row.quotient = factor(quotient, ledger);
    row.remainder = limbs(remainder);
    ledger.range_word(dividend);
    ledger.range_word(remainder);
    const auto limb = chips::product_limbs(row.quotient.bytes, row.divisor.bytes);
    row.carry = (limb[0] + row.remainder.low) >> 16;
    ledger.range(9, row.carry);

    row.by_zero = b == 0 ? 1 : 0;
    row.inverse = inverse((b & 0xffff) + (b >> 16));
    if (b != 0) {
        const auto gap = divisor - remainder - 1;
        row.borrow = (divisor & 0xffff) < (remainder & 0xffff) + 1 ? 1 : 0;
        ledger.range_word(gap);
    }
    const auto is_quotient = (row.is_div | row.is_divu) != 0;
    row.magnitude = limbs(is_quotient ? quotient : remainder);
    row.is_negative =
        is_quotient ? (row.first_sign ^ row.second_sign) & (1 - row.by_zero) : row.first_sign;
    row.destination = destination(step, ledger);
    row.result = limbs(step.record.rd.value);
    ledger.range_word(step.record.rd.value);
}

}  // namespace archi::machine::rows
