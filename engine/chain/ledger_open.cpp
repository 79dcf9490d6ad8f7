// Opening a chain's files: block 0, recovery, and making the index again.

#include <algorithm>

#include "base/blake3.hpp"
#include "base/failpoint.hpp"
#include "base/log.hpp"
#include "chain/chain_genesis.hpp"
#include "chain/ledger.hpp"

namespace archi::chain {

namespace {

/// Files up to this size are checked page by page when they are opened (about a tenth of a second).
constexpr std::uintmax_t kFullCheckBytes = std::uintmax_t{64} << 20U;
/// Blocks that are indexed in one transaction while catching up, and rows at most.
constexpr std::uint64_t kCatchUpBlocks = 256;
constexpr std::size_t kCatchUpRows = 200'000;
constexpr std::string_view kChainMark = "chain";

std::vector<storage::Write> writes_of(std::span<const state::Change> changes)
{
    std::vector<storage::Write> writes;
    for (const auto& change : changes)
        writes.push_back({change.key, change.after});
    return writes;
}

/// 63 bits of a hash: SQLite's numbers are signed.
std::uint64_t mark_of(const Hash& hash)
{
    return load_be(bytes_view(hash.bytes).first(8)) >> 1U;
}

void remove_index(const std::filesystem::path& folder)
{
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(folder / (storage::IndexDatabase::kFileName + std::string(suffix)),
                                ignored);
    }
}

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::open(const std::filesystem::path& folder,
                                             const Config& config)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return failure(
            error == std::errc::no_space_on_device ? ErrorCode::kNoSpace : ErrorCode::kPermission,
            "cannot make the folder " + folder.string() + ": " + error.message());
    std::unique_ptr<Ledger> ledger(new Ledger(folder));
    auto writer = storage::ChainDatabase::open(folder, storage::Access::kReadWrite);
    if (!writer) return std::unexpected(writer.error());
    ledger->writer_ = std::move(*writer);
    const auto size = std::filesystem::file_size(folder / storage::ChainDatabase::kFileName, error);
    if (!error && size <= kFullCheckBytes)
        if (auto sound = ledger->writer_->database().quick_check(); !sound)
            return std::unexpected(sound.error());
    const auto last = ledger->writer_->last_block();
    if (!last) return std::unexpected(last.error());
    if (!*last)
        if (auto done = ledger->create_genesis(config); !done) return std::unexpected(done.error());
    if (auto done = ledger->check_genesis(config); !done) return std::unexpected(done.error());
    if (auto done = ledger->load_head(); !done) return std::unexpected(done.error());
    return ledger;
}

Result<void> Ledger::create_genesis(const Config& config)
{
    const auto genesis = genesis_of(config);
    storage::BlockRow row;
    row.hash = genesis.hash;
    row.header = storage::encode_header(genesis.header);
    row.body = storage::encode_transactions({});
    row.receipts = storage::encode_receipts({});
    row.writes = storage::encode_writes(writes_of(genesis.changes));
    std::vector<storage::CodeRow> codes;
    for (const auto& code : genesis.codes) {
        row.codes.push_back(blake3(code));
        codes.push_back({row.codes.back(), code});
    }
    ARCHI_FAILPOINT("chain.genesis.before_commit");
    auto done = writer_->append(row, codes);
    ARCHI_FAILPOINT("chain.genesis.after_commit");
    return done;
}

Result<void> Ledger::check_genesis(const Config& config)
{
    const auto genesis = genesis_of(config);
    const auto row = writer_->block(0);
    if (!row) return std::unexpected(row.error());
    const auto effects = writer_->effects(0);
    if (!effects) return std::unexpected(effects.error());
    if (!*row || !*effects)
        return failure(ErrorCode::kCorrupt,
                       "block 0 is missing in " + writer_->database().file().string());
    if ((*row)->hash != genesis.hash ||
        (*effects)->first != storage::encode_writes(writes_of(genesis.changes)))
        return failure(
            ErrorCode::kInvalidArgument,
            "chain.toml contradicts the data in " + folder_.string() +
                ": chain_id, block_gas_limit, fees, settlement and genesis cannot change "
                "once a chain exists; restore them");
    return {};
}

Result<void> Ledger::load_head()
{
    const auto last = writer_->last_block();
    if (!last) return std::unexpected(last.error());
    const auto number = last->value_or(0);
    const auto count = writer_->count_transactions();
    if (!count) return std::unexpected(count.error());
    transactions_ = *count;
    if (auto done = load_queue(); !done) return done;
    if (auto done = load_published(number); !done) return done;
    auto head = load_block(number);
    if (!head) return std::unexpected(head.error());
    if (!*head)
        return failure(ErrorCode::kCorrupt,
                       "the newest block is missing in " + writer_->database().file().string());
    return load_hashes(*head);
}

