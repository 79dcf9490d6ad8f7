// Questions that need more than one part.

#include <chrono>

#include "chain/chain_implementation.hpp"
#include "storage/tree_database.hpp"

namespace archi::chain {

State Chain::Implementation::state() const
{
    const std::scoped_lock lock(state_mutex_);
    return state_;
}

Metrics Chain::Implementation::metrics() const
{
    const auto head = ledger->head();
    const auto next_fee = stf::next_base_fee(head->header, config.rules());
    Metrics metrics;
    metrics.block_number = head->header.number;
    metrics.block_time_unix_ms = block_stored_ms_;
    metrics.transactions = ledger->transactions();
    metrics.transactions_per_second = statistics_.per_second();
    metrics.pending = mempool->status().pending;
    metrics.sealed_batches = last_batch;
    metrics.open_batch_transactions = open_batch_transactions_;
    metrics.base_fee = next_fee.fits_u64() ? next_fee.low_u64() : UINT64_MAX;
    metrics.disk_bytes = ledger->disk_bytes();
    return metrics;
}

SequencerTimes Chain::Implementation::sequencer_times() const
{
    const std::scoped_lock lock(sequencer_mutex_);
    return sequencer_ ? sequencer_->times() : SequencerTimes{};
}

std::uint64_t Chain::Implementation::pending_nonce(const Address& address) const
{
    if (const auto nonce = mempool->pending_nonce(address)) return *nonce;
    return value_or(read_account(address), Mempool::AccountView{}).state.nonce;
}

bool Chain::Implementation::wait_for(const Hash& hash, milliseconds timeout) const
{
    const auto stored = [&] {
        return value_or(ledger->find_transaction(hash), std::optional<TransactionPlace>{})
            .has_value();
    };
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        const auto seen = ledger->head()->header.number;
        if (stored()) return true;
        std::unique_lock lock(block_mutex_);
        const bool more = block_stored_.wait_until(
            lock, deadline, [&] { return ledger->head()->header.number != seen; });
        if (!more) return false;
    }
}

Result<std::pair<BatchRecord, std::vector<state::InclusionProof>>> Chain::Implementation::prove(
    std::span<const Hash> keys) const
{
    using Proofs = std::pair<BatchRecord, std::vector<state::InclusionProof>>;
    // The tree of a batch that is sealed cannot be changed by the next one: rows it replaces are
    // kept.
    const std::uint64_t number = last_batch;
    const auto record = ledger->batch(number);
    if (!record) return std::unexpected(record.error());
    if (!*record) return failure(ErrorCode::kNotFound, "no batch is sealed yet");
    return ledger->ask_index([&](storage::IndexDatabase& index) -> Result<Proofs> {
        const auto& head = (*record)->after.on_chain;
        auto tree = storage::TreeDatabase::open_before(index, number + 1, head.count);
        if (!tree) return std::unexpected(tree.error());
        Proofs proofs{**record, {}};
        for (const auto& key : keys)
            proofs.second.push_back(state::prove_one(**tree, head, key));
        if ((*tree)->error()) return std::unexpected(*(*tree)->error());
        return proofs;
    });
}

}  // namespace archi::chain
