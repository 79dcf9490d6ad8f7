#pragma once
// Ethereum's Merkle-Patricia trie: the root over a whole map, for state, storage and receipt roots.
// Source: Yellow Paper, appendix D.

#include <map>

#include "base/bytes.hpp"

namespace archi::trie {

/// The root of the trie that maps each key to its value; values must not be empty (an empty value
/// is an absent key). Keys are taken as they are: hash them for a "secure" trie. Cost: O(total
/// bytes) time and memory; depth of recursion: two per key byte at most.
[[nodiscard]] Hash root(const std::map<Bytes, Bytes>& entries);

/// A path in nibbles (0 to 15 each) as nodes hold it; `is_leaf` sets the terminator flag.
/// Source: Yellow Paper, appendix C (hex-prefix encoding).
[[nodiscard]] Bytes hex_prefix(bytes_view nibbles, bool is_leaf);

}  // namespace archi::trie
