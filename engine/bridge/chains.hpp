#pragma once
// The chains that a bridge works with.

#include <algorithm>
#include <memory>
#include <span>

#include "chain/chain.hpp"

namespace archi::bridge {

using Chains = std::span<const std::shared_ptr<chain::Chain>>;

/// Null if there is none with this id.
[[nodiscard]] inline std::shared_ptr<chain::Chain> chain_with(Chains chains, std::uint64_t id)
{
    const auto found = std::ranges::find_if(
        chains, [id](const auto& chain) { return chain->config().chain_id == id; });
    return found == chains.end() ? nullptr : *found;
}

}  // namespace archi::bridge
