// Calls that leave no trace.

#include <algorithm>

#include "evm/limits.hpp"
#include "stf/execution.hpp"

namespace archi::stf {
namespace {

void apply(World& world, const AccountOverride& change)
{
    if (change.balance) world.set_balance(change.address, *change.balance);
    if (change.nonce) world.set_nonce(change.address, *change.nonce);
    if (change.code) world.set_code(change.address, *change.code);
    if (change.state) {
        world.replace_storage(change.address);
        for (const auto& [slot, value] : *change.state)
            world.set_storage(change.address, slot, value);
    }
    for (const auto& [slot, value] : change.state_diff)
        world.set_storage(change.address, slot, value);
}

/// What intrinsic_gas looks at.
Transaction priced_like(const CallRequest& request)
{
    Transaction transaction;
    transaction.to = request.to;
    transaction.data = request.data;
    transaction.access_list = request.access_list;
    transaction.authorizations = request.authorizations;
    return transaction;
}

std::optional<TransactionError> check(World& world, const evm::BlockContext& block,
                                      const CallRequest& request, const IntrinsicGas& gas)
{
    if (request.gas < std::max(gas.intrinsic, gas.floor)) return TransactionError::kIntrinsicGas;
    if (!request.to && request.data.size() > evm::kMaxInitCodeSize)
        return TransactionError::kInitCodeTooLarge;
    if (!request.gas_price.is_zero() && request.gas_price < block.base_fee)
        return TransactionError::kFeeBelowBase;

    const auto balance = world.balance(request.from);
    if (request.value > balance) return TransactionError::kInsufficientFunds;
    // Dividing instead of multiplying: gas · price may pass 256 bits.
    if (request.check_funds && !request.gas_price.is_zero() &&
        (balance - request.value) / request.gas_price < u256{request.gas})
        return TransactionError::kInsufficientFunds;
    return std::nullopt;
}

std::vector<AccessListEntry> touched(const World& world)
{
    std::vector<AccessListEntry> entries;
    FlatMap<Address, std::size_t> entry_of;
    FlatMap<SlotPlace, bool> seen;
    const auto entry = [&](const Address& address) -> AccessListEntry& {
        const auto [index, is_new] = entry_of.try_emplace(address, entries.size());
        if (is_new) entries.push_back({.address = address, .slots = {}});
        return entries[index];
    };
    for (const auto& address : world.accessed_accounts())
        static_cast<void>(entry(address));
    for (const auto& place : world.accessed_slots())
        if (seen.try_emplace(place, true).second)
            entry(place.address()).slots.push_back(place.slot());
    return entries;
}

}  // namespace

std::expected<CallOutcome, TransactionError> simulate(const ChainRules& rules, state::Reader& state,
                                                      const evm::BlockContext& block,
                                                      BlockHashes block_hashes,
                                                      const CallRequest& request,
                                                      std::span<const AccountOverride> overrides,
                                                      evm::Tracer* tracer, CodeCache* code_cache)
{
    if (request.gas > kMaxCallGas) return std::unexpected(TransactionError::kGasLimitTooHigh);
    World world(state, code_cache);
    world.begin_block(block.number, std::move(block_hashes));
    world.begin_transaction();
    for (const auto& change : overrides)
        apply(world, change);
    static_cast<void>(world.end_transaction());

    const auto gas = intrinsic_gas(priced_like(request));
    if (const auto error = check(world, block, request, gas)) return std::unexpected(*error);

    auto context = block;
    if (request.gas_price.is_zero()) context.base_fee = {};
    if (tracer != nullptr)
        start_trace(*tracer, world, block.coinbase, request.from, request.authorizations);
    world.begin_transaction();
    if (request.check_funds)
        world.set_balance(request.from,
                          world.balance(request.from) - u256{request.gas} * request.gas_price);
    auto result = invoke(world, rules, context,
                         {.sender = request.from,
                          .nonce = world.nonce(request.from),
                          .to = request.to,
                          .gas_limit = request.gas,
                          .gas_price = request.gas_price,
                          .value = request.value,
                          .data = request.data,
                          .access_list = request.access_list,
                          .authorizations = request.authorizations,
                          .gas = gas},
                         tracer, true);

    CallOutcome outcome;
    outcome.result = std::move(result.call);
    outcome.gas_used = result.gas_used;
    outcome.touched = touched(world);
    outcome.logs = world.end_transaction();
    if (tracer != nullptr) tracer->on_transaction_end();
    return outcome;
}

}  // namespace archi::stf
