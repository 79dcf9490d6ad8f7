// Blocks and all their receipts.

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"
#include "rpc/selection.hpp"

namespace archi::rpc {
namespace {

Answer block(const Context& context, const Input& params)
{
    const auto found = select_block(context.chain, params[0]);
    const auto with_transactions = params[1].boolean_or(false);
    if (params.failed()) return params.error();
    return found ? block_json(*found, with_transactions) : written(nullptr);
}

Answer header(const Context& context, const Input& params)
{
    const auto found = select_block(context.chain, params[0]);
    if (params.failed()) return params.error();
    return found ? written(header_json(*found)) : written(nullptr);
}

Answer receipts(const Context& context, const Input& params)
{
    const auto found = select_block(context.chain, params[0]);
    if (params.failed()) return params.error();
    return found ? receipts_json(*found) : written(nullptr);
}

Answer transaction_count(const Context& context, const Input& params)
{
    const auto found = select_block(context.chain, params[0]);
    if (params.failed()) return params.error();
    return found ? quantity(found->transactions.size()) : written(nullptr);
}

/// There never are any uncles.
Answer uncle_count(const Context& context, const Input& params)
{
    const auto found = select_block(context.chain, params[0]);
    if (params.failed()) return params.error();
    return found ? quantity(0) : written(nullptr);
}

Answer uncle(const Context&, const Input&)
{
    return written(nullptr);
}

constexpr Method kMethods[] = {
    {"eth_getBlockByNumber", block},
    {"eth_getBlockByHash", block},
    {"eth_getHeaderByNumber", header},
    {"eth_getHeaderByHash", header},
    {"eth_getBlockReceipts", receipts},
    {"eth_getBlockTransactionCountByNumber", transaction_count},
    {"eth_getBlockTransactionCountByHash", transaction_count},
    {"eth_getUncleCountByBlockNumber", uncle_count},
    {"eth_getUncleCountByBlockHash", uncle_count},
    {"eth_getUncleByBlockNumberAndIndex", uncle},
    {"eth_getUncleByBlockHashAndIndex", uncle},
};

}  // namespace

std::span<const Method> block_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
