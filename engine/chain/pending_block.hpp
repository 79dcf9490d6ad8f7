#pragma once
// A stored block that the index does not have yet: readers find its effects here.

#include <memory>
#include <vector>

#include "chain/chain.hpp"
#include "chain/hashing.hpp"
#include "storage/block_codec.hpp"

namespace archi::chain {

/// Finds positions in a vector by hash. Built once, then read by any thread.
class LookupTable {
public:
    template <typename Items, typename KeyOf>
    LookupTable(const Items& items, KeyOf key_of)
    {
        std::size_t size = 8;
        while (size < 2 * items.size())
            size *= 2;
        slots_.assign(size, 0);
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto slot = hash_(key_of(items[i])) & (size - 1);
            while (slots_[slot] != 0)
                slot = (slot + 1) & (size - 1);
            slots_[slot] = static_cast<std::uint32_t>(i + 1);
        }
    }

    /// Position of the item whose key `is_it` accepts, among those whose hash is that of `key`.
    template <typename IsIt>
    [[nodiscard]] std::optional<std::uint32_t> find(const Hash& key, IsIt is_it) const
    {
        auto slot = hash_(key) & (slots_.size() - 1);
        for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
            if (is_it(slots_[slot] - 1)) return slots_[slot] - 1;
        return std::nullopt;
    }

private:
    HashBytes hash_;
    std::vector<std::uint32_t> slots_;
};

class PendingBlock {
public:
    PendingBlock(Block block, std::vector<storage::Write> writes, std::vector<Hash> codes)
        : block_(std::move(block)),
          writes_(std::move(writes)),
          codes_(std::move(codes)),
          by_key_(writes_, [](const storage::Write& write) -> const Hash& { return write.key; }),
          by_transaction_(block_->transactions,
                          [](const stf::SignedTransaction& transaction) -> const Hash& {
                              return transaction.hash;
                          })
    {
    }

    [[nodiscard]] const Block& block() const { return block_; }
    [[nodiscard]] std::uint64_t number() const { return block_->header.number; }
    [[nodiscard]] const std::vector<storage::Write>& writes() const { return writes_; }
    /// Code deployed in the block.
    [[nodiscard]] const std::vector<Hash>& codes() const { return codes_; }

    /// What the block wrote at `key`; null if it did not.
    [[nodiscard]] const Hash* value(const Hash& key) const
    {
        const auto found = by_key_.find(key, [&](std::size_t i) { return writes_[i].key == key; });
        return found ? &writes_[*found].value : nullptr;
    }
    [[nodiscard]] std::optional<std::uint32_t> transaction(const Hash& hash) const
    {
        return by_transaction_.find(
            hash, [&](std::size_t i) { return block_->transactions[i].hash == hash; });
    }
    /// Rows that the index will get from it.
    [[nodiscard]] std::size_t rows() const { return writes_.size() + block_->transactions.size(); }

private:
    Block block_;
    std::vector<storage::Write> writes_;
    std::vector<Hash> codes_;
    LookupTable by_key_;
    LookupTable by_transaction_;
};

}  // namespace archi::chain
