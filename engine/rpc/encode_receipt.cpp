#include "chain/bloom.hpp"
#include "rpc/encode.hpp"

namespace archi::rpc {
namespace {

/// Logs of the block's transactions before number `index`. Callers ask for the receipts of one
/// block one after another: each thread keeps the sums of its last block, so that all of them take
/// linear time.
std::size_t logs_before(const chain::Block& block, std::size_t index)
{
    thread_local std::weak_ptr<const chain::BlockRecord> known;
    thread_local std::vector<std::size_t> sums;
    if (known.lock() != block) {
        sums.assign(1, 0);
        for (const auto& receipt : block->receipts)
            sums.push_back(sums.back() + receipt.logs.size());
        known = block;
    }
    return sums[index];
}

}  // namespace

json::object log_json(const chain::BlockRecord& block, std::size_t transaction, const evm::Log& log,
                      std::size_t index_in_block)
{
    json::array topics;
    topics.reserve(log.topics.size());
    for (const auto& topic : log.topics)
        topics.push_back(to_json(topic));
    json::object out;
    out.reserve(10);
    out["address"] = to_json(log.address);
    out["topics"] = std::move(topics);
    out["data"] = to_json(log.data);
    out["blockNumber"] = to_json(block.header.number);
    out["blockHash"] = to_json(block.hash);
    out["blockTimestamp"] = to_json(block.header.timestamp);
    out["transactionHash"] = to_json(block.transactions[transaction].hash);
    out["transactionIndex"] = to_json(transaction);
    out["logIndex"] = to_json(index_in_block);
    out["removed"] = false;
    return out;
}

json::object receipt_json(const chain::BlockRecord& block, std::size_t index, std::size_t first_log)
{
    const auto& signed_transaction = block.transactions[index];
    const auto& transaction = signed_transaction.transaction;
    const auto& receipt = block.receipts[index];
    json::array logs;
    logs.reserve(receipt.logs.size());
    for (std::size_t i = 0; i < receipt.logs.size(); ++i)
        logs.push_back(log_json(block, index, receipt.logs[i], first_log + i));

    json::object out;
    out.reserve(18);
    out["transactionHash"] = to_json(signed_transaction.hash);
    out["transactionIndex"] = to_json(index);
    out["blockHash"] = to_json(block.hash);
    out["blockNumber"] = to_json(block.header.number);
    out["from"] = to_json(signed_transaction.sender);
    out["to"] = transaction.to ? json::value(to_json(*transaction.to)) : json::value();
    out["contractAddress"] = receipt.contract_address.is_zero()
                                 ? json::value()
                                 : json::value(to_json(receipt.contract_address));
    out["status"] = receipt.success ? "0x1" : "0x0";
    out["type"] = to_json(static_cast<std::uint64_t>(transaction.kind));
    out["gasUsed"] = to_json(receipt.gas_used);
    out["cumulativeGasUsed"] = to_json(receipt.cumulative_gas_used);
    out["effectiveGasPrice"] = to_json(receipt.effective_gas_price);
    out["logsBloom"] = to_json(chain::bloom_of({&receipt, 1}));
    out["logs"] = std::move(logs);
    out["l1BatchNumber"] = to_json(block.batch);
    out["l2ToL1Logs"] = json::array();  // messages to an L1 do not exist yet
    return out;
}

Json receipts_json(const chain::BlockRecord& block)
{
    std::size_t first_log = 0;
    return {array_text(block.receipts.size(), [&](std::size_t index) {
        auto receipt = receipt_json(block, index, first_log);
        first_log += block.receipts[index].logs.size();
        return receipt;
    })};
}

std::optional<json::object> receipt_of(const chain::Chain& chain, const Hash& transaction)
{
    const auto place = chain.find_transaction(transaction);
    const auto block = place ? chain.block(place->block) : nullptr;
    if (!block || place->index >= block->receipts.size()) return std::nullopt;
    return receipt_json(*block, place->index, logs_before(block, place->index));
}

}  // namespace archi::rpc
