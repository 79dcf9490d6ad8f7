#pragma once
// What a batch does to the leaves of a tree: new values, new links, appended leaves.

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "state/tree.hpp"

namespace archi::state {

struct TouchedLeaves {
    std::vector<IndexedLeaf>
        changed;  ///< leaves of the old tree as the batch leaves them, by index
    std::vector<IndexedLeaf> appended;  ///< new ones, by index, which is also by key
};

/// The leaf with the greatest key that is <= `key`; nullopt if unknown. Called with ascending keys.
using Floor = std::function<std::optional<IndexedLeaf>(const Hash& key)>;

/// nullopt: a floor is unknown or is not the floor, a key comes twice, or `before` is wrong.
[[nodiscard]] std::optional<TouchedLeaves> touch(std::span<const Change> changes,
                                                 std::uint64_t count, const Floor& floor);

}  // namespace archi::state
