#include "models/block_rows.hpp"

#include <algorithm>

#include "facade/format.hpp"

namespace archi::app {

BlockRow block_row(const chain::BlockRecord& block)
{
    return {.number = block.header.number,
            .hash = hex_text(block.hash.bytes),
            .timestamp = static_cast<std::int64_t>(block.header.timestamp),
            .transactions = block.transactions.size(),
            .gas_used = block.header.gas_used,
            .gas_limit = block.header.gas_limit,
            .batch = block.batch};
}

std::vector<TransactionRow> transaction_rows(const chain::BlockRecord& block, std::size_t limit)
{
    std::vector<TransactionRow> rows;
    const auto count = std::min(block.transactions.size(), block.receipts.size());
    for (auto i = count; i-- > 0 && rows.size() < limit;) {
        const auto& signed_transaction = block.transactions[i];
        const auto& transaction = signed_transaction.transaction;
        const auto& receipt = block.receipts[i];
        rows.push_back({.hash = hex_text(signed_transaction.hash.bytes),
                        .from = hex_text(signed_transaction.sender.bytes),
                        .to = transaction.to ? hex_text(transaction.to->bytes) : QString(),
                        .created = receipt.contract_address.is_zero()
                                       ? QString()
                                       : hex_text(receipt.contract_address.bytes),
                        .value = ether_text(transaction.value),
                        .fee = ether_text(receipt.effective_gas_price * u256(receipt.gas_used)),
                        .success = receipt.success,
                        .block = block.header.number,
                        .index = static_cast<std::uint32_t>(i),
                        .timestamp = static_cast<std::int64_t>(block.header.timestamp)});
    }
    return rows;
}

}  // namespace archi::app
