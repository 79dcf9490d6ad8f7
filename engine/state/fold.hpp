#pragma once
// From the touched leaves up to the root, one level at a time: the order in which a multiproof's
// siblings are consumed, written once for the store, the prover of keys and the guest.

#include <cstdint>
#include <span>
#include <vector>

#include "state/tree.hpp"

namespace archi::state {

/// Positions of one level, ascending and distinct.
using Positions = std::vector<std::uint64_t>;

/// Positions one level up.
[[nodiscard]] Positions parents_of(std::span<const std::uint64_t> positions);

/// The untouched siblings of `touched` that have leaves below them, ascending. `untouched_count` is
/// the number of leaves from which untouched nodes are made: that of the tree before the batch.
[[nodiscard]] Positions siblings_of(unsigned level, std::span<const std::uint64_t> touched,
                                    std::uint64_t untouched_count);

/// Touched nodes of one level with their hashes.
struct Level {
    Positions positions;
    std::vector<Hash> hashes;
};

[[nodiscard]] Level leaf_level(std::span<const IndexedLeaf> ascending);

/// The level above `touched`. `siblings` are the hashes of siblings_of the same arguments.
[[nodiscard]] Level fold(unsigned level, const Level& touched, std::uint64_t untouched_count,
                         std::span<const Hash> siblings);

}  // namespace archi::state
