#include "chain/ledger.hpp"

#include <algorithm>
#include <ranges>

#include "base/blake3.hpp"
#include "base/failpoint.hpp"
#include "chain/batch_codec.hpp"
#include "chain/bloom.hpp"
#include "stf/accumulator.hpp"

namespace archi::chain {

namespace {

/// BLOCKHASH reaches 256 back; one more for the parent of the oldest.
constexpr std::size_t kRecentHashes = 257;
constexpr std::size_t kCodeCacheBytes = std::size_t{8} << 20U;

/// Queue entries stand before everything else in a block of the sequencer.
std::uint64_t count_queued(const BlockRecord& block)
{
    const auto first = std::ranges::find_if(block.transactions, [](const auto& transaction) {
        return transaction.transaction.kind != stf::Kind::kQueued;
    });
    return static_cast<std::uint64_t>(first - block.transactions.begin());
}

}  // namespace

std::shared_ptr<const Ledger::Pending> Ledger::pending() const
{
    const std::scoped_lock lock(recent_mutex_);
    return pending_;
}

void Ledger::remember(const Block& block)
{
    head_ = block;
    hashes_.push_back(block->hash);
    if (hashes_.size() > kRecentHashes) hashes_.pop_front();
}

Result<std::shared_ptr<const PendingBlock>> Ledger::append(const Block& block,
                                                           std::vector<storage::Write> writes,
                                                           std::uint64_t cycles,
                                                           std::span<const Bytes> codes)
{
    storage::BlockRow row;
    row.number = block->header.number;
    row.hash = block->hash;
    row.batch = block->batch;
    row.transactions = block->transactions.size();
    row.cycles = cycles;
    if (!block->bloom.is_zero()) row.bloom.assign(block->bloom.begin(), block->bloom.end());
    row.header = storage::encode_header(block->header);
    row.body = storage::encode_transactions(block->transactions);
    row.receipts = storage::encode_receipts(block->receipts);
    row.writes = storage::encode_writes(writes);
    std::vector<storage::CodeRow> code_rows;
    for (const auto& code : codes) {
        row.codes.push_back(blake3(code));
        code_rows.push_back({row.codes.back(), code});
    }
    row.queue_begin = queue_taken_;
    row.queue_end = row.queue_begin + count_queued(*block);
    ARCHI_FAILPOINT("chain.block.before_commit");
    {
        const std::scoped_lock lock(writer_mutex_);
        if (auto done = writer_->append(row, code_rows); !done)
            return std::unexpected(done.error());
    }
    ARCHI_FAILPOINT("chain.block.after_commit");
    transactions_ += row.transactions;
    queue_taken_ = row.queue_end;
    auto added =
        std::make_shared<const PendingBlock>(block, std::move(writes), std::move(row.codes));
    const std::scoped_lock lock(recent_mutex_);
    auto next = std::make_shared<Pending>(*pending_);
    next->push_back(added);
    pending_ = std::move(next);
    remember(block);
    return added;
}

std::size_t Ledger::pending_rows() const
{
    std::size_t rows = 0;
    for (const auto& block : *pending())
        rows += 1 + block->rows();
    return rows;
}

Result<void> Ledger::put_note(std::string_view name, bytes_view value)
{
    const std::scoped_lock lock(writer_mutex_);
    return writer_->put_note(name, value);
}

Result<std::optional<Bytes>> Ledger::note(std::string_view name) const
{
    return chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.note(name); });
}

Result<void> Ledger::put_batch(const BatchRecord& record, bytes_view pubdata)
{
    const auto encoded = encode(record);
    const std::scoped_lock lock(writer_mutex_);
    return writer_->put_batch(record.number, encoded, pubdata);
}

