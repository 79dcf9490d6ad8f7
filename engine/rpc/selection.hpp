#pragma once
// Which block, transaction or account a caller means: private to this library.

#include <expected>

#include "rpc/context.hpp"

namespace archi::rpc {

/// A number, "latest", "pending" (the same here), "earliest", "safe", "finalized", a block hash, or
/// the objects of EIP-1898. Absent: latest. Null if there is no such block.
/// Safe: committed on the L1. Finalized: executed there.
[[nodiscard]] chain::Block select_block(const chain::Chain& chain, const Input& which);

/// The state after a block, with the block.
struct StateAt {
    chain::Block block;
    std::unique_ptr<state::Reader> reader;
};
/// Errors: whatever is wrong in any input of these params; "header not found".
[[nodiscard]] std::expected<StateAt, CallError> select_state(const chain::Chain& chain,
                                                             const Input& which);

}  // namespace archi::rpc
