#pragma once
// Executes programs of the proof machine: at full speed, counting, or leaving behind what is
// proven.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "machine/host/elf.hpp"
#include "machine/host/injection.hpp"
#include "machine/host/record.hpp"

namespace archi::machine {

/// The words that a guest's runtime reads for `input`: its length in bytes, then the bytes in
/// little-endian words. Requires input.size() < 2^32.
[[nodiscard]] std::vector<std::uint32_t> hint_words(bytes_view input);

/// How a run came to its end.
struct Ending {
    bool succeeded = false;       ///< by `exit`; otherwise by `fail`
    std::uint32_t exit_code = 0;  ///< of `fail`
    /// x10 to x17 at `exit`.
    std::array<std::uint32_t, kOutputWords> words{};
    /// The bytes whose BLAKE3 the words are: x19 bytes at x18. After `fail`: those bytes, with
    /// nothing said about words. None: the program has not left them there.
    std::optional<Bytes> output;
    /// x21 bytes at x20, what the guest has to say to people; at most kMaxDiagnostics.
    std::string diagnostics;
};

inline constexpr std::size_t kMaxOutput = std::size_t{1} << 26;
inline constexpr std::size_t kMaxDiagnostics = std::size_t{1} << 16;

/// A run at full speed.
struct Execution {
    Ending ending;
    std::uint64_t cycles = 0;               ///< executed instructions
    std::vector<std::uint64_t> executions;  ///< profiled only: by word of the text
};

/// Executes `executable` to its end; with `profile`, counts each instruction's executions.
/// Errors: kInvalidArgument for a fault, saying where (what is not RV32IM, outside text, image or
/// memory, misaligned, more input wanted than there is); kLimitExceeded beyond `max_cycles`.
[[nodiscard]] Result<Execution> execute(const Executable& executable,
                                        std::span<const std::uint32_t> hints,
                                        std::uint64_t max_cycles = kMaxCycles,
                                        bool profile = false);

/// Where a run is cut. A segment ends before it might cost more than `budget`; as costs are counted
/// in cells of traces, not in heights rounded up, leave room for padding. Refreshes of registers,
/// less than one per 16,384 cycles and register, are not counted.
struct SegmentLimits {
    std::uint32_t max_cycles = kMaxSegmentCycles;  ///< 1 to kMaxSegmentCycles
    std::uint64_t budget = std::uint64_t{1} << 62;
    std::array<std::uint32_t, kRomOpcodes> row_costs{};  ///< of a row, by what it executes
    std::uint32_t boundary_cost = 0;                     ///< of each cell touched; registers always
    std::uint32_t refresh_cost = 0;
};

/// A run in segments. The same program, input and limits give the same segments, recorded or not.
class Run {
public:
    /// `executable` outlives the run. `injections`: only tests have any; in order of cycles.
    /// Errors: kInvalidArgument if a budget is too small for one instruction or limits are out of
    /// range; kLimitExceeded if there is no address space (2 GiB, of which only what is used
    /// counts).
    [[nodiscard]] static Result<Run> start(const Executable& executable,
                                           std::vector<std::uint32_t> hints,
                                           const SegmentLimits& limits,
                                           std::uint32_t max_cycles = kMaxCycles,
                                           std::vector<Injection> injections = {});
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    Run(Run&&) noexcept;
    Run& operator=(Run&&) noexcept;

    enum class Records : bool { kNone, kAll };

    /// Executes the next segment. After `fail` it is what came before, perhaps nothing.
    /// Requires !ended() and no error before. Memory with records: 64 bytes a cycle.
    /// Errors: those of execute; the run cannot go on.
    [[nodiscard]] Result<Segment> next_segment(Records records);

    /// Gives back the records of a segment that is done with: the next one fills their memory;
    /// fresh memory costs more time than the run.
    void recycle(iop::PageVector<Record> records);

    [[nodiscard]] bool ended() const;
    /// Requires ended().
    [[nodiscard]] const Ending& ending() const;
    /// Every cell of memory and register that was accessed, in increasing order. Requires ended().
    [[nodiscard]] std::vector<FinalCell> final_cells() const;
    /// So far.
    [[nodiscard]] std::uint32_t cycles() const;

private:
    struct State;
    explicit Run(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace archi::machine
