#pragma once
// Blooms over logs. Source: Yellow Paper, section 4.3.1 (function M3:2048).

#include <span>

#include "chain/chain.hpp"

namespace archi::chain {

/// Adds one item of a log: its address, or one of its topics.
void add_to(Bloom& bloom, bytes_view item);
/// Adds the log's address and topics.
void add_to(Bloom& bloom, const evm::Log& log);
[[nodiscard]] Bloom bloom_of(std::span<const stf::Receipt> receipts);
/// False: none of the logs is of a system contract that speaks to other chains.
[[nodiscard]] bool may_cross(const Bloom& bloom);
/// The messages of a block, in order; their numbers are not filled in.
[[nodiscard]] std::vector<SentMessage> messages_of(const BlockRecord& block);

}  // namespace archi::chain
