#pragma once
// What lists show of blocks and transactions: copies of the few values needed, so that no list
// keeps a whole block in memory.

#include <QString>
#include <cstdint>
#include <vector>

#include "chain/chain.hpp"

namespace archi::app {

struct BlockRow {
    std::uint64_t number = 0;
    QString hash;
    std::int64_t timestamp = 0;  ///< Unix seconds
    std::uint64_t transactions = 0;
    std::uint64_t gas_used = 0;
    std::uint64_t gas_limit = 0;
    std::uint64_t batch = 0;
};

struct TransactionRow {
    QString hash;
    QString from;
    QString to;       ///< "" if it creates a contract
    QString created;  ///< the contract it created, or ""
    QString value;    ///< ether
    QString fee;      ///< ether
    bool success = false;
    std::uint64_t block = 0;
    std::uint32_t index = 0;
    std::int64_t timestamp = 0;  ///< Unix seconds
};

[[nodiscard]] BlockRow block_row(const chain::BlockRecord& block);

/// Newest first; at most `limit`.
[[nodiscard]] std::vector<TransactionRow> transaction_rows(const chain::BlockRecord& block,
                                                           std::size_t limit);

}  // namespace archi::app
