#pragma once

#include <string_view>

#include "machine/chips/exit/columns.hpp"

namespace archi::machine::chips {

struct Exit {
    static constexpr std::string_view kName = "exit";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = ExitColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto& active = row.is_exit;
        boolean(context, active);
        fetch(context, active, row.place.pc, {.opcode = active * number(RomOpcode::kExit)});
        step(context, active, row.place, Cell::constant(kExitPc));
        // Different cells: they may share a timestamp.
        for (std::uint32_t i = 0; i < kOutputWords; ++i) {
            const auto& output = row.output[i];
            read(context, active, Cell::constant(kFirstRegisterCell + kFirstOutputRegister + i),
                 row.place.timestamp, output);
            context.send(Bus::kOutput, active,
                         {Cell::constant(i), output.value.low, output.value.high});
        }
    }
};

}  // namespace archi::machine::chips
