#pragma once
// The append-only indexed Merkle tree. The format page is FORMAT.md.
//
// Leaves are a linked list in key order: leaf = (key, value, next key). Index 0 is the sentinel
// (key 0, next 2^256−1). Appending k means: the leaf with the greatest key below k gets next = k,
// and the new leaf takes over its old next. Absence of k is the one leaf with key < k < next.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "state/commitment.hpp"
#include "state/reader.hpp"

namespace archi::state {

struct Leaf {
    Hash key{};
    Hash value{};
    Hash next{};  ///< key of the next leaf in key order; all ones after the last

    bool operator==(const Leaf&) const = default;
};

[[nodiscard]] Leaf sentinel_leaf();
/// BLAKE3(key ‖ value ‖ next), 96 bytes.
[[nodiscard]] Hash leaf_hash(const Leaf& leaf);
/// BLAKE3(left ‖ right), 64 bytes. A subtree without leaves is 32 zero bytes.
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);
/// Levels above the leaves of a tree with `count` leaves: the least d with 2^d >= count.
[[nodiscard]] unsigned depth_of(std::uint64_t count);
/// Head of the tree that holds only the sentinel.
[[nodiscard]] TreeHead empty_tree();

/// Leaves a tree may hold: keeps every position and shift within 64 bits.
inline constexpr std::uint64_t kMaxCount = std::uint64_t{1} << 48U;

/// A leaf with its index.
struct IndexedLeaf {
    std::uint64_t index = 0;
    Leaf leaf{};

    bool operator==(const IndexedLeaf&) const = default;
};

/// Where a tree's leaves and nodes are kept. Level 0 are leaf hashes, the root is node (depth, 0).
/// Nodes are asked for only where a leaf is below them. What was put is seen by later reads.
class TreeStore {
public:
    virtual ~TreeStore() = default;
    virtual Leaf leaf(std::uint64_t index) = 0;
    virtual std::optional<std::uint64_t> index_of(const Hash& key) = 0;
    /// Index of the leaf with the greatest key that is <= `key`.
    virtual std::uint64_t predecessor(const Hash& key) = 0;
    virtual Hash node(unsigned level, std::uint64_t position) = 0;
    virtual void put_leaf(std::uint64_t index, const Leaf& leaf) = 0;
    virtual void put_node(unsigned level, std::uint64_t position, const Hash& hash) = 0;

    // Defined here: a class of host code that derives from this one needs its type information,
    // which a library without RTTI does not emit.

    /// The leaf of predecessor(key) in one question. Called with ascending keys.
    virtual IndexedLeaf floor(const Hash& key)
    {
        const auto index = predecessor(key);
        return {.index = index, .leaf = leaf(index)};
    }
    /// Many nodes of one level, ascending; `out` is as long as `positions`.
    virtual void nodes(unsigned level, std::span<const std::uint64_t> positions,
                       std::span<Hash> out)
    {
        for (std::size_t i = 0; i < positions.size(); ++i)
            out[i] = node(level, positions[i]);
    }
    virtual void put_nodes(unsigned level, std::span<const std::uint64_t> positions,
                           std::span<const Hash> hashes)
    {
        for (std::size_t i = 0; i < positions.size(); ++i)
            put_node(level, positions[i], hashes[i]);
    }
};

/// Makes a fresh store the empty tree: the sentinel and its node. Gives empty_tree().
TreeHead plant(TreeStore& store);

/// What the guest gets instead of a tree: every leaf the batch reads or changes, in index order,
/// and the hashes of the maximal non-empty subtrees without such a leaf: leaf level first, left to
/// right. Without leaves there are no siblings, and the proof says nothing.
struct Multiproof {
    std::vector<IndexedLeaf> leaves;
    std::vector<Hash> siblings;

    bool operator==(const Multiproof&) const = default;
};

/// One key's proof for `zks_getProof`: the leaf that holds the key or shows its absence, and its
/// path.
struct InclusionProof {
    IndexedLeaf leaf;
    std::vector<Hash> path;  ///< siblings, leaf level first; zero for an empty subtree

    bool operator==(const InclusionProof&) const = default;
};

/// Proves all of `keys` (present or absent) and whatever `changed` needs, against the tree in
/// `store`.
[[nodiscard]] Multiproof prove(TreeStore& store, const TreeHead& head, std::span<const Hash> keys,
                               std::span<const Change> changed);

[[nodiscard]] InclusionProof prove_one(TreeStore& store, const TreeHead& head, const Hash& key);
/// The value at `key`, zero if the proof shows its absence, nullopt if the proof is wrong.
[[nodiscard]] std::optional<Hash> check(const InclusionProof& proof, const TreeHead& head,
                                        const Hash& key);

/// Applies the net changes of a batch and stores every touched leaf and node once. New keys are
/// appended in ascending order. Gives the new head. `changes` may come in any order; each key comes
/// once, and `before` is its value in the tree. A change to the same value does nothing.
[[nodiscard]] TreeHead apply(TreeStore& store, const TreeHead& head,
                             std::span<const Change> changes);

/// The guest's tree: a multiproof checked against a head once, then read, then changed.
class ProvenTree {
public:
    /// nullopt: the multiproof does not belong to `head`, or is malformed in any way.
    [[nodiscard]] static std::optional<ProvenTree> open(Multiproof proof, const TreeHead& head);

    /// Zero if the proof shows absence; nullopt if the proof says nothing of `key`.
    [[nodiscard]] std::optional<Hash> value(const Hash& key) const;
    /// As state::apply. nullopt: the proof does not cover a changed key or an insertion point, or
    /// `changes` is not what state::apply requires.
    [[nodiscard]] std::optional<TreeHead> apply(std::span<const Change> changes) const;
    /// Index of the leaf at `key`, nullopt if absent or unknown (for the difference encoding).
    [[nodiscard]] std::optional<std::uint64_t> index_of(const Hash& key) const;

private:
    ProvenTree(Multiproof proof, const TreeHead& head);
    /// The proof's leaf at `key` or the one whose gap holds it; null if there is none.
    [[nodiscard]] const IndexedLeaf* floor(const Hash& key) const;

    Multiproof proof_;
    TreeHead head_;
    std::vector<std::uint32_t> by_key_;  ///< positions in proof_.leaves, ascending by key
};

}  // namespace archi::state
