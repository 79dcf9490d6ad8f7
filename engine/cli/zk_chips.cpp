#include "cli/zk_chips.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "machine/contexts/degree.hpp"
#include "machine/host/column_names.hpp"
#include "machine/host/costs.hpp"
#include "machine/host/trace.hpp"

namespace archi::cli {

namespace {

/// Without the cells: for all segments.
void count(const std::vector<machine::ChipTrace>& traces, std::vector<ChipCells>& chips)
{
    for (const auto& trace : traces) {
        auto& chip = chips[trace.chip];
        chip.rows += trace.live_rows;
        chip.height += trace.columns.height();
    }
}

}  // namespace

std::uint64_t CellsOfRun::cells() const
{
    return std::transform_reduce(chips.begin(), chips.end(), std::uint64_t{0}, std::plus{},
                                 [](const ChipCells& chip) { return chip.cells; });
}

Result<CellsOfRun> cells_of_run(const machine::Executable& executable, bytes_view input,
                                std::uint64_t cells)
{
    auto run =
        machine::Run::start(executable, machine::hint_words(input), machine::segment_limits(cells));
    if (!run) return std::unexpected(run.error());
    const machine::ProgramTables tables(executable.program);
    CellsOfRun out;
    out.chips.resize(machine::kChips);
    while (!run->ended()) {
        auto segment = run->next_segment(machine::Run::Records::kAll);
        if (!segment) return std::unexpected(segment.error());
        const auto finals = run->ended() ? run->final_cells() : std::vector<machine::FinalCell>();
        count(machine::fill_early(tables, *segment, finals), out.chips);
        count(machine::fill_main(tables, *segment, finals), out.chips);
        out.cycles += segment->cycles();
        run->recycle(std::move(segment->records));
    }
    for (std::size_t i = 0; i < out.chips.size(); ++i) {
        const auto& shape = machine::kShapes[i];
        auto& chip = out.chips[i];
        chip.name = machine::chip_name(i);
        chip.cells = shape.columns * chip.height;
        chip.interactions = shape.interactions * chip.rows;
    }
    std::erase_if(out.chips, [](const ChipCells& chip) { return chip.height == 0; });
    std::ranges::sort(out.chips, std::greater{}, &ChipCells::cells);
    return out;
}

void print_cells(const CellsOfRun& run)
{
    const auto by_cycle = [&](std::uint64_t count) {
        return static_cast<double>(count) / static_cast<double>(run.cycles);
    };
    ChipCells sum{.name = "all"};
    fmt::print("\n{:<20}{:>12}{:>12}{:>14}{:>21}\n", "chip", "rows", "padded", "cells a cycle",
               "interactions a cycle");
    const auto print = [&](const ChipCells& chip) {
        fmt::print("{:<20}{:>12}{:>12}{:>14.2f}{:>21.2f}\n", chip.name, chip.rows, chip.height,
                   by_cycle(chip.cells), by_cycle(chip.interactions));
    };
    for (const auto& chip : run.chips) {
        print(chip);
        sum.rows += chip.rows;
        sum.height += chip.height;
        sum.cells += chip.cells;
        sum.interactions += chip.interactions;
    }
    print(sum);
}

}  // namespace archi::cli
