#pragma once
// Where the columns of a segment's tables are in memory.

#include "prover/cpu/committed.hpp"

namespace archi::prover::cpu {

/// All columns of instance `j`: its own, then its fixed ones.
[[nodiscard]] std::vector<const F*> columns_of(const CommittedSegment& segment, std::size_t j);

}  // namespace archi::prover::cpu
