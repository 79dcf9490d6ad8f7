// The L1 queue as it is stored: entries in order, without gaps, each once.

#include "chain/ledger.hpp"

namespace archi::chain {

namespace {

Result<storage::QueueRow> row_of(std::uint64_t number, const QueueEntry& entry)
{
    const auto name = "queue entry " + std::to_string(number);
    const auto admitted = stf::admit_queued(entry.raw);
    if (!admitted)
        return failure(ErrorCode::kInvalidArgument, name + ": " + stf::to_string(admitted.error()));
    if (admitted->transaction.nonce != number)
        return failure(
            ErrorCode::kInvalidArgument,
            name + " says that it is number " + std::to_string(admitted->transaction.nonce));
    return storage::QueueRow{number, admitted->hash, entry.deadline, entry.raw};
}

}  // namespace

Result<void> Ledger::load_queue()
{
    const auto counts = writer_->queue_counts();
    if (!counts) return std::unexpected(counts.error());
    queue_known_ = counts->first;
    queue_taken_ = counts->second;
    return {};
}

Result<void> Ledger::enqueue(std::uint64_t first, std::span<const QueueEntry> entries)
{
    std::vector<storage::QueueRow> rows;
    for (const auto& entry : entries) {
        auto row = row_of(first + rows.size(), entry);
        if (!row) return std::unexpected(row.error());
        rows.push_back(std::move(*row));
    }
    const std::scoped_lock lock(writer_mutex_);
    const std::uint64_t known = queue_known_;
    if (first > known)
        return failure(
            ErrorCode::kInvalidArgument,
            "queue entry " + std::to_string(known) + " comes first, not " + std::to_string(first));
    std::size_t old = 0;
    for (; old < rows.size() && rows[old].number < known; ++old) {
        const auto stored = writer_->queue_entry(rows[old].number);
        if (!stored) return std::unexpected(stored.error());
        if (!*stored || (*stored)->raw != rows[old].raw ||
            (*stored)->deadline != rows[old].deadline)
            return failure(ErrorCode::kAlreadyExists, "queue entry " +
                                                          std::to_string(rows[old].number) +
                                                          " is another one than was known");
    }
    const auto added = std::span<const storage::QueueRow>(rows).subspan(old);
    if (added.empty()) return {};
    if (auto done = writer_->put_queue(added); !done) return done;
    queue_known_ = known + added.size();
    return {};
}

Result<void> Ledger::forget_queue(std::uint64_t first)
{
    const std::scoped_lock lock(writer_mutex_);
    if (first < queue_taken_)
        return failure(ErrorCode::kInvalidArgument,
                       "queue entry " + std::to_string(first) + " is in a block");
    if (first >= queue_known_) return {};
    if (auto done = writer_->cut_queue(first); !done) return done;
    queue_known_ = first;
    return {};
}

Result<std::optional<storage::QueueRow>> Ledger::queue_entry(std::uint64_t number) const
{
    return chain_readers_.ask(
        [&](storage::ChainDatabase& chain) { return chain.queue_entry(number); });
}

Result<std::vector<Hash>> Ledger::queue_hashes(std::uint64_t first_block,
                                               std::uint64_t last_block) const
{
    return chain_readers_.ask(
        [&](storage::ChainDatabase& chain) { return chain.queue_hashes(first_block, last_block); });
}

}  // namespace archi::chain
