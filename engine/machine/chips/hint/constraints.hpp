#pragma once

#include <string_view>

#include "machine/chips/hint/columns.hpp"

namespace archi::machine::chips {

struct Hint {
    static constexpr std::string_view kName = "hint";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = HintColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto& active = row.is_hint;
        boolean(context, active);
        fetch(context, active, row.place.pc,
              {.opcode = active * number(RomOpcode::kHint), .rd = row.rd});
        step(context, active, row.place, row.place.pc + 4);
        write_destination(context, active, row.rd, row.place, row.destination, row.result);
        range(context, active, row.result);
    }
};

}  // namespace archi::machine::chips
