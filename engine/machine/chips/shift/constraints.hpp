#pragma once

#include <string_view>

#include "machine/chips/shift/columns.hpp"

namespace archi::machine::chips {

/// Flags of a row that does one of the three operations, or none.
template <typename Context, typename Row>
constexpr CellOf<Context> one_shift(Context& context, const Row& row)
{
    const auto active = row.is_sll + row.is_srl + row.is_sra;
    boolean(context, row.is_sll);
    boolean(context, row.is_srl);
    boolean(context, row.is_sra);
    boolean(context, active);
    return active;
}

/// The result from the cut limbs. Requires `cut.cut` to be in 0..16 (for SRA in 0..15), and one of
/// the two scales to be the power of two that fits it; `by_16` to be a bit.
template <typename Context, typename Row>
constexpr void shift_result(Context& context, const CellOf<Context>& active, const Row& row,
                            const CellOf<Context>& by_16)
{
    const auto& cut = row.cut;
    const auto& source = row.first.value;
    const auto is_right = row.is_srl + row.is_sra;
    context.zero(cut.lower_scale * cut.upper_scale - active * (1 << 16));

    context.zero(cut.lower.low + cut.lower_scale * cut.upper.low - source.low);
    context.zero(cut.lower.high + cut.lower_scale * cut.upper.high - source.high);
    range(context, active, cut.cut, cut.lower.low);
    range(context, active, cut.cut, cut.lower.high);
    range(context, active, 16 - cut.cut, cut.upper.low);
    // SRA: one bit less remains once the sign is taken away.
    range(context, active, 16 - cut.cut - row.is_sra, cut.upper.high - cut.sign_of_upper);
    boolean(context, cut.sign);
    context.zero(cut.sign * (1 - row.is_sra));
    context.zero(cut.sign_of_upper * 2 - cut.sign * cut.upper_scale);

    context.zero(cut.raised.low - cut.lower.low * cut.upper_scale);
    context.zero(cut.raised.high - cut.lower.high * cut.upper_scale);

    // The word shifted by amount modulo 16, and what moves in when it goes 16 further.
    const auto sign_fill = cut.sign * (1 << 16) - cut.sign_of_upper * 2;
    const auto low = row.is_sll * cut.raised.low + is_right * (cut.upper.low + cut.raised.high);
    const auto high =
        row.is_sll * (cut.raised.high + cut.upper.low) + is_right * (cut.upper.high + sign_fill);
    const auto low_by_16 = is_right * (cut.upper.high + sign_fill);
    const auto high_by_16 = row.is_sll * cut.raised.low + cut.sign * 0xffff;
    context.zero(row.result.low - low - by_16 * (low_by_16 - low));
    context.zero(row.result.high - high - by_16 * (high_by_16 - high));
}

struct Shift {
    static constexpr std::string_view kName = "shift";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = ShiftColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto active = one_shift(context, row);
        const auto opcode = row.is_sll * number(RomOpcode::kSll) +
                            row.is_srl * number(RomOpcode::kSrl) +
                            row.is_sra * number(RomOpcode::kSra);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .rs2 = row.rs2});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);
        write_destination(context, active, row.rd, row.place, row.destination, row.result);

        const auto& bit = row.amount;
        for (const auto& each : bit)
            boolean(context, each);
        const auto modulo_16 = bit[0] + bit[1] * 2 + bit[2] * 4 + bit[3] * 8;
        const auto modulo_32 = modulo_16 + bit[4] * 16;
        range(context, active, 11, (row.second.value.low - modulo_32) * kInverseOf32);

        context.zero(row.low_power - active * (bit[0] + 1) * (bit[1] * 3 + 1));
        context.zero(row.power - row.low_power * (bit[2] * 15 + 1) * (bit[3] * 255 + 1));
        const auto is_right = row.is_srl + row.is_sra;
        context.zero(row.is_sll * (row.cut.upper_scale - row.power));
        context.zero(is_right * (row.cut.lower_scale - row.power));
        context.zero(row.cut.cut - row.is_sll * (16 - modulo_16) - is_right * modulo_16);

        shift_result(context, active, row, bit[4]);
    }

private:
    static constexpr F kInverseOf32 = F(32).inverse();
};

struct ShiftImmediate {
    static constexpr std::string_view kName = "shift_immediate";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = ShiftImmediateColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto active = one_shift(context, row);
        const auto opcode = row.is_sll * number(RomOpcode::kSllImmediate) +
                            row.is_srl * number(RomOpcode::kSrlImmediate) +
                            row.is_sra * number(RomOpcode::kSraImmediate);
        fetch(context, active, row.place.pc,
              {.opcode = opcode,
               .rd = row.rd,
               .rs1 = row.rs1,
               .rs2 = row.cut.cut,
               .immediate = {row.cut.upper_scale, row.by_16}});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        write_destination(context, active, row.rd, row.place, row.destination, row.result);

        shift_result(context, active, row, row.by_16);
    }
};

}  // namespace archi::machine::chips
