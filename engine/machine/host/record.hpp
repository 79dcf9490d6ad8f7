#pragma once
// What a run leaves behind for the chips: which cells every instruction touched, and how each
// segment found and left memory. Timestamps run on through the segments of a run.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "iop/host/pages.hpp"
#include "machine/instruction.hpp"
#include "machine/limits.hpp"
#include "machine/rom.hpp"

namespace archi::machine {

/// A cell that was read: its word, and when it was touched before (0: never).
struct Read {
    std::uint32_t value = 0;
    std::uint32_t previous_timestamp = 0;

    bool operator==(const Read&) const = default;
};

/// A cell that was written.
struct Write {
    std::uint32_t value = 0;
    std::uint32_t previous_value = 0;
    std::uint32_t previous_timestamp = 0;

    bool operator==(const Write&) const = default;
};

/// The memory cell of a load or store. A load leaves value == previous_value; a store of a byte or
/// half word keeps the rest of the cell.
struct MemoryAccess {
    std::uint32_t cell = 0;
    std::uint32_t value = 0;
    std::uint32_t previous_value = 0;
    std::uint32_t previous_timestamp = 0;

    bool operator==(const MemoryAccess&) const = default;
};

/// One instruction that was executed. What it does not touch (touches_rs1 and so on,
/// instruction.hpp) is zero; `rs1` and `rs2` of kExit and kFail are not used.
/// rs1 is touched at timestamp + kRs1Time, rs2 at + kRs2Time, and so on.
struct Record {
    std::uint32_t pc = 0;
    std::uint32_t timestamp = 0;
    Instruction instruction;
    std::uint32_t next_pc = 0;
    Read rs1;
    Read rs2;
    MemoryAccess memory;
    Write rd;

    bool operator==(const Record&) const = default;
};

/// The eight output registers as `exit` reads them, all at the timestamp of its record.
using ExitReads = std::array<Read, kOutputWords>;

/// A cell that a segment touched: as it found it, and as it leaves it.
struct BoundaryCell {
    std::uint32_t cell = 0;
    std::uint32_t initial_timestamp = 0;
    std::uint32_t initial_value = 0;
    std::uint32_t final_timestamp = 0;
    std::uint32_t final_value = 0;

    bool operator==(const BoundaryCell&) const = default;
};

/// A cell that a run accessed, at its end.
struct FinalCell {
    std::uint32_t cell = 0;
    std::uint32_t timestamp = 0;  ///< of the last access
    std::uint32_t value = 0;

    bool operator==(const FinalCell&) const = default;
};

/// A stretch of a run that is proven as one. The next segment begins where this one ends.
struct Segment {
    std::uint32_t index = 0;
    std::uint32_t first_pc = 0;
    std::uint32_t end_pc = 0;  ///< kExitPc in the last segment
    std::uint32_t first_timestamp = 0;
    std::uint32_t end_timestamp = 0;                ///< first + 4 per cycle
    std::array<std::uint32_t, kRomOpcodes> rows{};  ///< instructions by the ROM's opcodes
    std::uint64_t cost = 0;                         ///< in cells, by the table of the limits
    std::vector<BoundaryCell> boundary;             ///< in increasing order of cells
    iop::PageVector<Record> records;                ///< only when recording; in order of time
    std::optional<ExitReads> exit;                  ///< in the last segment

    [[nodiscard]] std::uint32_t cycles() const
    {
        return (end_timestamp - first_timestamp) / kTimestampsPerCycle;
    }
};

}  // namespace archi::machine
