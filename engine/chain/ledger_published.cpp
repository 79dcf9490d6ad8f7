// Batches as their L1 has them: what a rebuilt chain begins with.

#include "base/blake3.hpp"
#include "chain/batch_codec.hpp"
#include "chain/ledger.hpp"
#include "chain/rebuild.hpp"

namespace archi::chain {

namespace {

constexpr std::string_view kPublishedNote = "published blocks";

Bytes note_of(std::uint64_t number)
{
    Bytes note;
    append_be(note, number, 8);
    return note;
}

}  // namespace

Result<void> Ledger::append_published(const AppliedBatch& batch, bytes_view pubdata)
{
    const auto& record = batch.record;
    std::vector<storage::BlockRow> rows(batch.block_hashes.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].number = record.last_block - (rows.size() - 1 - i);
        rows[i].hash = batch.block_hashes[i];
        rows[i].batch = record.number;
    }
    auto& last = rows.back();
    last.header = storage::encode_header(batch.last_block);
    last.body = storage::encode_transactions({});
    last.receipts = storage::encode_receipts({});
    std::vector<storage::Write> writes;
    for (const auto& change : batch.changes)
        writes.push_back({change.key, change.after});
    last.writes = storage::encode_writes(writes);
    std::vector<storage::CodeRow> codes;
    for (const auto& code : batch.new_code) {
        last.codes.push_back(blake3(code));
        codes.push_back({last.codes.back(), code});
    }
    last.queue_begin = queue_taken_;
    last.queue_end = record.queue_end;
    if (record.queue_end > queue_known_)
        return failure(ErrorCode::kInvalidArgument,
                       "batch " + std::to_string(record.number) +
                           " takes queue entries that the L1 does not have");
    const std::scoped_lock lock(writer_mutex_);
    const storage::BatchRow row{encode(record), {pubdata.begin(), pubdata.end()}};
    if (auto done = writer_->put_published(rows, codes, record.number, row); !done) return done;
    if (auto done = writer_->put_note(kPublishedNote, note_of(record.last_block)); !done)
        return done;
    published_ = record.last_block;
    queue_taken_ = record.queue_end;
    return {};
}

Result<void> Ledger::load_published(std::uint64_t head)
{
    const auto note = writer_->note(kPublishedNote);
    if (!note) return std::unexpected(note.error());
    published_ = *note && (*note)->size() == 8 ? load_be(**note) : 0;
    if (published_ <= head) return {};
    // Some were taken back, and others follow in their place.
    published_ = head;
    return writer_->put_note(kPublishedNote, note_of(head));
}

}  // namespace archi::chain
