#pragma once
// The machine once more, as plainly as possible and sharing nothing with the executor: what its
// records are compared with, and what makes records for programs that lie.

#include <cstdint>
#include <functional>
#include <vector>

#include "machine/host/record.hpp"
#include "machine/program.hpp"

namespace archi::machine::reference {

struct Run {
    std::vector<Segment> segments;
    std::vector<FinalCell> finals;  ///< every cell that was accessed, in order
};

struct Options {
    std::uint32_t segment_cycles = kMaxSegmentCycles;
    std::vector<std::uint32_t> hints = {};  ///< and random words when they are used up
    std::uint64_t seed = 1;
    /// Called before an instruction's effects take place: may change what it writes and where it
    /// goes. The rest of the run believes it.
    std::function<void(Record&)> lie = {};
};

/// Runs the program until it exits. Throws std::runtime_error on a fault.
[[nodiscard]] Run run(const Program& program, const Options& options = {});

}  // namespace archi::machine::reference
