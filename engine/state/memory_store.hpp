#pragma once
// A tree kept in memory, for tests and small tools.

#include <map>
#include <vector>

#include "state/tree.hpp"

namespace archi::state {

/// Starts as the empty tree. Memory: about 300 bytes a leaf.
class MemoryStore final : public TreeStore {
public:
    MemoryStore();

    Leaf leaf(std::uint64_t index) override;
    std::optional<std::uint64_t> index_of(const Hash& key) override;
    std::uint64_t predecessor(const Hash& key) override;
    Hash node(unsigned level, std::uint64_t position) override;
    /// Requires index <= the number of leaves.
    void put_leaf(std::uint64_t index, const Leaf& leaf) override;
    /// Requires position <= the number of nodes of the level, level <= the number of levels.
    void put_node(unsigned level, std::uint64_t position, const Hash& hash) override;

private:
    std::vector<Leaf> leaves_;
    std::map<Hash, std::uint64_t> by_key_;
    std::vector<std::vector<Hash>> levels_;
};

}  // namespace archi::state
