// The guest's side: nothing here trusts the multiproof.

#include <algorithm>
#include <utility>

#include "state/fold.hpp"
#include "state/insertion.hpp"
#include "state/tree.hpp"

namespace archi::state {

namespace {

/// The root of a tree that grew from `old_count` to `new_count` leaves. nullopt: too few or too
/// many siblings, or one that claims to be empty.
std::optional<Hash> root_of(std::span<const IndexedLeaf> leaves, std::span<const Hash> siblings,
                            std::uint64_t old_count, std::uint64_t new_count)
{
    auto nodes = leaf_level(leaves);
    const auto depth = depth_of(new_count);
    for (unsigned level = 0; level < depth; ++level) {
        const auto needed = siblings_of(level, nodes.positions, old_count).size();
        if (needed > siblings.size()) return std::nullopt;
        const auto taken = siblings.first(needed);
        if (std::ranges::any_of(taken, &Hash::is_zero)) return std::nullopt;
        siblings = siblings.subspan(needed);
        nodes = fold(level, nodes, old_count, taken);
    }
    if (!siblings.empty()) return std::nullopt;
    return nodes.hashes.front();
}

bool indices_ascend_below(std::span<const IndexedLeaf> leaves, std::uint64_t count)
{
    for (std::size_t i = 0; i < leaves.size(); ++i)
        if (leaves[i].index >= count || (i > 0 && leaves[i - 1].index >= leaves[i].index))
            return false;
    return true;
}

}  // namespace

ProvenTree::ProvenTree(Multiproof proof, const TreeHead& head)
    : proof_(std::move(proof)), head_(head)
{
    by_key_.reserve(proof_.leaves.size());
    for (std::size_t i = 0; i < proof_.leaves.size(); ++i)
        by_key_.push_back(static_cast<std::uint32_t>(i));
    std::ranges::sort(by_key_, [this](std::uint32_t a, std::uint32_t b) {
        return proof_.leaves[a].leaf.key < proof_.leaves[b].leaf.key;
    });
}

std::optional<ProvenTree> ProvenTree::open(Multiproof proof, const TreeHead& head)
{
    if (head.count == 0 || head.count > kMaxCount || proof.leaves.size() > UINT32_MAX ||
        !indices_ascend_below(proof.leaves, head.count))
        return std::nullopt;
    if (proof.leaves.empty()) {
        if (!proof.siblings.empty()) return std::nullopt;
    } else if (root_of(proof.leaves, proof.siblings, head.count, head.count) != head.root) {
        return std::nullopt;
    }
    ProvenTree tree(std::move(proof), head);
    // A tree that grew by apply has ordered links; a head from elsewhere need not.
    for (std::size_t i = 0; i < tree.by_key_.size(); ++i) {
        const auto& leaf = tree.proof_.leaves[tree.by_key_[i]].leaf;
        if (leaf.key >= leaf.next) return std::nullopt;
        if (i + 1 < tree.by_key_.size() &&
            leaf.next > tree.proof_.leaves[tree.by_key_[i + 1]].leaf.key)
            return std::nullopt;
    }
    return tree;
}

const IndexedLeaf* ProvenTree::floor(const Hash& key) const
{
    const auto key_at = [this](std::uint32_t position) -> const Hash& {
        return proof_.leaves[position].leaf.key;
    };
    const auto after = std::ranges::upper_bound(by_key_, key, {}, key_at);
    if (after == by_key_.begin()) return nullptr;
    const auto& found = proof_.leaves[*std::prev(after)];
    return found.leaf.key == key || key < found.leaf.next ? &found : nullptr;
}

std::optional<Hash> ProvenTree::value(const Hash& key) const
{
    const auto* found = floor(key);
    if (found == nullptr) return std::nullopt;
    return found->leaf.key == key ? found->leaf.value : Hash{};
}

std::optional<std::uint64_t> ProvenTree::index_of(const Hash& key) const
{
    const auto* found = floor(key);
    if (found == nullptr || found->leaf.key != key) return std::nullopt;
    return found->index;
}

std::optional<TreeHead> ProvenTree::apply(std::span<const Change> changes) const
{
    const auto touched =
        touch(changes, head_.count, [this](const Hash& key) -> std::optional<IndexedLeaf> {
            const auto* found = floor(key);
            return found == nullptr ? std::nullopt : std::optional(*found);
        });
    if (!touched) return std::nullopt;
    if (touched->changed.empty()) return head_;
    const auto& appended = touched->appended;
    if (appended.size() > kMaxCount - head_.count ||
        (!appended.empty() && proof_.leaves.back().index != head_.count - 1))
        return std::nullopt;

    auto leaves = proof_.leaves;
    std::size_t at = 0;
    for (const auto& changed : touched->changed) {
        while (leaves[at].index != changed.index)
            ++at;
        leaves[at].leaf = changed.leaf;
    }
    leaves.insert(leaves.end(), appended.begin(), appended.end());
    const auto count = head_.count + appended.size();
    const auto root = root_of(leaves, proof_.siblings, head_.count, count);
    if (!root) return std::nullopt;
    return TreeHead{.root = *root, .count = count};
}

}  // namespace archi::state
