#pragma once
// What is proven of one segment: columns of numbers.

#include <vector>

#include "machine/host/checker.hpp"
#include "verifier/segment.hpp"

namespace archi::prover {

using iop::F;

/// Traces in the order of their chips, and what the segment states.
using SegmentTrace = machine::SegmentTraces;

/// In the order that proofs list instances in: by chip. Requires a chip's tables tallest first, as
/// fill_early() and fill_main() leave them.
void sort_by_chip(std::vector<machine::ChipTrace>& traces);

[[nodiscard]] verifier::Shape shape_of(const SegmentTrace& trace);

/// What a verifier knows of the program, without the commitment.
[[nodiscard]] verifier::Key key_of(const machine::ProgramTables& program, std::uint32_t entry);

}  // namespace archi::prover
