#include "stf/block_execution.hpp"

#include "base/assert.hpp"
#include "stf/message_leaves.hpp"

namespace archi::stf {

BlockExecution::BlockExecution(const ChainRules& rules, World& world, const Header& parent,
                               const Hash& parent_hash, std::uint64_t timestamp,
                               BlockHashes block_hashes)
    : rules_(rules), world_(&world)
{
    ARCHI_ASSERT(timestamp >= parent.timestamp);
    header_.parent_hash = parent_hash;
    header_.coinbase = rules.fee_collector;
    header_.number = parent.number + 1;
    header_.gas_limit = rules.block_gas_limit;
    header_.timestamp = timestamp;
    header_.base_fee = next_base_fee(parent, rules);

    context_.number = header_.number;
    context_.timestamp = timestamp;
    context_.gas_limit = header_.gas_limit;
    context_.chain_id = rules.chain_id;
    context_.coinbase = header_.coinbase;
    context_.prev_randao = parent_hash;
    context_.base_fee = header_.base_fee;
    context_.blob_base_fee = u256{1};
    world_->begin_block(header_.number, std::move(block_hashes));
}

std::expected<Receipt, TransactionError> BlockExecution::add(const SignedTransaction& transaction,
                                                             evm::Tracer* tracer)
{
    if (!crossings_.has_room_in_block()) return std::unexpected(TransactionError::kGasLimitTooHigh);
    return take(transaction, execute(*world_, rules_, context_, gas_left(), transaction, tracer));
}

std::expected<Receipt, TransactionError> BlockExecution::set_aside(
    const SignedTransaction& transaction)
{
    if (transaction.transaction.kind != Kind::kQueued)
        return std::unexpected(TransactionError::kUnsupportedKind);
    if (!crossings_.has_room_in_block()) return std::unexpected(TransactionError::kGasLimitTooHigh);
    return take(transaction,
                execute_queued(*world_, rules_, context_, gas_left(), transaction, true, nullptr));
}

std::expected<Receipt, TransactionError> BlockExecution::take(
    const SignedTransaction& transaction, std::expected<Receipt, TransactionError> receipt)
{
    if (!receipt) return receipt;
    header_.gas_used += receipt->gas_used;
    receipt->cumulative_gas_used = header_.gas_used;
    cycles_ += receipt->cycles;
    // Logs at a system contract's address mean something if it has a system contract's code.
    if (!has_system_logs(*receipt) || world_->has_system_contracts())
        crossings_.add(rules_, static_cast<std::uint32_t>(receipts_.size()), transaction, *receipt);
    transactions_.push_back(transaction.hash);
    receipts_.push_back(*receipt);
    return receipt;
}

Hash BlockExecution::seal()
{
    append_messages(*world_, crossings_.logs());
    header_.transactions_root = transactions_root(transactions_);
    header_.receipts_root = receipts_root(receipts_);
    return hash(header_);
}

}  // namespace archi::stf
