#pragma once
// A stream of signed transfers over several connections, counted by what blocks include.

#include <string>
#include <vector>

#include "load/senders.hpp"

namespace archi::load {

struct StreamOptions {
    std::string url;
    unsigned batch = 50;       ///< transactions in one request
    unsigned connections = 8;  ///< keep-alive
    double seconds = 30;       ///< at most
    std::uint64_t window = 0;  ///< sent but not yet included, at most
    std::string process_id;    ///< of the node, for its memory; empty: not shown
};

/// Request bodies, ready to send: number i is a batch of sender i mod senders.size(). Signed on two
/// threads before the clock starts.
[[nodiscard]] std::vector<std::string> sign(Senders& senders, std::size_t transactions,
                                            unsigned batch, bool native);

struct Included {
    std::uint64_t transactions = 0;
    std::uint64_t refused = 0;
    double seconds = 0;
    bool ran_out = false;               ///< everything signed was included before the time was over
    std::vector<std::uint64_t> blocks;  ///< with at least one transaction
    std::uint64_t largest = 0;          ///< transactions in one block
};

/// Sends until the time is over or nothing is left, prints the rate of every five seconds, and
/// waits until all that was sent is in blocks. Each sender's batches keep their order.
Included stream(Senders& senders, std::vector<std::string> bodies, const StreamOptions& options);

}  // namespace archi::load
