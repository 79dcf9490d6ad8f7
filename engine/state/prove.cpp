// Proofs from a store: for a batch, and for one key.

#include <algorithm>

#include "base/assert.hpp"
#include "state/fold.hpp"
#include "state/tree.hpp"

namespace archi::state {

namespace {

Positions sorted_and_distinct(Positions positions)
{
    std::ranges::sort(positions, [](std::uint64_t a, std::uint64_t b) { return a < b; });
    const auto repeated = std::ranges::unique(positions);
    positions.erase(repeated.begin(), repeated.end());
    return positions;
}

/// Each key's own leaf, or the one before it. An insertion also needs the last leaf: every node on
/// the edge along which the tree grows is above it or a sibling of its path.
Positions needed_leaves(TreeStore& store, std::uint64_t count, std::span<const Hash> keys,
                        std::span<const Change> changed)
{
    Positions indices;
    indices.reserve(keys.size() + changed.size() + 1);
    for (const auto& key : keys)
        indices.push_back(store.predecessor(key));
    bool inserts = false;
    for (const auto& change : changed) {
        const auto found = store.floor(change.key);
        indices.push_back(found.index);
        inserts = inserts || found.leaf.key != change.key;
    }
    if (inserts) indices.push_back(count - 1);
    return sorted_and_distinct(std::move(indices));
}

}  // namespace

Multiproof prove(TreeStore& store, const TreeHead& head, std::span<const Hash> keys,
                 std::span<const Change> changed)
{
    auto positions = needed_leaves(store, head.count, keys, changed);
    Multiproof proof;
    proof.leaves.reserve(positions.size());
    for (const auto index : positions)
        proof.leaves.push_back({.index = index, .leaf = store.leaf(index)});
    for (unsigned level = 0; !positions.empty() && level < depth_of(head.count); ++level) {
        const auto missing = siblings_of(level, positions, head.count);
        const auto at = proof.siblings.size();
        proof.siblings.resize(at + missing.size());
        store.nodes(level, missing, std::span(proof.siblings).subspan(at));
        positions = parents_of(positions);
    }
    return proof;
}

InclusionProof prove_one(TreeStore& store, const TreeHead& head, const Hash& key)
{
    InclusionProof proof{.leaf = store.floor(key), .path = {}};
    auto position = proof.leaf.index;
    for (unsigned level = 0; level < depth_of(head.count); ++level, position /= 2) {
        const auto sibling = position ^ 1U;
        const bool empty = (sibling << level) >= head.count;
        proof.path.push_back(empty ? Hash{} : store.node(level, sibling));
    }
    return proof;
}

std::optional<Hash> check(const InclusionProof& proof, const TreeHead& head, const Hash& key)
{
    const auto& [index, leaf] = proof.leaf;
    if (head.count == 0 || head.count > kMaxCount || index >= head.count ||
        proof.path.size() != depth_of(head.count))
        return std::nullopt;
    auto hash = leaf_hash(leaf);
    auto position = index;
    for (unsigned level = 0; level < proof.path.size(); ++level, position /= 2) {
        const auto& sibling = proof.path[level];
        if (sibling.is_zero() != (((position ^ 1U) << level) >= head.count)) return std::nullopt;
        hash = position % 2 == 0 ? node_hash(hash, sibling) : node_hash(sibling, hash);
    }
    if (hash != head.root) return std::nullopt;
    if (leaf.key == key) return leaf.value;
    if (leaf.key < key && key < leaf.next) return Hash{};
    return std::nullopt;
}

}  // namespace archi::state
