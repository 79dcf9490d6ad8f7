#pragma once

#include <string_view>

#include "machine/chips/load_word/address.hpp"
#include "machine/chips/store_word/columns.hpp"

namespace archi::machine::chips {

struct StoreWord {
    static constexpr std::string_view kName = "store_word";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = StoreWordColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto& active = row.is_store;
        boolean(context, active);

        fetch(context, active, row.place.pc,
              {.opcode = active * number(RomOpcode::kSw),
               .rs1 = row.rs1,
               .rs2 = row.rs2,
               .immediate = row.immediate});
        step(context, active, row.place, row.place.pc + 4);
        read_first(context, active, row.rs1, row.place, row.first);
        read_second(context, active, row.rs2, row.place, row.second);
        const auto index = word_index(context, active, row.first.value, row.immediate, row.carry,
                                      Cell::constant(0));
        write(context, active, index, row.place.timestamp + kMemoryTime, row.memory,
              row.second.value);
    }
};

}  // namespace archi::machine::chips
