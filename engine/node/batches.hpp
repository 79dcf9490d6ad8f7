#pragma once
// A chain's batches and how far each is on the L1, as values and as JSON.

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "chain/chain.hpp"

namespace archi::node {

/// A transaction on the L1 that moved a batch. Others of its epoch may share it.
struct BatchStep {
    std::string step;  ///< "commit", "prove", "execute", "revert"
    std::string fate;  ///< "waiting", "included", "failed"
    Hash transaction;
    std::uint64_t block = 0;  ///< of the L1; 0 while it waits
    std::uint64_t gas = 0;    ///< used; of the whole transaction
    std::uint64_t bytes = 0;  ///< of the raw transaction
    std::int64_t sent_unix_ms = 0;

    bool operator==(const BatchStep&) const = default;
};

enum class BatchStage : std::uint8_t { kSealed, kCommitted, kAccepted, kExecuted };

/// "sealed", "committed", "accepted" (by the proof slot), "executed".
[[nodiscard]] const char* to_string(BatchStage stage);
[[nodiscard]] BatchStage stage_of(const chain::Settled& settled, std::uint64_t batch);

struct BatchView {
    std::uint64_t number = 0;
    std::uint64_t first_block = 0;
    std::uint64_t last_block = 0;
    std::uint64_t transactions = 0;
    std::int64_t sealed_unix_ms = 0;
    std::uint64_t pubdata_bytes = 0;
    std::uint64_t epoch = 0;
    BatchStage stage = BatchStage::kSealed;
    std::vector<BatchStep> steps = {};

    bool operator==(const BatchView&) const = default;
};

struct BatchList {
    std::string chain;
    bool settles = false;                 ///< false: no L1, batches stay sealed
    bool proven = false;                  ///< every batch since genesis
    std::uint64_t open_transactions = 0;  ///< of the batch that is not sealed yet
    chain::Settled settled = {};
    std::uint64_t sealed = 0;             ///< number of the last sealed batch
    std::vector<BatchView> batches = {};  ///< newest first

    bool operator==(const BatchList&) const = default;
};

[[nodiscard]] std::string to_json(const BatchList& list);
/// Total: kCorrupt for anything that to_json does not write.
[[nodiscard]] Result<BatchList> parse_batches(const std::string& text);

}  // namespace archi::node
