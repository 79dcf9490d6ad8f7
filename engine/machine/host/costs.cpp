#include "machine/host/costs.hpp"

#include "machine/contexts/degree.hpp"
#include "machine/host/chip_of_opcode.hpp"

namespace archi::machine {

SegmentLimits segment_limits(std::uint64_t cells)
{
    SegmentLimits limits;
    limits.budget = cells;
    limits.boundary_cost = static_cast<std::uint32_t>(kColumns<chips::Boundary>);
    limits.refresh_cost = static_cast<std::uint32_t>(kColumns<chips::Refresh>);
    for (unsigned opcode = 1; opcode < kRomOpcodes; ++opcode)
        limits.row_costs[opcode] =
            static_cast<std::uint32_t>(kShapes[kChipOfOpcode[opcode]].columns);
    return limits;
}

}  // namespace archi::machine
