// Back to an earlier state, crash-safely: chain.db in one transaction, then what follows from it.

#include <algorithm>

#include "chain/chain_implementation.hpp"

namespace archi::chain {

Result<void> Chain::Implementation::go_back(std::uint64_t kept_block, std::uint64_t kept_batch,
                                            Undone undone)
{
    std::vector<std::shared_ptr<const stf::SignedTransaction>> waiting;
    const auto head = ledger->head()->header.number;
    // Of published blocks nobody knows the transactions.
    const auto first = std::max(kept_block, ledger->published()) + 1;
    for (auto number = first; undone == Undone::kWait && number <= head; ++number) {
        const auto block = ledger->block(number);
        if (!block) return std::unexpected(block.error());
        if (!*block) return failure(ErrorCode::kCorrupt, "a block to be undone is missing");
        for (const auto& transaction : (*block)->transactions) {
            const auto kind = transaction.transaction.kind;
            if (kind == stf::Kind::kQueued || kind == stf::Kind::kSystem) continue;
            waiting.push_back(std::make_shared<const stf::SignedTransaction>(transaction));
        }
    }
    // Once the blocks are gone only the journal knows what was in them.
    for (const auto& transaction : waiting)
        if (!journal_->append(*transaction))
            return failure(ErrorCode::kNoSpace, "the mempool's journal cannot be written");
    if (config.role == Role::kIsland)
        if (auto done = sealer_->cut(kept_batch + 1); !done) return done;
    if (auto done = ledger->cut(kept_block, kept_batch); !done) return done;
    last_batch = kept_batch;
    const auto sent = ledger->message_count(kept_block);
    if (!sent) return std::unexpected(sent.error());
    messages.truncate(*sent);
    calls_.clear();
    const auto next_fee = stf::next_base_fee(ledger->head()->header, config.rules());
    for (auto& pooled : mempool->reset(kept_block, next_fee))
        waiting.push_back(std::move(pooled));
    const auto read = [this](const Address& address) { return read_account(address); };
    for (const auto& transaction : waiting) {
        // What is void without a transaction that was dropped before it is refused here.
        static_cast<void>(mempool->add(transaction, read));
    }
    return journal_->rewrite([this] { return mempool->all(); });
}

template <typename Change>
Result<void> Chain::Implementation::while_stopped(Change change)
{
    const bool runs = takes_transactions_.exchange(false);
    if (runs) stop_threads();
    const Result<void> done = change();
    if (!done && done.error().code != ErrorCode::kInvalidArgument) {
        fail(done.error());
        return done;
    }
    if (!runs) return done;
    if (auto started = start_threads(); !started) {
        fail(started.error());
        return started;
    }
    takes_transactions_ = true;
    return done;
}

Result<void> Chain::Implementation::reorganize(std::uint64_t depth, Undone undone)
{
    if (auto allowed = require_mainland(); !allowed) return allowed;
    const std::scoped_lock control(control_mutex_);
    if (!takes_transactions_)
        return failure(ErrorCode::kUnavailable, "the mainland is not running");
    const auto done = while_stopped([&] { return take_back(depth, undone); });
    const std::scoped_lock lock(sequencer_mutex_);
    if (done) sequencer_->hurry();
    return done;
}

Result<void> Chain::Implementation::revert_batches(std::uint64_t first)
{
    if (config.role == Role::kMainland)
        return failure(ErrorCode::kUnsupported, "a mainland has no batches");
    const std::scoped_lock control(control_mutex_);
    return while_stopped([&]() -> Result<void> {
        const auto sealed = ledger->last_batch();
        if (!sealed) return std::unexpected(sealed.error());
        if (first == 0 || first > *sealed + 1)
            return failure(ErrorCode::kInvalidArgument,
                           "batches 1 to " + std::to_string(*sealed + 1) + " can be dropped, not " +
                               std::to_string(first));
        const auto kept = ledger->batch(first - 1);
        if (!kept) return std::unexpected(kept.error());
        if (!*kept) return failure(ErrorCode::kCorrupt, "the batch before is missing");
        return go_back((*kept)->last_block, first - 1, Undone::kWait);
    });
}

Result<void> Chain::Implementation::enqueue(std::uint64_t first,
                                            std::span<const QueueEntry> entries)
{
    if (config.settlement.chain_id == 0)
        return failure(ErrorCode::kUnsupported,
                       config.name + " settles nowhere and has no queue from an L1");
    if (auto done = ledger->enqueue(first, entries); !done) return done;
    const std::scoped_lock lock(sequencer_mutex_);
    if (sequencer_) sequencer_->wake();
    return {};
}

Result<void> Chain::Implementation::forget_queue(std::uint64_t first)
{
    // The sequencer may be about to put one of them into a block.
    const std::scoped_lock control(control_mutex_);
    return while_stopped([&] { return ledger->forget_queue(first); });
}

Result<void> Chain::Implementation::tell(SystemCall call)
{
    if (config.settlement.chain_id == 0)
        return failure(ErrorCode::kUnsupported,
                       config.name + " settles nowhere and has no system contracts");
    if (!takes_transactions_)
        return failure(ErrorCode::kUnavailable, "the chain " + config.name + " is not running");
    if (!calls_.push(std::move(call)))
        return failure(ErrorCode::kLimitExceeded, "too much waits for the next block");
    const std::scoped_lock lock(sequencer_mutex_);
    if (sequencer_) sequencer_->wake();
    return {};
}

}  // namespace archi::chain
