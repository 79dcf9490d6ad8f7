#pragma once

#include <string_view>

#include "machine/chips/refresh/columns.hpp"

namespace archi::machine::chips {

struct Refresh {
    static constexpr std::string_view kName = "refresh";
    static constexpr Commitment kCommitment = Commitment::kMain;
    template <typename T>
    using Columns = RefreshColumns<T>;
    template <typename T>
    using Fixed = NoFixedColumns<T>;

    template <typename Context>
    static constexpr void constrain(Context& context, const Columns<CellOf<Context>>& row,
                                    const Fixed<CellOf<Context>>& /*fixed*/)
    {
        const auto& active = row.is_refresh;
        boolean(context, active);
        const auto& value = row.read.value;
        const auto timestamp = row.timestamp.low + row.timestamp.high * (1 << 16);
        context.receive(Bus::kMemory, active,
                        {row.cell, row.read.previous_timestamp, value.low, value.high});
        context.send(Bus::kMemory, active, {row.cell, timestamp, value.low, value.high});

        // Without a bound of its own, rows of this chip alone could lead around p.
        range(context, active, 16, row.timestamp.low);
        range(context, active, 13, row.timestamp.high);
        const auto elapsed = timestamp - row.read.previous_timestamp - 1;
        range(context, active, 16, row.elapsed_low);
        range(context, active, 13, (elapsed - row.elapsed_low) * kInverseOfLimb);
    }
};

}  // namespace archi::machine::chips
