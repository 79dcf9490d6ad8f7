// Openings of Merkle trees, and what may be taken for something else in one.

#include <algorithm>
#include <vector>

#include "cases/case.hpp"
#include "iop/merkle.hpp"

namespace {

using namespace archi;
using namespace archi::iop;
using archi::cases::Context;

/// A tree with all of its levels, the leaves' digests first.
struct Tree {
    std::vector<std::vector<Hash>> levels;

    [[nodiscard]] std::span<const Hash> cap(unsigned log_cap) const
    {
        return levels[levels.size() - 1 - log_cap];
    }
    /// Siblings of one position, from the leaves up to a cap.
    [[nodiscard]] std::vector<Hash> path(std::size_t position, unsigned log_cap) const
    {
        std::vector<Hash> siblings;
        for (std::size_t level = 0; level + 1 + log_cap < levels.size(); ++level, position /= 2)
            siblings.push_back(levels[level][position ^ 1]);
        return siblings;
    }
};

Tree tree_of(std::vector<Hash> leaves)
{
    Tree tree{{std::move(leaves)}};
    while (tree.levels.back().size() > 1) {
        const auto& below = tree.levels.back();
        std::vector<Hash> level;
        for (std::size_t i = 0; i < below.size(); i += 2)
            level.push_back(hash_node(below[i], below[i + 1]));
        tree.levels.push_back(std::move(level));
    }
    return tree;
}

Bytes random_row(Context& context, std::size_t size)
{
    Bytes row(size);
    for (auto& byte : row)
        byte = static_cast<std::uint8_t>(context.random());
    return row;
}

struct Rows {
    std::vector<Bytes> rows;
    Tree tree;
};

Rows committed(Context& context, unsigned log_leaves)
{
    Rows out;
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < std::size_t{1} << log_leaves; ++i) {
        out.rows.push_back(random_row(context, 64));
        leaves.push_back(hash_leaf(TreeKind::kMain, out.rows.back()));
    }
    out.tree = tree_of(std::move(leaves));
    return out;
}

bool opens(std::span<const Hash> cap, unsigned log_leaves, std::uint32_t position,
           const Hash& digest, const std::vector<Hash>& siblings)
{
    const std::array positions = {position};
    return verify_leaves(cap, log_leaves, positions, {digest}, siblings);
}

CASE(merkle, opens_every_leaf_alone)
{
    const auto [rows, tree] = committed(context, 4);
    for (unsigned log_cap = 0; log_cap <= 4; ++log_cap)
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            const auto path = tree.path(i, log_cap);
            const std::array positions = {i};
            CHECK(sibling_count(positions, 4, log_cap) == path.size());
            CHECK(opens(tree.cap(log_cap), 4, i, hash_leaf(TreeKind::kMain, rows[i]), path));
        }
}

/// Two digests make a row of 64 bytes: as a leaf it must not hash to their parent.
CASE(merkle, a_node_is_no_leaf)
{
    const auto [rows, tree] = committed(context, 4);
    for (std::uint32_t i = 0; i < 8; ++i) {
        Bytes children(tree.levels[0][2 * i].begin(), tree.levels[0][2 * i].end());
        append(children, tree.levels[0][2 * i + 1]);
        std::vector<Hash> path;
        for (std::size_t level = 1, at = i; level + 1 < tree.levels.size(); ++level, at /= 2)
            path.push_back(tree.levels[level][at ^ 1]);
        // The parent itself is in that tree: it is the digest of the leaf that must differ.
        CHECK(opens(tree.cap(0), 3, i, tree.levels[1][i], path));
        for (const auto kind :
             {TreeKind::kProgram, TreeKind::kEarly, TreeKind::kMain, TreeKind::kFolded})
            CHECK(!opens(tree.cap(0), 3, i, hash_leaf(kind, children), path));
    }
}

/// And a leaf must not be what a node is made of one level further down.
CASE(merkle, a_leaf_is_no_node)
{
    const auto [rows, tree] = committed(context, 3);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        Hash left{};
        Hash right{};
        std::copy_n(rows[i].begin(), Hash::kSize, left.begin());
        std::copy_n(rows[i].begin() + Hash::kSize, Hash::kSize, right.begin());
        auto path = tree.path(i, 0);
        path.insert(path.begin(), right);
        CHECK(!opens(tree.cap(0), 4, 2 * i, left, path));
    }
}

CASE(merkle, kinds_of_trees_are_apart)
{
    const auto [rows, tree] = committed(context, 3);
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        for (const auto kind : {TreeKind::kProgram, TreeKind::kEarly, TreeKind::kFolded})
            CHECK(!opens(tree.cap(1), 3, i, hash_leaf(kind, rows[i]), tree.path(i, 1)));
}

CASE(merkle, rows_of_another_length_are_others)
{
    const auto [rows, tree] = committed(context, 2);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        auto longer = rows[i];
        longer.push_back(0);
        CHECK(!opens(tree.cap(0), 2, i, hash_leaf(TreeKind::kMain, longer), tree.path(i, 0)));
        const auto shorter = bytes_view(rows[i]).first(63);
        CHECK(!opens(tree.cap(0), 2, i, hash_leaf(TreeKind::kMain, shorter), tree.path(i, 0)));
    }
}

CASE(merkle, every_sibling_place_and_digest_counts)
{
    const auto [rows, tree] = committed(context, 4);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const auto digest = hash_leaf(TreeKind::kMain, rows[i]);
        const auto path = tree.path(i, 1);
        for (std::size_t changed = 0; changed < path.size(); ++changed) {
            auto wrong = path;
            wrong[changed][context.random() % Hash::kSize] ^= 1;
            CHECK(!opens(tree.cap(1), 4, i, digest, wrong));
        }
        auto swapped = path;
        std::swap(swapped[0], swapped[1]);
        CHECK(!opens(tree.cap(1), 4, i, digest, swapped));
        CHECK(!opens(tree.cap(1), 4, i ^ 1, digest, path));
        CHECK(!opens(tree.cap(1), 4, i ^ 8, digest, path));  // below the cap's other node
        // A tree of another height, with the same path.
        CHECK(!opens(tree.cap(0), 3, i / 2, digest, path));
    }
}

CASE(merkle, exchanged_digests_of_a_multi_proof_are_refused)
{
    const auto [rows, tree] = committed(context, 3);
    const std::array<std::uint32_t, 2> pair = {2, 3};
    const std::vector<Hash> siblings = {tree.levels[1][0], tree.levels[2][1]};
    CHECK(sibling_count(pair, 3, 0) == 2);
    CHECK(verify_leaves(tree.cap(0), 3, pair, {tree.levels[0][2], tree.levels[0][3]}, siblings));
    CHECK(!verify_leaves(tree.cap(0), 3, pair, {tree.levels[0][3], tree.levels[0][2]}, siblings));
    CHECK(!verify_leaves(tree.cap(0), 3, pair, {tree.levels[0][2], tree.levels[0][2]}, siblings));
}

}  // namespace
