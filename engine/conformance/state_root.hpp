#pragma once
// Ethereum's state root of accounts in plain maps.

#include <map>

#include "evm/map_host.hpp"

namespace archi::conformance {

/// Account addresses and storage slots are hashed to keys (Yellow Paper, section 4.1).
[[nodiscard]] Hash state_root(const std::map<Address, evm::MapAccount>& accounts);

}  // namespace archi::conformance
