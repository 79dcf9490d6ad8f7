#pragma once
// The append-only accumulator over a chain's messages (l1/FORMATS.md): the Merkle tree of RFC 9162
// with keccak, kept as the roots of its perfect subtrees.

#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace archi::stf {

[[nodiscard]] Hash message_leaf(const Address& sender, bytes_view message);
[[nodiscard]] Hash message_node(const Hash& left, const Hash& right);
/// What the L1 sees of a tree: keccak(count ‖ root), zero without leaves.
[[nodiscard]] Hash accumulator_of(std::uint64_t count, const Hash& root);

struct Accumulator {
    static constexpr std::size_t kHeights = 64;

    std::uint64_t count = 0;
    /// By height: the perfect subtree of 2^height leaves, where that bit of `count` is set.
    std::array<Hash, kHeights> peaks{};

    /// O(1) hashes on average, at most kHeights.
    void append(const Hash& leaf);
    /// Zero without leaves.
    [[nodiscard]] Hash root() const;
    [[nodiscard]] Hash value() const { return accumulator_of(count, root()); }
};

}  // namespace archi::stf
