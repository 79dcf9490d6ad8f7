#pragma once

#include <string_view>

#include "machine/chips/multiply/product.hpp"

namespace archi::machine::chips {

struct Multiply {
    static constexpr std::string_view kName = "multiply";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = MultiplyColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        constexpr int kLimb = 1 << 16;
        const auto& active = row.is_mul;
        boolean(context, active);

        fetch(context, active, row.place.pc,
              {.opcode = active * number(RomOpcode::kMul),
               .rd = row.rd,
               .rs1 = row.rs1,
               .rs2 = row.rs2});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place,
                   {row.first_previous_timestamp, row.first.bytes.word()});
        read_second(context, active, row.rs2, row.place,
                    {row.second_previous_timestamp, row.second.bytes.word()});
        write_destination(context, active, row.rd, row.place, row.destination, row.result);

        range(context, active, row.first.bytes, row.first.conjunctions);
        range(context, active, row.second.bytes, row.second.conjunctions);
        range(context, active, row.result);
        range(context, active, 9, row.carry[0]);
        range(context, active, 10, row.carry[1]);
        const auto limb = product_limbs(row.first.bytes, row.second.bytes);
        context.zero(limb[0] - row.result.low - row.carry[0] * kLimb);
        context.zero(limb[1] + row.carry[0] - row.result.high - row.carry[1] * kLimb);
    }
};

struct MultiplyHigh {
    static constexpr std::string_view kName = "multiply_high";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = MultiplyHighColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        constexpr int kLimb = 1 << 16;
        const auto active = row.is_mulh + row.is_mulhsu + row.is_mulhu;
        boolean(context, row.is_mulh);
        boolean(context, row.is_mulhsu);
        boolean(context, row.is_mulhu);
        boolean(context, active);

        const auto opcode = row.is_mulh * number(RomOpcode::kMulh) +
                            row.is_mulhsu * number(RomOpcode::kMulhsu) +
                            row.is_mulhu * number(RomOpcode::kMulhu);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .rs2 = row.rs2});
        step(context, active, row.place, row.place.pc + 4);
        const auto a = row.first.bytes.word();
        const auto b = row.second.bytes.word();
        read_first(context, active, row.rs1, row.place, {row.first_previous_timestamp, a});
        read_second(context, active, row.rs2, row.place, {row.second_previous_timestamp, b});
        write_destination(context, active, row.rd, row.place, row.destination, row.result);

        range(context, active, row.first.bytes, row.first.conjunctions);
        range(context, active, row.second.bytes, row.second.conjunctions);
        const auto first_is_signed = row.is_mulh + row.is_mulhsu;
        const auto& second_is_signed = row.is_mulh;
        boolean(context, row.first_sign);
        boolean(context, row.second_sign);
        context.zero(row.first_sign * (1 - first_is_signed));
        context.zero(row.second_sign * (1 - second_is_signed));
        context.send(Bus::kByteAnd, first_is_signed,
                     {row.first.bytes.byte[3], Cell::constant(128), row.first_sign * 128});
        context.send(Bus::kByteAnd, second_is_signed,
                     {row.second.bytes.byte[3], Cell::constant(128), row.second_sign * 128});

        // A negative factor is its word - 2^32: the other factor is taken from the upper half.
        range(context, active, row.low);
        range(context, active, row.result);
        range(context, active, 9, row.carry[0]);
        range(context, active, 10, row.carry[1]);
        range(context, active, 10, row.carry[2]);
        boolean(context, row.top_carry);
        boolean(context, row.top_borrow);
        const auto limb = product_limbs(row.first.bytes, row.second.bytes);
        const auto third_carry = row.carry[2] - active * 2;
        context.zero(limb[0] - row.low.low - row.carry[0] * kLimb);
        context.zero(limb[1] + row.carry[0] - row.low.high - row.carry[1] * kLimb);
        context.zero(limb[2] + row.carry[1] - row.first_sign * b.low - row.second_sign * a.low -
                     row.result.low - third_carry * kLimb);
        context.zero(limb[3] + third_carry - row.first_sign * b.high - row.second_sign * a.high -
                     row.result.high - (row.top_carry - row.top_borrow * 2) * kLimb);
    }
};

}  // namespace archi::machine::chips
