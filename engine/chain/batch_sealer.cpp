#include "chain/batch_sealer.hpp"

#include <algorithm>

#include "base/failpoint.hpp"
#include "base/hash_map.hpp"
#include "base/log.hpp"
#include "chain/unix_time.hpp"
#include "state/keys.hpp"
#include "stf/host/compression.hpp"
#include "stf/output.hpp"
#include "stf/system.hpp"

namespace archi::chain {

namespace {

constexpr std::string_view kBatchMark = "batch";

std::unexpected<Error> missing(const char* what, std::uint64_t number)
{
    return failure(ErrorCode::kCorrupt,
                   std::string(what) + " " + std::to_string(number) + " is missing in chain.db");
}

}  // namespace

Result<void> BatchSealer::recover()
{
    auto done = replay();
    if (done || done.error().code != ErrorCode::kCorrupt) return done;
    log::Logger("batcher").warning("making the index again: " + describe(done.error()));
    tree_.reset();
    if (auto rebuilt = ledger_.rebuild_index(); !rebuilt) return rebuilt;
    return replay();
}

Result<void> BatchSealer::replay()
{
    auto tree = storage::TreeDatabase::open(ledger_.index());
    if (!tree) return std::unexpected(tree.error());
    tree_ = std::move(*tree);
    const auto mark = ledger_.index().mark(kBatchMark);
    if (!mark) return std::unexpected(mark.error());
    if (!*mark)
        if (auto done = seal_genesis(); !done) return done;
    const auto last = ledger_.last_batch();
    if (!last) return std::unexpected(last.error());
    if (mark->value_or(0) > *last)
        return failure(ErrorCode::kCorrupt, "the state tree is ahead of the chain");
    for (auto number = mark->value_or(0) + 1; number <= *last; ++number) {
        const auto before = ledger_.batch(number - 1);
        const auto record = ledger_.batch(number);
        if (!before) return std::unexpected(before.error());
        if (!record) return std::unexpected(record.error());
        if (!*before || !*record) return missing("batch", number);
        // A published batch did all that it did in its last block.
        const auto last_block = (*record)->last_block;
        const bool is_published = last_block <= ledger_.published();
        const BatchRange range{number, is_published ? last_block : (*record)->first_block,
                               last_block};
        auto work = compute(range, (*before)->after.on_chain);
        if (!work) return std::unexpected(work.error());
        if (work->tree != (*record)->after.on_chain)
            return failure(
                ErrorCode::kCorrupt,
                "the state tree after batch " + std::to_string(number) + " is not the stored one");
        const auto nothing = [] { return Result<void>{}; };
        if (auto done = commit_tree(number, nothing); !done) return done;
    }
    return {};
}

Result<void> BatchSealer::cut(std::uint64_t first)
{
    const auto kept = ledger_.batch(first - 1);
    if (!kept) return std::unexpected(kept.error());
    if (!*kept) return missing("batch", first - 1);
    tree_->discard();
    auto transaction = storage::Transaction::begin(ledger_.index().database());
    if (!transaction) return std::unexpected(transaction.error());
    const auto count = (*kept)->after.on_chain.count;
    if (auto done = storage::TreeDatabase::cut(ledger_.index(), first, count); !done) return done;
    if (auto done = ledger_.index().set_mark(kBatchMark, first - 1); !done) return done;
    return transaction->commit();
}

Result<void> BatchSealer::seal_genesis()
{
    state::plant(*tree_);
    Work work;
    work.range = {0, 0, 0};
    if (auto done = add_blocks(work); !done) return done;
    if (auto done = add_changes(work); !done) return done;
    work.tree = state::apply(*tree_, state::empty_tree(), work.changes);
    auto after = snapshot_after(work);
    if (!after) return std::unexpected(after.error());
    const auto stored = ledger_.batch(0);
    if (!stored) return std::unexpected(stored.error());
    if (*stored && (*stored)->after != *after)
        return failure(ErrorCode::kCorrupt, "the state of block 0 is not the stored one");
    return commit_tree(0, [&]() -> Result<void> {
        if (*stored) return {};
        BatchRecord record;
        record.after = *after;
        record.commitment_after = state::commitment(*after);
        record.sealed_unix_ms = unix_ms();
        return ledger_.put_batch(record, {});
    });
}

Result<void> BatchSealer::add_blocks(Work& work)
{
    for (auto number = work.range.first_block; number <= work.range.last_block; ++number) {
        const auto summary = ledger_.summary(number);
        if (!summary) return std::unexpected(summary.error());
        if (!*summary) return missing("block", number);
        auto header = storage::decode_header((*summary)->header);
        if (!header) return std::unexpected(header.error());
        work.timestamps.push_back(header->timestamp);
        work.block_hashes.push_back((*summary)->hash);
        work.transactions += (*summary)->transactions;
        work.cycles += (*summary)->cycles;
        work.last_block = *header;
    }
    if (rules_.settlement.chain_id == 0) return {};
    auto queue = ledger_.queue_hashes(work.range.first_block, work.range.last_block);
    if (!queue) return std::unexpected(queue.error());
    work.queue = std::move(*queue);
    auto crossings = ledger_.crossings(rules_, work.range.first_block, work.range.last_block);
    if (!crossings) return std::unexpected(crossings.error());
    work.crossings = std::move(*crossings);
    const auto accumulator = ledger_.value(state::system_key(u256{stf::system::kAccumulatorSlot}),
                                           work.range.last_block);
    if (!accumulator) return std::unexpected(accumulator.error());
    work.accumulator = *accumulator;
    return {};
}

Result<void> BatchSealer::add_changes(Work& work)
{
    FlatMap<Hash, Hash> last_values;
    for (auto number = work.range.first_block; number <= work.range.last_block; ++number) {
        const auto effects = ledger_.effects(number);
        if (!effects) return std::unexpected(effects.error());
        for (const auto& [key, value] : effects->first)
            last_values.insert_or_assign(key, value);
        for (const auto& hash : effects->second) {
            const auto code = ledger_.code(hash);
            if (!code) return std::unexpected(code.error());
            if (!*code) return missing("code in block", number);
            work.new_code.push_back(**code);
        }
    }
    std::vector<std::pair<Hash, Hash>> sorted(last_values.begin(), last_values.end());
    std::ranges::sort(sorted);
    // What a key was before is what the tree says: it is the state at the batch's start.
    for (const auto& [key, value] : sorted) {
        const auto floor = tree_->floor(key);
        if (tree_->error()) return std::unexpected(*tree_->error());
        const bool present = floor.leaf.key == key;
        if (!present && (key < floor.leaf.key || key >= floor.leaf.next))
            return failure(ErrorCode::kCorrupt, "the order of the state tree's leaves is broken");
        const auto before = present ? floor.leaf.value : Hash{};
        if (before != value) work.changes.push_back({key, before, value});
    }
    work.differences = state::differences_of(
        work.changes, [this](const Hash& key) { return tree_->index_of(key); });
    return {};
}

Result<BatchSealer::Work> BatchSealer::compute(const BatchRange& range,
                                               const state::TreeHead& before)
{
    tree_->discard();
    Work work;
    work.range = range;
    if (auto done = add_blocks(work); !done) return std::unexpected(done.error());
    if (auto done = add_changes(work); !done) return std::unexpected(done.error());
    work.tree = state::apply(*tree_, before, work.changes);
    if (tree_->error()) return std::unexpected(*tree_->error());
    return work;
}

Result<state::Snapshot> BatchSealer::snapshot_after(const Work& work) const
{
    const auto recent = ledger_.recent_hashes(work.range.last_block);
    if (!recent) return std::unexpected(recent.error());
    return state::Snapshot{.on_chain = work.tree,
                           .off_chain = state::empty_tree(),
                           .block_number = work.range.last_block,
                           .recent_blocks = state::recent_blocks_hash(*recent),
                           .timestamp = work.last_block.timestamp};
}

template <typename Store>
Result<void> BatchSealer::commit_tree(std::uint64_t number, Store store)
{
    auto transaction = storage::Transaction::begin(ledger_.index().database());
    if (!transaction) return std::unexpected(transaction.error());
    if (auto done = tree_->flush(number); !done) return done;
    if (auto done = ledger_.index().set_mark(kBatchMark, number); !done) return done;
    // The record is the truth; the tree can be made again from it.
    ARCHI_FAILPOINT("chain.batch.before_record");
    if (auto done = store(); !done) return done;
    ARCHI_FAILPOINT("chain.batch.after_record");
    auto committed = transaction->commit();
    ARCHI_FAILPOINT("chain.batch.after_tree");
    return committed;
}

Result<BatchRecord> BatchSealer::seal(const BatchRange& range)
{
    const auto before = ledger_.batch(range.number - 1);
    if (!before) return std::unexpected(before.error());
    if (!*before) return missing("batch", range.number - 1);
    auto work = compute(range, (*before)->after.on_chain);
    if (!work) return std::unexpected(work.error());
    auto after = snapshot_after(*work);
    if (!after) return std::unexpected(after.error());

    stf::BatchSummary summary;
    summary.rules = rules_;
    summary.batch_number = range.number;
    summary.before = (*before)->after;
    summary.after = *after;
    summary.timestamps = std::move(work->timestamps);
    summary.block_hashes = std::move(work->block_hashes);
    summary.last_block = work->last_block;
    summary.differences = std::move(work->differences);
    summary.new_code = std::move(work->new_code);
    summary.cycles = work->cycles;
    for (const auto& hash : work->queue)
        summary.queue_hash = stf::roll_queue(summary.queue_hash, hash);
    summary.queue_count = work->queue.size();
    summary.crossings = std::move(work->crossings);
    summary.accumulator_after = work->accumulator;
    if (const auto fields = stf::unpack_output((*before)->output))
        summary.accumulator_before = fields->accumulator_after;
    summary.compressed_content = stf::compress_content(summary);
    const auto output = stf::summarize(summary);

    BatchRecord record;
    record.number = range.number;
    record.first_block = range.first_block;
    record.last_block = range.last_block;
    record.transactions = work->transactions;
    record.sealed_unix_ms = unix_ms();
    record.cycles = output.cycles;
    record.after = output.after;
    record.commitment_before = output.commitment_before;
    record.commitment_after = output.commitment_after;
    record.epoch = stf::epoch_at(rules_.settlement, output.after.timestamp);
    record.queue_end = (*before)->queue_end + summary.queue_count;
    record.flows = output.flows;
    record.imports = output.imports;
    record.output = output.preimage;
    record.output_hash = output.output_hash;
    record.public_input = output.public_input;
    record.pubdata_bytes = output.pubdata.size();
    auto stored =
        commit_tree(range.number, [&] { return ledger_.put_batch(record, output.pubdata); });
    if (!stored) {
        tree_->discard();
        return std::unexpected(stored.error());
    }
    return record;
}

}  // namespace archi::chain