Result<void> Ledger::load_hashes(const Block& head)
{
    std::optional<Hash> parent = head->header.parent_hash;
    std::deque<Hash> hashes(1, head->hash);
    for (auto i = head->header.number; i-- > 0 && hashes.size() < 257;) {
        const auto below = writer_->summary(i);
        if (!below) return std::unexpected(below.error());
        // Of a batch that was published with more blocks the first ones are not known at all.
        if (!*below && i < published_) break;
        if (!*below || (parent && (*below)->hash != *parent))
            return failure(ErrorCode::kCorrupt, "block " + std::to_string(i) + " in " +
                                                    writer_->database().file().string() +
                                                    " does not fit the block after it");
        hashes.push_front((*below)->hash);
        parent.reset();
        if (i < published_ && (*below)->header.empty()) continue;
        const auto header = storage::decode_header((*below)->header);
        if (!header) return std::unexpected(header.error());
        parent = header->parent_hash;
    }
    const std::scoped_lock lock(recent_mutex_);
    head_ = head;
    hashes_ = std::move(hashes);
    return {};
}

Result<void> Ledger::cut(std::uint64_t number, std::uint64_t last_batch)
{
    const auto head = number <= published_ ? load_block(number) : block(number);
    if (!head) return std::unexpected(head.error());
    if (!*head) return failure(ErrorCode::kNotFound, "no block " + std::to_string(number));
    {
        // First of all nobody asks for what goes.
        const std::scoped_lock lock(recent_mutex_);
        auto left = std::make_shared<Pending>(*pending_);
        std::erase_if(*left, [&](const auto& waiting) { return waiting->number() > number; });
        pending_ = std::move(left);
        head_ = *head;
    }
    {
        const std::scoped_lock lock(writer_mutex_);
        if (auto done = writer_->cut(number, last_batch); !done) return done;
        ARCHI_FAILPOINT("chain.cut.before_index");
        blocks_.clear();
        if (auto done = load_head(); !done) return done;
    }
    return index_->cut(number);
}

Result<void> Ledger::open_index()
{
    auto index = storage::IndexDatabase::open(folder_, storage::Access::kReadWrite);
    if (!index) return std::unexpected(index.error());
    index_ = std::move(*index);
    std::error_code error;
    const auto size =
        std::filesystem::file_size(folder_ / storage::IndexDatabase::kFileName, error);
    if (!error && size <= kFullCheckBytes)
        if (auto sound = index_->database().quick_check(); !sound) return sound;
    const auto mark = index_->mark(kChainMark);
    if (!mark) return std::unexpected(mark.error());
    const auto block = index_->last_block();
    if (!block) return std::unexpected(block.error());
    const auto own = mark_of(hash_of(0));
    if (!*mark && !*block) return index_->set_mark(kChainMark, own);
    if (**mark != own || block->value_or(0) > head_->header.number)
        return failure(ErrorCode::kCorrupt, "the index belongs to another chain");
    return {};
}

Result<void> Ledger::load_pending(std::uint64_t first, std::uint64_t last)
{
    auto loaded = std::make_shared<Pending>();
    std::size_t rows = 0;
    for (auto number = first; number <= last && rows < kCatchUpRows; ++number) {
        if (number > 0 && number < published_) {
            const auto row = summary(number);
            if (!row) return std::unexpected(row.error());
            if (!*row || (*row)->header.empty()) continue;
        }
        auto block = load_block(number);
        if (!block) return std::unexpected(block.error());
        auto found = effects(number);
        if (!found) return std::unexpected(found.error());
        if (!*block)
            return failure(ErrorCode::kCorrupt, "block " + std::to_string(number) + " is missing");
        loaded->push_back(std::make_shared<const PendingBlock>(*block, std::move(found->first),
                                                               std::move(found->second)));
        rows += loaded->back()->rows();
    }
    const std::scoped_lock lock(recent_mutex_);
    pending_ = std::move(loaded);
    return {};
}

Result<void> Ledger::catch_up()
{
    if (auto opened = open_index(); !opened) {
        if (opened.error().code != ErrorCode::kCorrupt &&
            opened.error().code != ErrorCode::kUnsupported)
            return opened;
        log::Logger("chain").warning("making the index again: " + describe(opened.error()));
        index_.reset();
        remove_index(folder_);
        if (auto again = open_index(); !again) return again;
    }
    std::uint64_t skipped = 0;
    for (;;) {
        const auto indexed = index_->last_block();
        if (!indexed) return std::unexpected(indexed.error());
        const auto first = std::max(*indexed ? **indexed + 1 : 0, skipped);
        const auto head = head_->header.number;
        if (first > head) return {};
        const auto last = std::min(head, first + kCatchUpBlocks - 1);
        if (auto done = load_pending(first, last); !done) return done;
        // Published blocks without effects of their own leave nothing to index.
        if (pending()->empty()) skipped = last + 1;
        if (auto done = index_pending(); !done) return done;
    }
}

Result<void> Ledger::rebuild_index()
{
    index_readers_.close_idle();
    index_.reset();
    remove_index(folder_);
    return catch_up();
}

}  // namespace archi::chain
