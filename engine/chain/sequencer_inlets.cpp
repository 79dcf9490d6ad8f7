// What comes first into a block: entries of the L1 queue, then what the system contracts are told.

#include "base/failpoint.hpp"
#include "chain/sequencer.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"
#include "stf/system.hpp"

namespace archi::chain {

Result<void> Sequencer::take_queue(stf::BlockBuilder& builder,
                                   std::vector<stf::SignedTransaction>& included)
{
    const auto known = ledger_.queue_known();
    const auto end = Clock::now() + config_.block_time;
    for (auto number = ledger_.queue_taken(); number < known; ++number) {
        if (included.size() >= kMaxBlockTransactions || Clock::now() > end) break;
        const auto entry = ledger_.queue_entry(number);
        if (!entry) return std::unexpected(entry.error());
        auto transaction = *entry ? stf::admit_queued((*entry)->raw)
                                  : std::unexpected(stf::TransactionError::kMalformed);
        if (!transaction)
            return failure(ErrorCode::kCorrupt,
                           "queue entry " + std::to_string(number) + " cannot be read");
        mark_.begin(transaction->hash);
        const auto receipt = quarantined_.contains(transaction->hash)
                                 ? builder.set_aside(*transaction)
                                 : builder.add(*transaction);
        if (!receipt) break;  // no room left in this block
        ARCHI_FAILPOINT("chain.queue.in_execution");
        included.push_back(std::move(*transaction));
    }
    mark_.clear();
    return {};
}

Result<void> Sequencer::take_calls(stf::BlockBuilder& builder,
                                   std::vector<stf::SignedTransaction>& included)
{
    auto call = calls_.take();
    if (!call) return {};
    const auto account =
        state::unpack_account(state_.value(state::account_key(stf::system::kBootloader)));
    if (!account) return failure(ErrorCode::kCorrupt, "the bootloader's account cannot be read");
    const auto end = Clock::now() + config_.block_time;
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kSystem;
    transaction.nonce = account->nonce;
    for (; call; call = calls_.take()) {
        transaction.gas_limit = call->gas;
        transaction.to = call->to;
        transaction.data = call->data;
        auto admitted = stf::admit_system(stf::encode(transaction));
        if (!admitted)
            return failure(ErrorCode::kInvalidArgument, stf::to_string(admitted.error()));
        mark_.begin(admitted->hash);
        const bool is_late = included.size() >= kMaxBlockTransactions || Clock::now() > end;
        const auto receipt = is_late ? std::unexpected(stf::TransactionError::kGasLimitTooHigh)
                             : quarantined_.contains(admitted->hash)
                                 ? std::unexpected(stf::TransactionError::kMalformed)
                                 : builder.add(*admitted);
        if (state_.error() || builder.broken()) break;
        if (receipt) {
            ++transaction.nonce;
            included.push_back(std::move(*admitted));
        } else if (receipt.error() == stf::TransactionError::kGasLimitTooHigh &&
                   builder.count() > 0) {
            calls_.put_back(std::move(*call));
            break;
        }
    }
    mark_.clear();
    return {};
}

}  // namespace archi::chain
