// Sending transactions, and finding them and their receipts.

#include <algorithm>

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"
#include "rpc/selection.hpp"

namespace archi::rpc {
namespace {

Answer send_raw(const Context& context, const Input& params)
{
    auto raw = params[0].bytes();
    if (params.failed()) return params.error();
    const auto hash = context.chain.submit(std::move(raw));
    if (!hash) return call_error(hash.error());
    return hex_data(*hash);
}

/// EIP-7966: the receipt itself, if the transaction gets into a block in time.
Answer send_raw_sync(const Context& context, const Input& params)
{
    const auto& limits = context.options.limits;
    auto raw = params[0].bytes();
    auto timeout = limits.default_wait;
    if (params[1].present()) {
        const auto longest = static_cast<std::uint64_t>(limits.longest_wait.count());
        timeout = milliseconds(std::min(params[1].u64(), longest));
    }
    if (params.failed()) return params.error();
    const auto hash = context.chain.submit(std::move(raw));
    if (!hash) return call_error(hash.error());
    return Wait{*hash, timeout};
}

Answer by_hash(const Context& context, const Input& params)
{
    const auto hash = params[0].hash();
    if (params.failed()) return params.error();
    // The mempool first, then the blocks: a transaction moves in that direction only.
    const auto pooled = context.chain.pooled(hash);
    if (const auto place = context.chain.find_transaction(hash)) {
        const auto block = context.chain.block(place->block);
        if (block && place->index < block->transactions.size())
            return written(
                transaction_json(block->transactions[place->index], block.get(), place->index));
    }
    return pooled ? written(transaction_json(*pooled, nullptr, 0)) : written(nullptr);
}

Answer by_block_and_index(const Context& context, const Input& params)
{
    const auto block = select_block(context.chain, params[0]);
    const auto index = params[1].u64();
    if (params.failed()) return params.error();
    if (!block || index >= block->transactions.size()) return written(nullptr);
    return written(transaction_json(block->transactions[index], block.get(), index));
}

Answer receipt(const Context& context, const Input& params)
{
    const auto hash = params[0].hash();
    if (params.failed()) return params.error();
    const auto found = receipt_of(context.chain, hash);
    return found ? written(*found) : written(nullptr);
}

constexpr Method kMethods[] = {
    {"eth_sendRawTransaction", send_raw},
    {"eth_sendRawTransactionSync", send_raw_sync},
    {"eth_getTransactionByHash", by_hash},
    {"eth_getTransactionByBlockHashAndIndex", by_block_and_index},
    {"eth_getTransactionByBlockNumberAndIndex", by_block_and_index},
    {"eth_getTransactionReceipt", receipt},
};

}  // namespace

std::span<const Method> transaction_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
