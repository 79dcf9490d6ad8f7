#pragma once
// Traces: the columns of every chip, filled from what the executor recorded.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "machine/cell.hpp"
#include "machine/host/record.hpp"
#include "machine/program.hpp"
#include "machine/public_terms.hpp"
#include "machine/rom.hpp"

namespace archi::machine {

/// Columns of 2^log_height rows, one after the other.
struct Columns {
    unsigned log_height = 0;
    std::size_t width = 0;
    iop::PageVector<F> cells;  ///< column c, row r: cells[(c << log_height) + r]

    Columns() = default;
    /// All zero.
    Columns(std::size_t columns, unsigned logarithm)
        : log_height(logarithm), width(columns), cells(columns << logarithm)
    {
    }

    [[nodiscard]] std::size_t height() const { return std::size_t{1} << log_height; }
    [[nodiscard]] std::span<F> column(std::size_t index)
    {
        return std::span(cells).subspan(index << log_height, height());
    }
    [[nodiscard]] std::span<const F> column(std::size_t index) const
    {
        return std::span(cells).subspan(index << log_height, height());
    }
    [[nodiscard]] F& at(std::size_t row, std::size_t index)
    {
        return cells[(index << log_height) + row];
    }
    [[nodiscard]] F at(std::size_t row, std::size_t index) const
    {
        return cells[(index << log_height) + row];
    }
};

/// One instance of a chip. A chip with many rows has several, so that less is padding.
struct ChipTrace {
    std::size_t chip = 0;       ///< number in Chips
    std::size_t live_rows = 0;  ///< those that follow are padding
    Columns columns;
};

/// What all runs of a program share: the ROM's and the image's fixed columns, and the rows that
/// records are looked up in.
struct ProgramTables {
    explicit ProgramTables(const Program& program);

    std::uint32_t text_begin = 0;
    std::uint32_t image_begin = 0;
    std::uint32_t image_end = 0;
    std::vector<RomRow> rows;  ///< by (pc - text_begin) / 4
    Columns rom;               ///< fixed columns of chips::Rom
    Columns image;             ///< fixed columns of chips::Image; present even for an empty image
};

/// Heights for `rows` rows of one chip: one power of two, or up to three in falling order where one
/// would leave much padding. Empty for no rows.
[[nodiscard]] std::vector<unsigned> heights_for(std::size_t rows);

/// Traces of the chips that are committed before the shared challenge: boundary, and in the last
/// segment image and zero_memory, for which `finals` are all cells that the run accessed, in
/// increasing order; it is empty in other segments.
[[nodiscard]] std::vector<ChipTrace> fill_early(const ProgramTables& program,
                                                const Segment& segment,
                                                std::span<const FinalCell> finals);

/// Traces of all other chips that have rows. Requires the segment's records, all of instructions
/// that have a row in the ROM. Cells are refreshed at `max_age`; tests ask for more refreshes.
[[nodiscard]] std::vector<ChipTrace> fill_main(const ProgramTables& program, const Segment& segment,
                                               std::span<const FinalCell> finals,
                                               std::uint32_t max_age = kMaxAge);

/// The row of one record's chip, alone; `exit` only for the exit.
[[nodiscard]] std::vector<F> fill_row(const ProgramTables& program, const Record& record,
                                      const ExitReads* exit);

/// The chip that executes a record's instruction. Requires an instruction with a row in the ROM.
[[nodiscard]] std::size_t chip_of(const ProgramTables& program, const Record& record);

/// What the segment states. `finals` as in fill_early.
[[nodiscard]] SegmentStatement statement_of(const ProgramTables& program, const Segment& segment,
                                            std::span<const FinalCell> finals);

}  // namespace archi::machine
