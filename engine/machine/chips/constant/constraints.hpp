#pragma once

#include <string_view>

#include "machine/chips/constant/columns.hpp"

namespace archi::machine::chips {

struct Constant {
    static constexpr std::string_view kName = "constant";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = ConstantColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto& active = row.is_constant;
        boolean(context, active);

        fetch(context, active, row.place.pc,
              {.opcode = active * number(RomOpcode::kConstant),
               .rd = row.rd,
               .rs1 = row.next_pc,
               .immediate = row.immediate});
        step(context, active, row.place, row.next_pc);
        write_destination(context, active, row.rd, row.place, row.destination, row.immediate);
    }
};

}  // namespace archi::machine::chips
