#pragma once

#include <string_view>

#include "machine/chips/image/columns.hpp"
#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

struct Image {
    static constexpr std::string_view kName = "image";
    static constexpr Commitment kCommitment = Commitment::kEarly;
    template <typename T>
    using Columns = ImageColumns<T>;
    template <typename T>
    using Fixed = ImageFixed<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& fixed)
    {
        using Cell = CellOf<Context>;
        boolean(context, row.is_used);
        context.zero(row.is_used * (1 - fixed.is_word));
        context.send(Bus::kGlobalMemory, row.is_used,
                     {fixed.cell, Cell::constant(0), fixed.initial.low, fixed.initial.high});
        context.receive(
            Bus::kGlobalMemory, row.is_used,
            {fixed.cell, row.final_timestamp, row.final_value.low, row.final_value.high});
    }
};

}  // namespace archi::machine::chips
