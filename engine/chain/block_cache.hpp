#pragma once
// Blocks that were asked for lately, within a bound of bytes. Thread-safe.

#include <list>
#include <mutex>
#include <unordered_map>

#include "chain/chain.hpp"

namespace archi::chain {

/// About how much memory a block takes.
[[nodiscard]] std::size_t memory_of(const BlockRecord& block);

class BlockCache {
public:
    explicit BlockCache(std::size_t bytes) : limit_(bytes) {}

    /// Null if it is not kept.
    [[nodiscard]] Block find(std::uint64_t number);
    /// `epoch` is what epoch() gave before the block was read: one that was read before the last
    /// clear() is not kept.
    void keep(const Block& block, std::uint64_t epoch);
    [[nodiscard]] std::uint64_t epoch() const;
    /// Forgets everything: blocks were replaced.
    void clear();

private:
    struct Entry {
        Block block;
        std::size_t bytes;
    };
    mutable std::mutex mutex_;
    std::size_t limit_;
    std::uint64_t epoch_ = 0;
    std::size_t bytes_ = 0;
    std::list<Entry> recent_;  ///< most recently used first
    std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_number_;
};

}  // namespace archi::chain
