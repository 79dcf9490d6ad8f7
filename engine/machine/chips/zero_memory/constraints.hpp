#pragma once

#include <string_view>

#include "machine/chips/instruction.hpp"
#include "machine/chips/zero_memory/columns.hpp"

namespace archi::machine::chips {

struct ZeroMemory {
    static constexpr std::string_view kName = "zero_memory";
    static constexpr Commitment kCommitment = Commitment::kEarly;
    template <typename T>
    using Columns = ZeroMemoryColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        using Cell = CellOf<Context>;
        const auto& active = row.is_used;
        boolean(context, active);
        context.receive(Bus::kChain, active, {row.previous_cell});
        context.send(Bus::kChain, active, {row.cell});
        // Both below 2^29, so that neither the order nor the sum wraps modulo p.
        const auto gap = row.cell - row.previous_cell - 1;
        range(context, active, 16, row.cell_low);
        range(context, active, 13, (row.cell - row.cell_low) * kInverseOfLimb);
        range(context, active, 16, row.gap_low);
        range(context, active, 13, (gap - row.gap_low) * kInverseOfLimb);

        const auto zero = Cell::constant(0);
        context.send(Bus::kGlobalMemory, active, {row.cell, zero, zero, zero});
        context.receive(Bus::kGlobalMemory, active,
                        {row.cell, row.final_timestamp, row.final_value.low, row.final_value.high});
    }
};

}  // namespace archi::machine::chips
