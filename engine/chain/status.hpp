#pragma once
// One status model for map, list, tray and command line.

#include <cstdint>
#include <string>

#include "base/bytes.hpp"

namespace archi::chain {

enum class Phase : std::uint8_t { kStopped, kStarting, kRunning, kDegraded, kStopping, kFailed };

/// The word for a phase: "stopped", "starting", "running", "degraded", "stopping", "failed".
[[nodiscard]] const char* to_string(Phase phase);

struct State {
    Phase phase = Phase::kStopped;
    std::string detail;  ///< stage while starting, reason while degraded, cause after a failure
    std::string cure;    ///< after a failure: what the user can do
    std::int64_t since_unix_ms = 0;  ///< when this phase began

    bool operator==(const State&) const = default;
};

/// Counters of a running chain at one moment. Cheap to copy; read from any thread.
struct Metrics {
    std::uint64_t block_number = 0;
    std::int64_t block_time_unix_ms = 0;  ///< when the newest block was stored
    std::uint64_t transactions = 0;       ///< since genesis
    double transactions_per_second = 0;   ///< sequenced, over the last 10 s
    std::uint64_t pending = 0;            ///< in the mempool
    std::uint64_t sealed_batches = 0;
    std::uint64_t open_batch_transactions = 0;
    std::uint64_t base_fee = 0;  ///< wei per gas
    std::uint64_t disk_bytes = 0;
    bool proven = false;  ///< every batch since genesis has a verified proof
};

/// Where the sequencer's time went since it was started, in nanoseconds.
struct SequencerTimes {
    std::uint64_t choosing = 0;  ///< taking transactions from the mempool
    std::uint64_t executing = 0;
    std::uint64_t sealing = 0;     ///< net changes, roots, hash, bloom
    std::uint64_t storing = 0;     ///< encoding, SQLite, fsync
    std::uint64_t publishing = 0;  ///< mempool, caches, listeners
};

}  // namespace archi::chain
