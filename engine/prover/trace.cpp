#include "prover/trace.hpp"

#include "machine/chips.hpp"

namespace archi::prover {

void sort_by_chip(std::vector<machine::ChipTrace>& traces)
{
    std::vector<machine::ChipTrace> sorted;
    for (std::size_t chip = 0; chip < machine::kChips; ++chip)
        for (auto& trace : traces)
            if (trace.chip == chip) sorted.push_back(std::move(trace));
    traces = std::move(sorted);
}

verifier::Shape shape_of(const SegmentTrace& trace)
{
    verifier::Shape shape;
    for (const auto& each : trace.traces)
        shape.push_back({static_cast<unsigned>(each.chip), each.columns.log_height});
    return shape;
}

verifier::Key key_of(const machine::ProgramTables& program, std::uint32_t entry)
{
    return {entry,
            program.image_end,
            static_cast<std::uint8_t>(program.rom.log_height),
            static_cast<std::uint8_t>(program.image.log_height),
            {}};
}

}  // namespace archi::prover
