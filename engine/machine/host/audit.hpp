#pragma once
// The mutation gate: no witness of a chip may change unnoticed. Every column of every chip is
// changed, alone and with everything around it repaired as well as it can be; the row-and-bus
// checker must reject, or the column is listed as free, with its reason.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machine/host/checker.hpp"

namespace archi::machine {

struct AuditOptions {
    std::uint64_t seed = 1;
    unsigned rows_per_column = 6;     ///< live rows of each instance that are changed
    unsigned changes_per_cell = 6;    ///< kinds of change, of all there are
    unsigned repairs_per_change = 2;  ///< attempts, which differ by chance
    unsigned repair_steps = 24;       ///< cells that an attempt may change
    unsigned records_per_chip = 12;   ///< whose fields are changed, and the row filled anew
    /// If set, called for a share of the single changes with the traces as changed; true if a proof
    /// of them verifies.
    std::function<bool(const std::vector<SegmentTraces>&)> prove_and_verify = {};
    unsigned proven_in_10000 = 200;
    /// If set, only of this chip, and the report has no other.
    std::optional<std::size_t> chip = {};
};

/// A change that was accepted without being listed.
struct Acceptance {
    std::string column;
    std::string how;  ///< segment, row, kind of change, and what else was changed
};

/// In place of a column's name: all of them, in rows that are on no bus.
inline constexpr std::string_view kAnyColumn = "any";

struct FreedColumn {
    std::string column;
    std::string reason;

    bool operator==(const FreedColumn&) const = default;
};

struct ChipReport {
    std::string name;
    std::size_t columns = 0;
    std::size_t fixed_columns = 0;
    std::size_t interactions = 0;
    std::size_t constraints = 0;
    unsigned degree = 0;
    std::size_t live_rows = 0;
    std::uint64_t mutations = 0;  ///< single changes, repaired changes and rows filled anew
    std::uint64_t repairs = 0;    ///< of them, those with repairs
    std::uint64_t proven = 0;     ///< of them, those that were proven as well
    std::uint64_t rejected = 0;
    std::vector<FreedColumn> freed;       ///< accepted with a reason
    std::vector<Acceptance> unjustified;  ///< accepted without
};

struct AuditReport {
    std::uint64_t seed = 0;
    std::vector<ChipReport> chips;

    [[nodiscard]] bool passed() const;
};

/// A run with its records, whose traces are changed.
struct AuditedRun {
    const ProgramTables& program;
    const std::vector<Segment>& segments;
    std::span<const FinalCell> finals;  ///< as in fill_early
    std::uint32_t max_age = kMaxAge;    ///< less, so that a short run has refreshes
};

/// All of its traces, as an honest prover fills them.
[[nodiscard]] std::vector<SegmentTraces> traces_of(const AuditedRun& run);

/// Audits every chip that has live rows in the run. Requires an honest run.
[[nodiscard]] AuditReport audit(const AuditedRun& run, const AuditOptions& options);

}  // namespace archi::machine
