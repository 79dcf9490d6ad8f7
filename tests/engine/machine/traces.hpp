#pragma once
// From a run to a checker, for tests.

#include "engine/machine/reference_machine.hpp"
#include "machine/host/checker.hpp"

namespace archi::machine {

[[nodiscard]] inline std::vector<SegmentTraces> fill_all(const ProgramTables& tables,
                                                         const std::vector<Segment>& segments,
                                                         const std::vector<FinalCell>& finals,
                                                         std::uint32_t max_age = kMaxAge)
{
    std::vector<SegmentTraces> all;
    for (const auto& segment : segments) {
        const auto ends = segment.exit ? std::span(finals) : std::span<const FinalCell>();
        auto& traces = all.emplace_back();
        traces.statement = statement_of(tables, segment, ends);
        traces.traces = fill_early(tables, segment, ends);
        for (auto& trace : fill_main(tables, segment, ends, max_age))
            traces.traces.push_back(std::move(trace));
    }
    return all;
}

}  // namespace archi::machine
