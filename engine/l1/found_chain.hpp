#pragma once
// A chain as a stranger finds it on an L1: by its id, and the address of the Bridgehub.

#include "l1/client.hpp"

namespace archi::l1 {

struct FoundChain {
    std::uint64_t id = 0;
    Address contract;
    Address validator_timelock;
    std::uint64_t created = 0;  ///< block of the L1
    Bytes genesis;              ///< as published with its creation (FORMATS.md); not looked into
};

/// What the L1 has of chain `id` at its block `last`. Errors: kNotFound where there is no
/// Bridgehub, or it knows no such chain; kCorrupt where contracts do not answer, or the chain's
/// genesis is not published; those of the client.
[[nodiscard]] Result<FoundChain> find_published_chain(Client& client, const Address& bridgehub,
                                                      std::uint64_t id, std::uint64_t last);

/// The first block up to `last` at which `contract` has code; where the node does not keep states
/// so old, 0: a place to look from that leaves nothing out. Errors: those of the client.
[[nodiscard]] Result<std::uint64_t> birth_of(Client& client, const Address& contract,
                                             std::uint64_t last);

/// Blocks of one question for logs; nodes refuse many more.
inline constexpr std::uint64_t kLogBlocks = 10'000;

}  // namespace archi::l1