Result<void> Ledger::index_pending()
{
    const auto blocks = pending();
    if (blocks->empty()) return {};
    std::vector<storage::Version> versions;
    std::vector<storage::Place> places;
    std::vector<storage::MessagePlace> messages;
    std::optional<std::uint64_t> sent;  // messages so far, once there are some
    for (const auto& block : *blocks) {
        for (const auto& write : block->writes())
            versions.push_back({write.key, block->number(), write.value});
        std::uint32_t position = 0;
        for (const auto& transaction : block->block()->transactions)
            places.push_back({transaction.hash, block->number(), position++});
        for (const auto& message : messages_of(*block->block())) {
            if (!sent) {
                const auto count = message_count(block->number() - 1);
                if (!count) return std::unexpected(count.error());
                sent = *count;
            }
            messages.push_back({.number = (*sent)++,
                                .block = block->number(),
                                .leaf = stf::message_leaf(message.sender, message.data)});
        }
    }
    std::ranges::sort(versions, [](const storage::Version& a, const storage::Version& b) {
        return a.key != b.key ? a.key < b.key : a.block > b.block;
    });
    std::ranges::sort(places, {}, &storage::Place::transaction);
    const auto last = blocks->back()->number();
    if (auto done = index_->add(versions, places, messages, last); !done) return done;
    const std::scoped_lock lock(recent_mutex_);
    auto left = std::make_shared<Pending>();
    std::ranges::copy_if(*pending_, std::back_inserter(*left),
                         [&](const auto& block) { return block->number() > last; });
    pending_ = std::move(left);
    return {};
}

Result<void> Ledger::checkpoint()
{
    // Through a reader's connection: the writer's stays free for the next block.
    auto done = chain_readers_.ask(
        [](storage::ChainDatabase& chain) { return chain.database().checkpoint(); });
    if (!done) return done;
    return index_->database().checkpoint();
}

// -- reading
// -----------------------------------------------------------------------------------------

Block Ledger::head() const
{
    const std::scoped_lock lock(recent_mutex_);
    return head_;
}

Result<Block> Ledger::block(std::uint64_t number) const
{
    {
        const std::scoped_lock lock(recent_mutex_);
        if (number > head_->header.number) return nullptr;
        if (number == head_->header.number) return head_;
    }
    if (number > 0 && number <= published_) return nullptr;
    for (const auto& block : *pending())
        if (block->number() == number) return block->block();
    if (auto kept = blocks_.find(number)) return kept;
    const auto epoch = blocks_.epoch();
    auto loaded = load_block(number);
    if (loaded && *loaded) blocks_.keep(*loaded, epoch);
    return loaded;
}

Result<Block> Ledger::load_block(std::uint64_t number) const
{
    auto row =
        chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.block(number); });
    if (!row) return std::unexpected(row.error());
    if (!*row) return nullptr;
    const auto damaged = [&](const std::string& what) {
        return failure(ErrorCode::kCorrupt,
                       "block " + std::to_string(number) + " in " +
                           (folder_ / storage::ChainDatabase::kFileName).string() +
                           " is damaged (" + what + ")");
    };
    auto header = storage::decode_header((*row)->header);
    if (!header) return damaged(header.error().sentence);
    auto transactions = storage::decode_transactions((*row)->body);
    if (!transactions) return damaged(transactions.error().sentence);
    auto receipts = storage::decode_receipts((*row)->receipts);
    if (!receipts) return damaged(receipts.error().sentence);
    if (transactions->size() != receipts->size()) return damaged("receipts are missing");
    if (header->number != number || stf::hash(*header) != (*row)->hash)
        return damaged("its hash is not that of its header");
    auto block = std::make_shared<BlockRecord>();
    block->header = *header;
    block->hash = (*row)->hash;
    block->transactions = std::move(*transactions);
    block->receipts = std::move(*receipts);
    if ((*row)->bloom.size() == Bloom::kSize) block->bloom = fixed<Bloom>((*row)->bloom);
    block->batch = (*row)->batch;
    return block;
}

Result<std::optional<storage::BlockSummary>> Ledger::summary(std::uint64_t number) const
{
    return chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.summary(number); });
}

Result<std::optional<Bloom>> Ledger::bloom(std::uint64_t number) const
{
    for (const auto& block : *pending())
        if (block->number() == number) return block->block()->bloom;
    auto stored =
        chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.bloom(number); });
    if (!stored) return std::unexpected(stored.error());
    if (!*stored) return std::nullopt;
    if ((*stored)->size() != Bloom::kSize) return Bloom{};
    return fixed<Bloom>(**stored);
}

Result<std::optional<std::uint64_t>> Ledger::block_number(const Hash& hash) const
{
    for (const auto& block : *pending())
        if (block->block()->hash == hash) return block->number();
    return chain_readers_.ask(
        [&](storage::ChainDatabase& chain) { return chain.block_number(hash); });
}

