#pragma once
// The way of queue entries from the L1 to their chain.

#include <map>

#include "chain/chain.hpp"
#include "l1/client.hpp"

namespace archi::settlement {

/// One NewPriorityRequest as the mailbox logs it (l1/contracts/src/chain/Mailbox.sol).
struct QueueRequest {
    std::uint64_t index = 0;
    chain::QueueEntry entry;

    bool operator==(const QueueRequest&) const = default;
};

/// Reads the log's data. nullopt for anything whose transaction does not have the hash that the log
/// gives it: nothing else is believed.
[[nodiscard]] std::optional<QueueRequest> read_request(const l1::Log& log);

/// Entries `first` up to `end` of the queue, from logs of the blocks `from` to `last`; `from` is
/// moved past the blocks that were read. Errors: kCorrupt for logs that do not make up the queue;
/// those of the client.
[[nodiscard]] Result<std::vector<chain::QueueEntry>> read_queue(
    l1::Client& client, const Address& contract, std::uint64_t first, std::uint64_t end,
    std::uint64_t& from, std::uint64_t last);
/// How many entries the queue has at block `at`; 0 before the contract is there.
[[nodiscard]] Result<std::uint64_t> count_queue(l1::Client& client, const Address& contract,
                                                std::uint64_t at);

/// For the operator's thread.
class QueueFeed {
public:
    explicit QueueFeed(l1::Client& client) : client_(client) {}

    /// Gives `chain` the entries that its contract has at block `last`. `looks_anew`: the L1 was
    /// reorganized, entries that are in no block of the chain may be others now.
    /// Errors: kCorrupt for logs that do not make up the queue; kAlreadyExists where the L1
    /// has another entry than one that is in a block; those of client and chain.
    [[nodiscard]] Result<void> feed(chain::Chain& chain, const Address& contract,
                                    std::uint64_t last, bool looks_anew);

private:
    l1::Client& client_;
    std::map<Address, std::uint64_t> read_to_;  ///< the first block whose logs were not read yet
};

}  // namespace archi::settlement
