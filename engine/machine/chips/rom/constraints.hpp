#pragma once

#include <string_view>

#include "machine/chips/instruction.hpp"
#include "machine/chips/rom/columns.hpp"

namespace archi::machine::chips {

struct Rom {
    static constexpr std::string_view kName = "rom";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = RomColumns<T>;
    template <typename T>
    using Fixed = RomFixed<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& fixed)
    {
        context.receive(Bus::kRom, row.multiplicity,
                        {fixed.pc, fixed.opcode, fixed.rd, fixed.rs1, fixed.rs2,
                         fixed.immediate.low, fixed.immediate.high});
    }
};

}  // namespace archi::machine::chips
