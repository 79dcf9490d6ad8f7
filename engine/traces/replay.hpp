#pragma once
// What a trace does: its blocks, executed on a chain in memory, and the batch they make.

#include <map>

#include "stf/batch.hpp"
#include "traces/trace.hpp"

namespace archi::traces {

/// The measured batch of a trace.
struct Replay {
    std::vector<stf::ExecutedBlock> blocks;
    stf::BatchOutput output;
    /// Of all accounts that the trace touched, by their keys in the state.
    std::map<Hash, Address> accounts;
    std::uint64_t transactions = 0;
};

/// Errors: kInvalidArgument if a transaction is none, is not for kTraceChainId, or cannot be
/// executed where it stands. Blocks are a second apart. A transaction that fails is executed.
[[nodiscard]] Result<Replay> replay(const Trace& trace);

}  // namespace archi::traces
