#include "bridge/view.hpp"

namespace archi::bridge {

Result<evm::CallResult> simulate(const chain::Chain& chain, const stf::CallRequest& request)
{
    const auto head = chain.head();
    const auto state = chain.state_at(head->header.number);
    if (!state) return failure(ErrorCode::kUnavailable, "the newest block is gone");
    const auto rules = chain.config().rules();
    evm::BlockContext block;
    block.number = head->header.number + 1;
    block.timestamp = head->header.timestamp;
    block.gas_limit = rules.block_gas_limit;
    block.chain_id = rules.chain_id;
    block.coinbase = rules.fee_collector;
    auto outcome = stf::simulate(rules, *state, block, chain.block_hashes(), request);
    if (!outcome) return failure(ErrorCode::kInvalidArgument, stf::to_string(outcome.error()));
    return std::move(outcome->result);
}

Result<Bytes> view(const chain::Chain& chain, const Address& to, bytes_view data)
{
    constexpr std::uint64_t kGas = 10'000'000;
    stf::CallRequest request;
    request.to = to;
    request.gas = kGas;
    request.data.assign(data.begin(), data.end());
    auto result = simulate(chain, request);
    if (!result) return failure(ErrorCode::kCorrupt, result.error().sentence);
    if (result->status != evm::Status::kSuccess)
        return failure(ErrorCode::kCorrupt, "a system contract does not answer");
    return std::move(result->output);
}

}  // namespace archi::bridge
