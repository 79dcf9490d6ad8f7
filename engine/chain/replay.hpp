#pragma once
// Checks a chain's history against itself: every block is executed again from genesis, in memory,
// and must give the same receipts, block hashes and state commitments as were stored.

#include <cstdint>
#include <functional>

#include "base/result.hpp"
#include "chain/chain.hpp"

namespace archi::chain {

struct ReplayReport {
    std::uint64_t blocks = 0;  ///< executed, genesis included
    std::uint64_t transactions = 0;
    std::uint64_t batches = 0;  ///< whose commitments were compared
    Hash last_commitment;       ///< of the last sealed batch; zero if there is none
};

/// Called after each block with its number and the last one to come.
using ReplayProgress = std::function<void(std::uint64_t block, std::uint64_t last)>;

/// Replays up to the newest block at the time of the call. Memory: about 500 bytes a state entry.
/// Errors: kCorrupt names the first block or batch that disagrees, and in what.
[[nodiscard]] Result<ReplayReport> replay(const Chain& chain, const ReplayProgress& progress);

}  // namespace archi::chain
