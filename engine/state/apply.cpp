#include <utility>

#include "base/assert.hpp"
#include "state/fold.hpp"
#include "state/insertion.hpp"
#include "state/tree.hpp"

namespace archi::state {

TreeHead apply(TreeStore& store, const TreeHead& head, std::span<const Change> changes)
{
    auto touched = touch(changes, head.count,
                         [&](const Hash& key) { return std::optional(store.floor(key)); });
    ARCHI_ASSERT(touched.has_value());
    auto& leaves = touched->changed;
    leaves.insert(leaves.end(), touched->appended.begin(), touched->appended.end());
    if (leaves.empty()) return head;
    const auto count = head.count + touched->appended.size();
    const auto depth = depth_of(count);

    for (const auto& [index, leaf] : leaves)
        store.put_leaf(index, leaf);
    auto nodes = leaf_level(leaves);
    std::vector<Hash> siblings;
    for (unsigned level = 0;; ++level) {
        store.put_nodes(level, nodes.positions, nodes.hashes);
        if (level == depth) break;
        const auto positions = siblings_of(level, nodes.positions, head.count);
        siblings.resize(positions.size());
        store.nodes(level, positions, siblings);
        nodes = fold(level, nodes, head.count, siblings);
    }
    return {.root = nodes.hashes.front(), .count = count};
}

}  // namespace archi::state
