// Checks, purchase of gas, fee.

#include "stf/execution.hpp"

#include <algorithm>
#include <limits>

#include "evm/limits.hpp"

namespace archi::stf {
namespace {

/// Above this no balance (below 2^128) pays for one gas, and below it gas limit × fee fits 256
/// bits.
constexpr unsigned kMaxFeeBits = 128;

/// EIP-3607, and ACCOUNTS.md for versions.
bool may_send(World& world, const Address& sender)
{
    const auto kind = world.code_kind(sender);
    const std::uint8_t highest_version = kind == state::CodeKind::kDelegation ? 1 : 0;
    return kind != state::CodeKind::kContract && world.account_version(sender) <= highest_version;
}

std::optional<TransactionError> check_nonce(World& world, const SignedTransaction& transaction)
{
    const auto nonce = world.nonce(transaction.sender);
    if (transaction.transaction.nonce < nonce) return TransactionError::kNonceTooLow;
    if (transaction.transaction.nonce > nonce) return TransactionError::kNonceTooHigh;
    if (nonce == std::numeric_limits<std::uint64_t>::max()) return TransactionError::kNonceMax;
    return std::nullopt;
}

std::optional<TransactionError> check_fees(const Transaction& transaction, const u256& base_fee)
{
    if (transaction.max_priority_fee > transaction.max_fee)
        return TransactionError::kPriorityAboveMax;
    if (transaction.max_fee < base_fee) return TransactionError::kFeeBelowBase;
    return std::nullopt;
}

std::optional<TransactionError> check_gas(const Transaction& transaction, const IntrinsicGas& gas,
                                          std::uint64_t block_gas_left)
{
    if (transaction.gas_limit > std::min(kMaxGasLimit, block_gas_left))
        return TransactionError::kGasLimitTooHigh;
    if (transaction.gas_limit < std::max(gas.intrinsic, gas.floor))
        return TransactionError::kIntrinsicGas;
    if (!transaction.to && transaction.data.size() > evm::kMaxInitCodeSize)
        return TransactionError::kInitCodeTooLarge;
    return std::nullopt;
}

std::optional<TransactionError> check_funds(World& world,
                                            const SignedTransaction& signed_transaction)
{
    const auto& transaction = signed_transaction.transaction;
    const auto balance = world.balance(signed_transaction.sender);
    if (transaction.value > balance || transaction.max_fee.bit_length() > kMaxFeeBits ||
        u256{transaction.gas_limit} * transaction.max_fee > balance - transaction.value)
        return TransactionError::kInsufficientFunds;
    return std::nullopt;
}

}  // namespace

std::expected<Receipt, TransactionError> execute(World& world, const ChainRules& rules,
                                                 const evm::BlockContext& block,
                                                 std::uint64_t block_gas_left,
                                                 const SignedTransaction& signed_transaction,
                                                 evm::Tracer* tracer)
{
    const auto& transaction = signed_transaction.transaction;
    if (transaction.kind == Kind::kQueued)
        return execute_queued(world, rules, block, block_gas_left, signed_transaction, false,
                              tracer);
    if (transaction.kind == Kind::kSystem)
        return execute_system(world, rules, block, block_gas_left, signed_transaction, tracer);
    const auto& sender = signed_transaction.sender;
    const auto gas = intrinsic_gas(transaction);
    if (const auto error = check_nonce(world, signed_transaction)) return std::unexpected(*error);
    if (!may_send(world, sender)) return std::unexpected(TransactionError::kSenderHasCode);
    if (const auto error = check_fees(transaction, block.base_fee)) return std::unexpected(*error);
    if (const auto error = check_gas(transaction, gas, block_gas_left))
        return std::unexpected(*error);
    if (const auto error = check_funds(world, signed_transaction)) return std::unexpected(*error);

    const auto price = block.base_fee +
                       std::min(transaction.max_priority_fee, transaction.max_fee - block.base_fee);
    if (tracer != nullptr)
        start_trace(*tracer, world, block.coinbase, sender, transaction.authorizations);
    world.begin_transaction();
    world.set_balance(sender, world.balance(sender) - u256{transaction.gas_limit} * price);
    const auto result = invoke(world, rules, block,
                               {.sender = sender,
                                .nonce = transaction.nonce,
                                .to = transaction.to,
                                .gas_limit = transaction.gas_limit,
                                .gas_price = price,
                                .value = transaction.value,
                                .data = transaction.data,
                                .access_list = transaction.access_list,
                                .authorizations = transaction.authorizations,
                                .gas = gas},
                               tracer);
    const auto unused = transaction.gas_limit - result.gas_used;
    if (unused != 0) world.set_balance(sender, world.balance(sender) + u256{unused} * price);
    world.set_balance(block.coinbase,
                      world.balance(block.coinbase) + u256{result.gas_used} * price);

    Receipt receipt;
    receipt.success = result.call.status == evm::Status::kSuccess;
    receipt.gas_used = result.gas_used;
    receipt.cycles = result.cycles;
    receipt.effective_gas_price = price;
    if (!transaction.to) receipt.contract_address = evm::create_address(sender, transaction.nonce);
    receipt.logs = world.end_transaction();
    if (tracer != nullptr) tracer->on_transaction_end();
    return receipt;
}

}  // namespace archi::stf
