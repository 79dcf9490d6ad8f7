#pragma once
// Merkle trees over rows of field elements, opened at many positions at once.
//
// Leaf i hashes row i. Nodes hash their two children. Of the upper tree only one level is kept, the
// cap of 2^log_cap nodes. A multi-proof lists the siblings that cannot be computed, level by level
// from the leaves, in ascending order. Leaves, nodes and kinds of trees have keys of their own, so
// none can be taken for another.

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"

namespace archi::iop {

/// What a tree's rows are.
enum class TreeKind : std::uint8_t {
    kProgram,  ///< preprocessed columns
    kEarly,    ///< columns committed before the shared challenge
    kMain,     ///< the other columns
    kFolded,   ///< cosets of a folded word
};

[[nodiscard]] const Hash& leaf_key(TreeKind kind);
[[nodiscard]] const Hash& node_key();

/// Requires row.size() <= 1024: one chunk of BLAKE3.
[[nodiscard]] Hash hash_leaf(TreeKind kind, bytes_view row);
[[nodiscard]] Hash hash_node(const Hash& left, const Hash& right);

/// How many siblings a multi-proof of these leaves has. Requires ascending positions without
/// duplicates, below 2^log_leaves, and log_cap <= log_leaves.
[[nodiscard]] std::size_t sibling_count(std::span<const std::uint32_t> positions,
                                        unsigned log_leaves, unsigned log_cap);

/// True if the leaves with these digests are in the tree under `cap`. Requires what
/// sibling_count() requires, one digest a position, and that many siblings.
[[nodiscard]] bool verify_leaves(std::span<const Hash> cap, unsigned log_leaves,
                                 std::span<const std::uint32_t> positions,
                                 std::vector<Hash> digests, std::span<const Hash> siblings);

}  // namespace archi::iop
