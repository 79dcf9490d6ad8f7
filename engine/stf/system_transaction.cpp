// Transactions of kind 0x7d: what a sequencer tells the system contracts (SYSTEM.md).

#include <algorithm>

#include "stf/execution.hpp"
#include "stf/system.hpp"

namespace archi::stf {

std::expected<SignedTransaction, TransactionError> admit_system(Bytes raw)
{
    auto transaction = decode(raw);
    if (!transaction) return std::unexpected(transaction.error());
    if (transaction->kind != Kind::kSystem ||
        (transaction->to != system::kInteropRoots && transaction->to != system::kInteropHandler))
        return std::unexpected(TransactionError::kUnsupportedKind);
    const auto identity = hash(raw);
    return SignedTransaction{.transaction = std::move(*transaction),
                             .raw = std::move(raw),
                             .hash = identity,
                             .sender = system::kBootloader};
}

std::expected<Receipt, TransactionError> execute_system(World& world, const ChainRules& rules,
                                                        const evm::BlockContext& block,
                                                        std::uint64_t block_gas_left,
                                                        const SignedTransaction& signed_transaction,
                                                        evm::Tracer* tracer)
{
    if (rules.settlement.chain_id == 0) return std::unexpected(TransactionError::kUnsupportedKind);
    const auto& transaction = signed_transaction.transaction;
    const auto& sender = signed_transaction.sender;
    const auto gas = intrinsic_gas(transaction);
    const auto nonce = world.nonce(sender);
    if (transaction.nonce < nonce) return std::unexpected(TransactionError::kNonceTooLow);
    if (transaction.nonce > nonce) return std::unexpected(TransactionError::kNonceTooHigh);
    if (transaction.gas_limit > std::min(kMaxGasLimit, block_gas_left))
        return std::unexpected(TransactionError::kGasLimitTooHigh);
    if (transaction.gas_limit < std::max(gas.intrinsic, gas.floor))
        return std::unexpected(TransactionError::kIntrinsicGas);

    if (tracer != nullptr) start_trace(*tracer, world, block.coinbase, sender, {});
    world.begin_transaction();
    const auto result = invoke(world, rules, block,
                               {.sender = sender,
                                .nonce = transaction.nonce,
                                .to = transaction.to,
                                .gas_limit = transaction.gas_limit,
                                .gas_price = {},
                                .value = {},
                                .data = transaction.data,
                                .access_list = {},
                                .authorizations = {},
                                .gas = gas},
                               tracer);
    Receipt receipt;
    receipt.success = result.call.status == evm::Status::kSuccess;
    receipt.gas_used = result.gas_used;
    receipt.cycles = result.cycles;
    receipt.logs = world.end_transaction();
    if (tracer != nullptr) tracer->on_transaction_end();
    return receipt;
}

}  // namespace archi::stf
