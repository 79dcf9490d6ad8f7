#pragma once

#include <string_view>

#include "machine/chips/divide/columns.hpp"
#include "machine/chips/multiply/product.hpp"

namespace archi::machine::chips {

/// to = sign ? -from : from modulo 2^32. Requires a bit and limbs below 2^16.
template <typename Context>
constexpr void negate_if(Context& context, const CellOf<Context>& sign,
                         const Word<CellOf<Context>>& from, const Word<CellOf<Context>>& to)
{
    context.zero((1 - sign) * (to.low - from.low));
    context.zero((1 - sign) * (to.high - from.high));
    const auto low_carry = (from.low + to.low) * kInverseOfLimb;
    const auto high_carry = (from.high + to.high + low_carry) * kInverseOfLimb;
    context.zero(sign * low_carry * (low_carry - 1));
    context.zero(sign * high_carry * (high_carry - 1));
}

struct Divide {
    static constexpr std::string_view kName = "divide";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = DivideColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto active = row.is_div + row.is_divu + row.is_rem + row.is_remu;
        boolean(context, row.is_div);
        boolean(context, row.is_divu);
        boolean(context, row.is_rem);
        boolean(context, row.is_remu);
        boolean(context, active);

        const auto opcode =
            row.is_div * number(RomOpcode::kDiv) + row.is_divu * number(RomOpcode::kDivu) +
            row.is_rem * number(RomOpcode::kRem) + row.is_remu * number(RomOpcode::kRemu);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .rs2 = row.rs2});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);
        write_destination(context, active, row.rd, row.place, row.destination, row.result);

        magnitudes(context, active, row);
        division(context, active, row);
        result(context, active, row);
    }

private:
    template <typename Context>
    static constexpr void magnitudes(Context& context, const CellOf<Context>& active,
                                     const Columns<CellOf<Context>>& row)
    {
        const auto is_signed = row.is_div + row.is_rem;
        const auto& a = row.first.value;
        const auto& b = row.second.value;
        boolean(context, row.first_sign);
        boolean(context, row.second_sign);
        context.zero(row.first_sign * (1 - is_signed));
        context.zero(row.second_sign * (1 - is_signed));
        range(context, is_signed, 15, a.high - row.first_sign * (1 << 15));
        range(context, is_signed, 15, b.high - row.second_sign * (1 << 15));
        range(context, active, row.dividend);
        range(context, active, row.divisor.bytes, row.divisor.conjunctions);
        negate_if(context, row.first_sign, a, row.dividend);
        negate_if(context, row.second_sign, b, row.divisor.bytes.word());
    }

    /// |dividend| = quotient |divisor| + remainder as integers, and remainder < |divisor|; by zero,
    /// the quotient is 2^32 - 1 and the remainder the dividend.
    template <typename Context>
    static constexpr void division(Context& context, const CellOf<Context>& active,
                                   const Columns<CellOf<Context>>& row)
    {
        constexpr int kLimb = 1 << 16;
        range(context, active, row.quotient.bytes, row.quotient.conjunctions);
        range(context, active, row.remainder);
        range(context, active, 9, row.carry);
        const auto divisor = row.divisor.bytes.word();
        const auto quotient = row.quotient.bytes.word();
        const auto limb = product_limbs(row.quotient.bytes, row.divisor.bytes);
        context.zero(limb[0] + row.remainder.low - row.dividend.low - row.carry * kLimb);
        context.zero(limb[1] + row.remainder.high + row.carry - row.dividend.high);
        // No term of the upper half is negative: all of them are zero if their sum is.
        context.zero(limb[2] + limb[3]);

        boolean(context, row.by_zero);
        const auto& b = row.second.value;
        context.zero(row.by_zero * (b.low + b.high));
        context.zero((b.low + b.high) * row.inverse - active + row.by_zero);
        context.zero(row.by_zero * (quotient.low - 0xffff));
        context.zero(row.by_zero * (quotient.high - 0xffff));

        boolean(context, row.borrow);
        const auto is_divided = active - row.by_zero;
        range(context, is_divided, 16, divisor.low - row.remainder.low - 1 + row.borrow * kLimb);
        range(context, is_divided, 16, divisor.high - row.remainder.high - row.borrow);
    }

    /// A remainder has the sign of the dividend, a quotient is negative if the signs differ; but by
    /// zero it is 2^32 - 1, and then the divisor's sign is zero.
    template <typename Context>
    static constexpr void result(Context& context, const CellOf<Context>& active,
                                 const Columns<CellOf<Context>>& row)
    {
        const auto wants_quotient = row.is_div + row.is_divu;
        const auto wants_remainder = row.is_rem + row.is_remu;
        const auto quotient = row.quotient.bytes.word();
        context.zero(row.magnitude.low - wants_quotient * quotient.low -
                     wants_remainder * row.remainder.low);
        context.zero(row.magnitude.high - wants_quotient * quotient.high -
                     wants_remainder * row.remainder.high);
        const auto& a = row.first_sign;
        const auto& b = row.second_sign;
        context.zero(row.is_negative - row.is_rem * a -
                     row.is_div * (a + b - a * b * 2 - row.by_zero * a));
        range(context, active, row.result);
        negate_if(context, row.is_negative, row.magnitude, row.result);
    }
};

}  // namespace archi::machine::chips
