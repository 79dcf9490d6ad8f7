#pragma once
// The inner loop of the executor. Private to it: run.hpp is what others use.

#include <array>
#include <cstdint>
#include <vector>

#include "machine/host/record.hpp"
#include "machine/instruction.hpp"
#include "machine/limits.hpp"
#include "machine/rom.hpp"

namespace archi::machine {

/// What is kept besides the state of the machine.
enum class Mode : std::uint8_t {
    kPlain,     ///< nothing
    kProfiled,  ///< how often each instruction was executed
    kMetered,   ///< timestamps of cells, boundaries, rows, cost
    kRecorded,  ///< the same, and a record of each instruction
};

/// Why the loop came back.
enum class Stop : std::uint8_t {
    kPaused,  ///< by time or budget
    kExit,
    kFail,
    kFetch,       ///< the next instruction, or a jump, lies outside the text
    kIllegal,     ///< the word does not decode
    kMisaligned,  ///< a load, store or jump
    kOutside,     ///< a load or store below the image or above memory
    kNoHint,      ///< the input has no further word
};

/// An instruction and how it is dispatched.
struct alignas(16) Step {
    Instruction instruction;
    std::uint8_t operation = 0;  ///< an index of the interpreter's
    RomOpcode row = RomOpcode::kNone;
};

/// How `instruction` is executed at `pc`.
[[nodiscard]] Step make_step(const Instruction& instruction, std::uint32_t pc);

/// State of the machine and of the bookkeeping.
struct Core {
    std::vector<Step> steps;  ///< one per word of the text, and one that stops behind the last
    std::uint32_t text_begin = 0;
    std::uint32_t text_bytes = 0;
    std::uint32_t data_begin = 0;         ///< lowest address of data
    std::uint8_t* memory = nullptr;       ///< kMemoryBytes
    std::uint32_t* timestamps = nullptr;  ///< by memory cell; not in kPlain and kProfiled
    std::uint64_t* executions = nullptr;  ///< by word of the text; only in kProfiled
    const std::uint32_t* next_hint = nullptr;
    const std::uint32_t* hints_end = nullptr;

    std::array<std::uint32_t, kRegisters> x{};
    std::array<std::uint32_t, kRegisters> register_timestamps{};
    std::uint32_t pc = 0;
    std::uint32_t timestamp = kFirstTimestamp;

    // Of the current segment.
    std::uint32_t first_timestamp = kFirstTimestamp;
    std::int64_t budget = 0;  ///< cells left
    std::array<std::uint32_t, kRomOpcodes> row_costs{};
    std::uint32_t boundary_cost = 0;
    std::uint32_t refresh_cost = 0;
    std::array<std::uint32_t, kRomOpcodes> rows{};  ///< executed, by the ROM's opcodes
    std::vector<BoundaryCell> boundary;             ///< memory only, without the final state
    Record* next_record = nullptr;                  ///< only in kRecorded; there is room
    ExitReads exit_reads{};

    std::uint32_t pause_at = 0;  ///< timestamp
    std::uint32_t fault_address = 0;

    /// Builds the steps, and sets pc. Timestamps, memory and hints are the caller's.
    void load(std::uint32_t begin, std::uint32_t entry, const std::vector<Instruction>& text);
};

/// Whether an access needs a row of the refresh chip before it.
[[nodiscard]] constexpr bool needs_refresh(std::uint32_t timestamp, std::uint32_t previous)
{
    return timestamp - previous > std::uint32_t{1} << 16;
}

/// Runs until pause_at or the first instruction after which no budget is left, an end or a fault.
/// Afterwards pc and timestamp are those of the next instruction, or of the one that failed.
[[nodiscard]] Stop interpret(Core& core, Mode mode);

}  // namespace archi::machine
