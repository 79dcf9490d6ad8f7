#pragma once
// What segments cost: the chips' widths, as the executor counts with them.

#include <cstdint>

#include "machine/host/run.hpp"

namespace archi::machine {

/// Limits of segments of at most `cells` committed cells, padding and tables not counted. A row
/// costs as many cells as its chip has columns.
[[nodiscard]] SegmentLimits segment_limits(std::uint64_t cells);

}  // namespace archi::machine
