#pragma once

#include <string_view>

#include "machine/chips/load_word/address.hpp"

namespace archi::machine::chips {

struct LoadWord {
    static constexpr std::string_view kName = "load_word";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = LoadWordColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto& active = row.is_load;
        boolean(context, active);

        fetch(context, active, row.place.pc,
              {.opcode = active * number(RomOpcode::kLw),
               .rd = row.rd,
               .rs1 = row.rs1,
               .immediate = row.immediate});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        const auto index = word_index(context, active, row.first.value, row.immediate, row.carry,
                                      Cell::constant(0));
        read(context, active, index, row.place.timestamp + kMemoryTime, row.memory);
        write_destination(context, active, row.rd, row.place, row.destination, row.memory.value);
    }
};

}  // namespace archi::machine::chips
