#pragma once
// What a run costs by chip: rows, committed cells, interactions.

#include <string>
#include <vector>

#include "base/result.hpp"
#include "machine/host/elf.hpp"

namespace archi::cli {

/// A chip in all segments of a run.
struct ChipCells {
    std::string name;
    std::uint64_t rows = 0;          ///< with contents
    std::uint64_t height = 0;        ///< with padding
    std::uint64_t cells = 0;         ///< committed for the run: columns times height
    std::uint64_t interactions = 0;  ///< of rows with contents
};

struct CellsOfRun {
    std::uint64_t cycles = 0;
    std::vector<ChipCells> chips;  ///< those with rows, most cells first

    [[nodiscard]] std::uint64_t cells() const;
};

/// Executes the run and fills its traces, in segments of at most `cells`. Memory: one segment's.
/// Errors: those of the executor.
[[nodiscard]] Result<CellsOfRun> cells_of_run(const machine::Executable& executable,
                                              bytes_view input, std::uint64_t cells);

/// Prints them by cycle.
void print_cells(const CellsOfRun& run);

}  // namespace archi::cli