Result<std::optional<TransactionPlace>> Ledger::find_transaction(const Hash& hash) const
{
    const auto blocks = pending();
    for (const auto& block : *blocks | std::views::reverse)
        if (const auto position = block->transaction(hash))
            return TransactionPlace{block->number(), *position};
    const auto place =
        index_readers_.ask([&](storage::IndexDatabase& index) { return index.place(hash); });
    if (!place) return std::unexpected(place.error());
    if (!*place) return std::nullopt;
    return TransactionPlace{(*place)->block, (*place)->position};
}

Result<std::pair<std::vector<storage::Write>, std::vector<Hash>>> Ledger::effects(
    std::uint64_t number) const
{
    for (const auto& block : *pending())
        if (block->number() == number) return std::pair(block->writes(), block->codes());
    auto stored =
        chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.effects(number); });
    if (!stored) return std::unexpected(stored.error());
    if (!*stored)
        return failure(ErrorCode::kCorrupt, "block " + std::to_string(number) + " is missing");
    auto writes = storage::decode_writes((*stored)->first);
    if (!writes) return std::unexpected(writes.error());
    return std::pair(std::move(*writes), std::move((*stored)->second));
}

Result<Hash> Ledger::value(const Hash& key, std::uint64_t block) const
{
    const auto blocks = pending();
    for (const auto& entry : *blocks | std::views::reverse) {
        if (entry->number() > block) continue;
        if (const auto* value = entry->value(key)) return *value;
    }
    const auto stored =
        index_readers_.ask([&](storage::IndexDatabase& index) { return index.value(key, block); });
    if (!stored) return std::unexpected(stored.error());
    return stored->value_or(Hash{});
}

Result<std::shared_ptr<const Bytes>> Ledger::code(const Hash& hash) const
{
    {
        const std::scoped_lock lock(codes_mutex_);
        if (const auto found = codes_.find(hash); found != codes_.end()) return found->second;
    }
    auto stored =
        chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.code(hash); });
    if (!stored) return std::unexpected(stored.error());
    if (!*stored) return nullptr;
    if (blake3(**stored) != hash)
        return failure(
            ErrorCode::kCorrupt,
            "stored code is damaged in " + (folder_ / storage::ChainDatabase::kFileName).string());
    auto code = std::make_shared<const Bytes>(std::move(**stored));
    const std::scoped_lock lock(codes_mutex_);
    if (code_bytes_ + code->size() > kCodeCacheBytes) {
        codes_.clear();
        code_bytes_ = 0;
    }
    if (codes_.emplace(hash, code).second) code_bytes_ += code->size();
    return code;
}

Hash Ledger::hash_of(std::uint64_t number) const
{
    {
        const std::scoped_lock lock(recent_mutex_);
        const auto head = head_->header.number;
        if (number > head) return {};
        if (head - number < hashes_.size()) return hashes_[hashes_.size() - 1 - (head - number)];
    }
    const auto stored = summary(number);
    return stored && *stored ? (*stored)->hash : Hash{};
}

Result<std::vector<Hash>> Ledger::recent_hashes(std::uint64_t number) const
{
    std::vector<Hash> hashes;
    for (auto i = number + 1 - std::min<std::uint64_t>(number + 1, 256); i <= number; ++i) {
        hashes.push_back(hash_of(i));
        if (hashes.back().is_zero())
            return failure(ErrorCode::kCorrupt,
                           "the hash of block " + std::to_string(i) + " cannot be read");
    }
    return hashes;
}

Result<std::uint64_t> Ledger::last_batch() const
{
    return chain_readers_.ask([](storage::ChainDatabase& chain) { return chain.last_batch(); });
}

Result<std::optional<BatchRecord>> Ledger::batch(std::uint64_t number) const
{
    auto row =
        chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.batch(number); });
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    auto record = decode_batch((*row)->record);
    if (!record) return std::unexpected(record.error());
    return *record;
}

Result<std::optional<Bytes>> Ledger::pubdata(std::uint64_t number) const
{
    auto row =
        chain_readers_.ask([&](storage::ChainDatabase& chain) { return chain.batch(number); });
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    return std::move((*row)->pubdata);
}

std::uint64_t Ledger::disk_bytes() const
{
    std::uint64_t bytes = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
        const auto size = entry.file_size(error);
        if (!error) bytes += size;
    }
    return bytes;
}

Result<void> Ledger::copy_to(const std::filesystem::path& folder) const
{
    // The index is made again where the copy is opened.
    return chain_readers_.ask([&](storage::ChainDatabase& chain) {
        return chain.database().copy_to(folder / storage::ChainDatabase::kFileName);
    });
}

}  // namespace archi::chain
