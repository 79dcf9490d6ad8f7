#include "chain/block_cache.hpp"

namespace archi::chain {

std::size_t memory_of(const BlockRecord& block)
{
    std::size_t bytes = sizeof block;
    for (const auto& transaction : block.transactions)
        bytes += sizeof transaction + transaction.raw.size() + transaction.transaction.data.size();
    for (const auto& receipt : block.receipts) {
        bytes += sizeof receipt;
        for (const auto& log : receipt.logs)
            bytes += sizeof log + log.topics.size() * Hash::kSize + log.data.size();
    }
    return bytes;
}

Block BlockCache::find(std::uint64_t number)
{
    const std::scoped_lock lock(mutex_);
    const auto found = by_number_.find(number);
    if (found == by_number_.end()) return nullptr;
    recent_.splice(recent_.begin(), recent_, found->second);
    return found->second->block;
}

std::uint64_t BlockCache::epoch() const
{
    const std::scoped_lock lock(mutex_);
    return epoch_;
}

void BlockCache::clear()
{
    const std::scoped_lock lock(mutex_);
    ++epoch_;
    bytes_ = 0;
    by_number_.clear();
    recent_.clear();
}

void BlockCache::keep(const Block& block, std::uint64_t epoch)
{
    const auto bytes = memory_of(*block);
    const std::scoped_lock lock(mutex_);
    if (epoch != epoch_ || by_number_.contains(block->header.number)) return;
    recent_.push_front({block, bytes});
    by_number_.emplace(block->header.number, recent_.begin());
    bytes_ += bytes;
    while (bytes_ > limit_ && recent_.size() > 1) {
        bytes_ -= recent_.back().bytes;
        by_number_.erase(recent_.back().block->header.number);
        recent_.pop_back();
    }
}

}  // namespace archi::chain
