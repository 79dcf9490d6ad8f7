#pragma once
// Is the audit itself any good? Chips are weakened by one constraint or one interaction at a time;
// then some change of a trace has to be accepted that the whole chip rejects, or the audit would
// not have noticed had somebody forgotten it.

#include <string>
#include <vector>

#include "machine/host/audit.hpp"

namespace archi::machine {

/// How an omission was noticed.
enum class Noticed : std::uint8_t {
    kHonestRun,  ///< even an honest run is refused
    kFalseRow,   ///< a row made by hand (false_rows.hpp) breaks nothing else
    kLie,        ///< a change is accepted that the whole chip rejects
    kPadding,    ///< only in rows that are on no bus, and so without a meaning
    kNot,
};

struct OmissionReport {
    Omission omission;
    Noticed noticed = Noticed::kNot;
    std::size_t attempts = 0;
    std::string how;  ///< the change, or the row's claim
};

struct OmissionOptions {
    std::uint64_t seed = 1;
    std::size_t attempts = 3000;  ///< changes, each with one attempt to repair
    unsigned repair_steps = 16;
    unsigned in_100 = 100;  ///< the share of all omissions that is tried, by the seed
    /// If set, only of this chip.
    std::optional<std::size_t> chip = {};
};

/// What can be left out of a chip.
[[nodiscard]] std::vector<Omission> omissions_of(std::size_t chip);

/// As in "shift: constraint of cut, sign" or "shift: range of carry": by the columns in it, and a
/// number where several have the same.
[[nodiscard]] std::string to_text(const Omission& omission);

/// Tries omissions of all chips that have live rows in the run. Requires an honest run.
[[nodiscard]] std::vector<OmissionReport> audit_omissions(const AuditedRun& run,
                                                          const OmissionOptions& options);

}  // namespace archi::machine
