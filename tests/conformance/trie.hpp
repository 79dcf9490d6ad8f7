#pragma once
// The root of a Merkle-Patricia trie (Yellow Paper, appendix D), for official state roots.

#include <map>

#include "base/bytes.hpp"
#include "engine/evm/map_host.hpp"

namespace archi::conformance {

/// The root of the trie that maps each key to its value.
[[nodiscard]] Hash trie_root(const std::map<Bytes, Bytes>& entries);

/// Ethereum's state root: account address and storage slot are hashed to keys.
[[nodiscard]] Hash state_root(const std::map<Address, evm::test::MapAccount>& accounts);

}  // namespace archi::conformance
