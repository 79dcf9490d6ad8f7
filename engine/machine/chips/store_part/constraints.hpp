#pragma once

#include <string_view>

#include "machine/chips/load_word/address.hpp"
#include "machine/chips/store_part/columns.hpp"

namespace archi::machine::chips {

struct StorePart {
    static constexpr std::string_view kName = "store_part";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = StorePartColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto active = row.is_sb + row.is_sh;
        boolean(context, row.is_sb);
        boolean(context, row.is_sh);
        boolean(context, active);

        const auto opcode = row.is_sb * number(RomOpcode::kSb) + row.is_sh * number(RomOpcode::kSh);
        fetch(context, active, row.place.pc,
              {.opcode = opcode, .rs1 = row.rs1, .rs2 = row.rs2, .immediate = row.immediate});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);

        boolean(context, row.in_high);
        boolean(context, row.odd);
        context.zero(row.is_sh * row.odd);
        const auto index = word_index(context, active, row.first.value, row.immediate, row.carry,
                                      row.in_high * 2 + row.odd);
        write(context, active, index, row.place.timestamp + kMemoryTime, row.memory, row.result);

        const auto& before = row.memory.previous;
        context.zero(row.limb - before.low - row.in_high * (before.high - before.low));

        const auto above_stored = (row.second.value.low - row.stored) * kInverseOfByte;
        context.send(Bus::kByteAnd, row.is_sb, {row.stored, above_stored, row.stored_conjunction});
        context.send(Bus::kByteAnd, row.is_sb, {row.kept, row.replaced, row.kept_conjunction});
        const auto even_replaced = row.replaced + row.kept * 256;
        const auto odd_replaced = row.kept + row.replaced * 256;
        context.zero(row.is_sb *
                     (row.limb - even_replaced - row.odd * (odd_replaced - even_replaced)));

        const auto even_stored = row.stored + row.kept * 256;
        const auto odd_stored = row.kept + row.stored * 256;
        context.zero(row.new_limb - row.is_sh * row.second.value.low -
                     row.is_sb * (even_stored + row.odd * (odd_stored - even_stored)));
        context.zero(row.result.low - row.new_limb - row.in_high * (before.low - row.new_limb));
        context.zero(row.result.high - before.high - row.in_high * (row.new_limb - before.high));
    }
};

}  // namespace archi::machine::chips
