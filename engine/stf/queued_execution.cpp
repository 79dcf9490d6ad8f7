// A transaction from the L1 queue: always an outcome, whatever is in it (DIFFERENCES.md).

#include <algorithm>

#include "evm/cycles.hpp"
#include "stf/crossings.hpp"
#include "stf/execution.hpp"
#include "stf/system.hpp"

namespace archi::stf {
namespace {

constexpr unsigned kAmountBits = 128;  // FORMAT.md of the state: no balance has more

/// Whether what was paid on the L1 covers what it asks for, within this chain's bounds.
bool can_run(const Transaction& transaction, const IntrinsicGas& gas, const ChainRules& rules)
{
    if (transaction.gas_limit > std::min(kMaxGasLimit, rules.block_gas_limit)) return false;
    if (transaction.gas_limit < std::max(gas.intrinsic, gas.floor)) return false;
    if (transaction.max_fee.bit_length() > kAmountBits ||
        transaction.value.bit_length() > kAmountBits)
        return false;
    return transaction.queued.minted >=
           u256{transaction.gas_limit} * transaction.max_fee + transaction.value;
}

/// Whether the vault has what comes with an entry. The L1 takes no deposit of more bits.
bool can_mint(World& world, const u256& amount)
{
    return amount.bit_length() <= kMintedBits && amount <= world.balance(system::kVault);
}

void mint(World& world, const u256& amount)
{
    world.set_balance(system::kVault, world.balance(system::kVault) - amount);
}

void give(World& world, const Address& account, const u256& amount)
{
    world.set_balance(account, world.balance(account) + amount);
}

/// Runs it with `value` for the sender; gives back what is not spent.
Receipt run(World& world, const ChainRules& rules, const evm::BlockContext& block,
            const SignedTransaction& signed_transaction, const IntrinsicGas& gas,
            evm::Tracer* tracer)
{
    const auto& transaction = signed_transaction.transaction;
    const auto& sender = signed_transaction.sender;
    const auto& refund_recipient = transaction.queued.refund_recipient;
    if (tracer != nullptr) {
        const std::vector<Address> involved{sender, block.coinbase, refund_recipient};
        tracer->on_transaction_start(world, involved);
    }
    world.begin_transaction();
    mint(world, transaction.queued.minted);
    give(world, sender, transaction.value);
    const auto result = invoke(world, rules, block,
                               {.sender = sender,
                                .to = transaction.to,
                                .gas_limit = transaction.gas_limit,
                                .gas_price = transaction.max_fee,
                                .value = transaction.value,
                                .data = transaction.data,
                                .access_list = {},
                                .authorizations = {},
                                .gas = gas,
                                .raises_nonce = false},
                               tracer);
    Receipt receipt;
    receipt.success = result.call.status == evm::Status::kSuccess;
    receipt.gas_used = result.gas_used;
    receipt.cycles = result.cycles;
    receipt.effective_gas_price = transaction.max_fee;

    // A call that failed left the sender what it came with.
    if (!receipt.success) world.set_balance(sender, world.balance(sender) - transaction.value);
    const auto fee = u256{result.gas_used} * transaction.max_fee;
    const auto spent = fee + (receipt.success ? transaction.value : u256{});
    give(world, block.coinbase, fee);
    give(world, refund_recipient, transaction.queued.minted - spent);
    receipt.logs = world.end_transaction();
    if (tracer != nullptr) tracer->on_transaction_end();
    return receipt;
}

}  // namespace

std::expected<Receipt, TransactionError> execute_queued(World& world, const ChainRules& rules,
                                                        const evm::BlockContext& block,
                                                        std::uint64_t block_gas_left,
                                                        const SignedTransaction& signed_transaction,
                                                        bool set_aside, evm::Tracer* tracer)
{
    if (rules.settlement.chain_id == 0) return std::unexpected(TransactionError::kUnsupportedKind);
    const auto& transaction = signed_transaction.transaction;
    const auto gas = intrinsic_gas(transaction);
    if (!set_aside && can_mint(world, transaction.queued.minted) &&
        can_run(transaction, gas, rules)) {
        if (transaction.gas_limit > block_gas_left)
            return std::unexpected(TransactionError::kGasLimitTooHigh);
        return run(world, rules, block, signed_transaction, gas, tracer);
    }

    world.begin_transaction();
    if (can_mint(world, transaction.queued.minted)) {
        mint(world, transaction.queued.minted);
        give(world, transaction.queued.refund_recipient, transaction.queued.minted);
    }
    static_cast<void>(world.end_transaction());
    Receipt receipt;
    receipt.cycles = gas.intrinsic * evm::cycles::kPerGas;
    receipt.effective_gas_price = transaction.max_fee;
    return receipt;
}

}  // namespace archi::stf
