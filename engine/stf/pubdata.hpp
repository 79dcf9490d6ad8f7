#pragma once
// OUTPUT.md, "Pubdata": what a batch publishes, so that anyone can make its state again.

#include <optional>
#include <vector>

#include "stf/batch.hpp"

namespace archi::stf {

/// A log to the L1 as it is published: who knows the L1's queue can make the tree of them again.
struct PublishedLog {
    enum class Kind : std::uint8_t { kFailed, kSucceeded, kMessage };

    std::uint32_t transaction = 0;  ///< its position in the batch
    Kind kind = Kind::kMessage;     ///< of a queue entry, in the order of the queue; or a message
    Address sender;                 ///< of the message, as is what follows
    Bytes message;

    bool operator==(const PublishedLog&) const = default;
};

struct Pubdata {
    /// Of each block, in seconds since the one before; of the first since the commitment before.
    std::vector<std::uint64_t> steps;
    std::vector<Hash> block_hashes;  ///< of the last min(blocks, 256), oldest first
    // of the last block
    Hash transactions_root;
    Hash receipts_root;
    std::uint64_t gas_used = 0;
    u256 base_fee;
    Bytes differences;  ///< as state::encode writes them; not looked into here
    std::vector<PublishedLog> logs;
    std::vector<Bytes> new_code;

    bool operator==(const Pubdata&) const = default;
};

/// The content, before its entropy stage. Requires steps, and hashes that fit them.
[[nodiscard]] Bytes encode(const Pubdata& pubdata);
/// Total: any bytes give a value or nullopt, in time and memory linear in their number. Canonical:
/// encode(decode_content(x)) == x.
[[nodiscard]] std::optional<Pubdata> decode_content(bytes_view content);
/// The same behind the entropy stage, in memory of kMaxContent at most. Total.
[[nodiscard]] std::optional<Pubdata> decode_pubdata(bytes_view bytes);

}  // namespace archi::stf
