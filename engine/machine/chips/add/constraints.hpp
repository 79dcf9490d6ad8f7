#pragma once

#include <string_view>

#include "machine/chips/add/columns.hpp"

namespace archi::machine::chips {

/// Where `gate` is not zero: total = a + b modulo 2^32, for words with limbs below 2^16. The
/// carries are what the limbs leave, divided by 2^16; they are bits or the row is wrong.
template <typename Context>
constexpr void add_words(Context& context, const CellOf<Context>& gate,
                         const Word<CellOf<Context>>& a, const Word<CellOf<Context>>& b,
                         const Word<CellOf<Context>>& total)
{
    const auto low_carry = (a.low + b.low - total.low) * kInverseOfLimb;
    const auto high_carry = (a.high + b.high + low_carry - total.high) * kInverseOfLimb;
    context.zero(gate * low_carry * (low_carry - 1));
    context.zero(gate * high_carry * (high_carry - 1));
}

struct AddSub {
    static constexpr std::string_view kName = "add_sub";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = AddSubColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto active = row.is_add + row.is_sub;
        boolean(context, row.is_add);
        boolean(context, row.is_sub);
        boolean(context, active);

        const auto opcode =
            number(RomOpcode::kAdd) * row.is_add + number(RomOpcode::kSub) * row.is_sub;
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .rs2 = row.rs2});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);
        write_destination(context, active, row.rd, row.place, row.destination, row.result);

        range(context, active, row.result);
        add_words(context, row.is_add, row.first.value, row.second.value, row.result);
        add_words(context, row.is_sub, row.result, row.second.value, row.first.value);
    }
};

struct AddImmediate {
    static constexpr std::string_view kName = "add_immediate";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = AddImmediateColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto& active = row.is_add;
        boolean(context, active);

        fetch(context, active, row.place.pc,
              {.opcode = active * number(RomOpcode::kAddImmediate),
               .rd = row.rd,
               .rs1 = row.rs1,
               .immediate = row.immediate});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        write_destination(context, active, row.rd, row.place, row.destination, row.result);

        range(context, active, row.result);
        add_words(context, active, row.first.value, row.immediate, row.result);
    }
};

}  // namespace archi::machine::chips
