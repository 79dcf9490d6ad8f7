#pragma once

#include <string_view>

#include "machine/chips/boundary/columns.hpp"
#include "machine/chips/instruction.hpp"

namespace archi::machine::chips {

struct Boundary {
    static constexpr std::string_view kName = "boundary";
    static constexpr Commitment kCommitment = Commitment::kEarly;
    template <typename T>
    using Columns = BoundaryColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto& active = row.is_touched;
        boolean(context, active);
        context.receive(Bus::kGlobalMemory, active,
                        {row.cell, row.in_timestamp, row.in.low, row.in.high});
        context.send(Bus::kMemory, active, {row.cell, row.in_timestamp, row.in.low, row.in.high});
        context.receive(Bus::kMemory, active,
                        {row.cell, row.out_timestamp, row.out.low, row.out.high});
        context.send(Bus::kGlobalMemory, active,
                     {row.cell, row.out_timestamp, row.out.low, row.out.high});
    }
};

}  // namespace archi::machine::chips
