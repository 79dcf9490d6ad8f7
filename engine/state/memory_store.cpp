#include "state/memory_store.hpp"

#include "base/assert.hpp"

namespace archi::state {

MemoryStore::MemoryStore()
{
    plant(*this);
}

Leaf MemoryStore::leaf(std::uint64_t index)
{
    ARCHI_ASSERT(index < leaves_.size());
    return leaves_[index];
}

std::optional<std::uint64_t> MemoryStore::index_of(const Hash& key)
{
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
}

std::uint64_t MemoryStore::predecessor(const Hash& key)
{
    return std::prev(by_key_.upper_bound(key))->second;
}

Hash MemoryStore::node(unsigned level, std::uint64_t position)
{
    ARCHI_ASSERT(level < levels_.size() && position < levels_[level].size());
    return levels_[level][position];
}

void MemoryStore::put_leaf(std::uint64_t index, const Leaf& leaf)
{
    ARCHI_ASSERT(index <= leaves_.size());
    if (index < leaves_.size()) {
        ARCHI_ASSERT(leaves_[index].key == leaf.key);
        leaves_[index] = leaf;
        return;
    }
    leaves_.push_back(leaf);
    by_key_.emplace(leaf.key, index);
}

void MemoryStore::put_node(unsigned level, std::uint64_t position, const Hash& hash)
{
    ARCHI_ASSERT(level <= levels_.size());
    if (level == levels_.size()) levels_.emplace_back();
    auto& nodes = levels_[level];
    ARCHI_ASSERT(position <= nodes.size());
    if (position == nodes.size())
        nodes.push_back(hash);
    else
        nodes[position] = hash;
}

}  // namespace archi::state
