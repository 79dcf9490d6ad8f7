#pragma once
// A chain that settles on an L1 that these tests do not need.

#include "chain_folder.hpp"

namespace archi::test {

inline chain::Config settling_config()
{
    auto config = small_config();
    config.settlement = {.chain_id = 31'337,
                         .base_token = keccak256(Bytes{1}),
                         .group = keccak256(Bytes{2}),
                         .epoch_seconds = 10};
    return config;
}

/// Person 0 sends with this nonce; true once the batch with it is sealed.
inline bool send_and_seal(chain::Chain& chain, std::uint64_t nonce)
{
    const auto hash = chain.submit(sign(transfer(nonce), person(0)));
    if (!hash || !chain.wait_for(*hash, kPatience)) return false;
    const auto block = chain.find_transaction(*hash);
    return comes_true([&] { return chain.last_batch() >= chain.block(block->block)->batch; });
}

}  // namespace archi::test
