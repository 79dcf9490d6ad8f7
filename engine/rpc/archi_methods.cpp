// archi_: the chain as the command line and the studio see it. Never for web pages
// (dispatcher.cpp).

#include "rpc/encode.hpp"
#include "rpc/methods.hpp"

namespace archi::rpc {
namespace {

/// null for a chain that settles nowhere.
json::value settlement(const chain::Chain& chain)
{
    if (chain.config().settlement.chain_id == 0) return nullptr;
    const auto settled = chain.settled();
    return json::object{{"l1ChainId", chain.config().settlement.chain_id},
                        {"committedBatches", settled.committed},
                        {"acceptedBatches", settled.verified},
                        {"executedBatches", settled.executed},
                        {"label", chain.metrics().proven ? "proven" : "unproven"}};
}

/// "accepted": the proof slot took it, without a proof while the chain is unproven.
const char* stage_of(const chain::Settled& settled, std::uint64_t batch)
{
    if (batch <= settled.executed) return "executed";
    if (batch <= settled.verified) return "accepted";
    return batch <= settled.committed ? "committed" : "sealed";
}

Answer status(const Context& context, const Input&)
{
    const auto& config = context.chain.config();
    const auto state = context.chain.state();
    const auto metrics = context.chain.metrics();
    return written(json::object{
        {"name", config.name},
        {"chainId", config.chain_id},
        {"phase", chain::to_string(state.phase)},
        {"detail", state.detail},
        {"cure", state.cure},
        {"sinceUnixMs", state.since_unix_ms},
        {"blockNumber", metrics.block_number},
        {"blockTimeUnixMs", metrics.block_time_unix_ms},
        {"transactions", metrics.transactions},
        {"transactionsPerSecond", metrics.transactions_per_second},
        {"pending", metrics.pending},
        {"sealedBatches", metrics.sealed_batches},
        {"openBatchTransactions", metrics.open_batch_transactions},
        {"baseFeeWei", metrics.base_fee},
        {"diskBytes", metrics.disk_bytes},
        {"proven", metrics.proven},
        {"settlement", settlement(context.chain)},
    });
}

Answer batch(const Context& context, const Input& params)
{
    const auto number = params[0].present() ? params[0].u64() : context.chain.last_batch();
    if (params.failed()) return params.error();
    const auto found = context.chain.batch(number);
    if (!found) return written(nullptr);
    return written(json::object{
        {"number", found->number},
        {"firstBlock", found->first_block},
        {"lastBlock", found->last_block},
        {"transactions", found->transactions},
        {"sealedUnixMs", found->sealed_unix_ms},
        {"cycles", found->cycles},
        {"stateCommitmentBefore", to_json(found->commitment_before)},
        {"stateCommitmentAfter", to_json(found->commitment_after)},
        {"outputHash", to_json(found->output_hash)},
        {"publicInput", to_json(found->public_input)},
        {"pubdataBytes", found->pubdata_bytes},
        {"epoch", found->epoch},
        {"stage", stage_of(context.chain.settled(), number)},
    });
}

Answer pubdata(const Context& context, const Input& params)
{
    const auto number = params[0].u64();
    if (params.failed()) return params.error();
    const auto found = context.chain.pubdata(number);
    return found ? hex_data(*found) : written(nullptr);
}

constexpr Method kMethods[] = {
    {"archi_status", status},
    {"archi_getBatch", batch},
    {"archi_getBatchPubdata", pubdata},
};

}  // namespace

std::span<const Method> archi_methods()
{
    return kMethods;
}

}  // namespace archi::rpc
