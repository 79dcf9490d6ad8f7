#pragma once
// Ethereum's state root of accounts in plain maps.

#include "ethereum/case.hpp"

namespace archi::ethereum {

/// Account addresses and storage slots are hashed to keys (Yellow Paper, section 4.1).
[[nodiscard]] Hash state_root(const Accounts& accounts);

}  // namespace archi::ethereum
