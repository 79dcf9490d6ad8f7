#pragma once

#include <string_view>

#include "machine/chips/load_part/columns.hpp"
#include "machine/chips/load_word/address.hpp"

namespace archi::machine::chips {

struct LoadPart {
    static constexpr std::string_view kName = "load_part";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = LoadPartColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto is_byte = row.is_lb + row.is_lbu;
        const auto is_half = row.is_lh + row.is_lhu;
        const auto active = is_byte + is_half;
        boolean(context, row.is_lb);
        boolean(context, row.is_lbu);
        boolean(context, row.is_lh);
        boolean(context, row.is_lhu);
        boolean(context, active);

        const auto opcode =
            row.is_lb * number(RomOpcode::kLb) + row.is_lbu * number(RomOpcode::kLbu) +
            row.is_lh * number(RomOpcode::kLh) + row.is_lhu * number(RomOpcode::kLhu);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rd = row.rd, .rs1 = row.rs1, .immediate = row.immediate});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);

        boolean(context, row.in_high);
        boolean(context, row.odd);
        context.zero(is_half * row.odd);
        const auto index = word_index(context, active, row.first.value, row.immediate, row.carry,
                                      row.in_high * 2 + row.odd);
        read(context, active, index, row.place.timestamp + kMemoryTime, row.memory);

        const auto& word = row.memory.value;
        context.zero(row.limb - word.low - row.in_high * (word.high - word.low));
        // The lookup of the addressed byte checks that it is one, and reads off its sign.
        boolean(context, row.sign);
        context.send(Bus::kByteAnd, is_byte,
                     {row.byte, CellOf<Context>::constant(128), row.sign * 128});
        range(context, active, is_byte * 8 + is_half * 15, row.rest);
        const auto even_byte = row.byte + row.rest * 256;
        const auto odd_byte = row.rest + row.byte * 256;
        context.zero(is_byte * (row.limb - even_byte - row.odd * (odd_byte - even_byte)));
        context.zero(is_half * (row.limb - row.rest - row.sign * (1 << 15)));

        context.zero(row.fill - (row.is_lb + row.is_lh) * row.sign);
        context.zero(row.low - is_half * row.limb - is_byte * (row.byte + row.fill * 0xff00));
        write_destination(context, active, row.rd, row.place, row.destination,
                          {row.low, row.fill * 0xffff});
    }
};

}  // namespace archi::machine::chips
