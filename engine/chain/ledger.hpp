#pragma once
// What a chain has stored: reads from any thread, appends from one. Newest things come from memory,
// the rest from chain.db and index.db.

#include <atomic>
#include <deque>
#include <mutex>
#include <unordered_map>

#include "chain/block_cache.hpp"
#include "chain/chain.hpp"
#include "chain/pending_block.hpp"
#include "stf/crossings.hpp"
#include "storage/chain_database.hpp"
#include "storage/index_database.hpp"
#include "storage/pool.hpp"

namespace archi::chain {

struct AppliedBatch;

class Ledger {
public:
    /// Opens, or creates with block 0. The index is not consulted yet: call catch_up before any
    /// question about state.
    [[nodiscard]] static Result<std::unique_ptr<Ledger>> open(const std::filesystem::path& folder,
                                                              const Config& config);

    // -- one writer
    // --------------------------------------------------------------------------------

    /// Stores a block durably and makes it the head. `codes` are new in it. Gives its effects.
    [[nodiscard]] Result<std::shared_ptr<const PendingBlock>> append(
        const Block& block, std::vector<storage::Write> writes, std::uint64_t cycles,
        std::span<const Bytes> codes);
    /// Stores the next batch as far as its L1 has it. Requires that all before it are such; the
    /// entries of the queue that it takes must be known. What is asked comes from the next ledger
    /// that opens the folder.
    [[nodiscard]] Result<void> append_published(const AppliedBatch& batch, bytes_view pubdata);
    /// Takes away every block after `number` and every batch after `last_batch`, durably, with what
    /// they did; the tree is the sealer's business. Nothing may append or index meanwhile. Errors:
    /// kNotFound.
    [[nodiscard]] Result<void> cut(std::uint64_t number, std::uint64_t last_batch);
    /// Chain::enqueue and Chain::forget_queue. Any thread.
    [[nodiscard]] Result<void> enqueue(std::uint64_t first, std::span<const QueueEntry> entries);
    [[nodiscard]] Result<void> forget_queue(std::uint64_t first);
    /// Rows of blocks that wait for the index.
    [[nodiscard]] std::size_t pending_rows() const;
    [[nodiscard]] std::size_t pending_blocks() const { return pending()->size(); }
    /// Notes under a name, durably. Any thread.
    [[nodiscard]] Result<void> put_note(std::string_view name, bytes_view value);
    [[nodiscard]] Result<std::optional<Bytes>> note(std::string_view name) const;

    // -- for the batcher's thread
    // ------------------------------------------------------------------

    /// Moves every pending block into the index.
    [[nodiscard]] Result<void> index_pending();
    [[nodiscard]] storage::IndexDatabase& index() { return *index_; }
    [[nodiscard]] Result<void> put_batch(const BatchRecord& record, bytes_view pubdata);
    /// Shortens the write-ahead logs.
    [[nodiscard]] Result<void> checkpoint();
    /// Brings the index to the head; makes it again if it is damaged or another chain's.
    [[nodiscard]] Result<void> catch_up();
    /// Throws the index away and makes it again.
    [[nodiscard]] Result<void> rebuild_index();

    // -- reading, any thread
    // -----------------------------------------------------------------------

    [[nodiscard]] Block head() const;
    /// Blocks 1 to this one are known only as far as the L1 has them: header and effects of the
    /// last one of each batch, some hashes besides.
    [[nodiscard]] std::uint64_t published() const { return published_; }
    /// None that is known only so far, but for the head.
    [[nodiscard]] Result<Block> block(std::uint64_t number) const;
    [[nodiscard]] Result<std::optional<storage::BlockSummary>> summary(std::uint64_t number) const;
    [[nodiscard]] Result<std::optional<Bloom>> bloom(std::uint64_t number) const;
    [[nodiscard]] Result<std::optional<std::uint64_t>> block_number(const Hash& hash) const;
    [[nodiscard]] Result<std::optional<TransactionPlace>> find_transaction(const Hash& hash) const;
    /// What the block wrote, and the hashes of code deployed in it.
    [[nodiscard]] Result<std::pair<std::vector<storage::Write>, std::vector<Hash>>> effects(
        std::uint64_t number) const;
    /// The state value at `key` after `block`; zero if absent.
    [[nodiscard]] Result<Hash> value(const Hash& key, std::uint64_t block) const;
    /// Null if no block deployed it.
    [[nodiscard]] Result<std::shared_ptr<const Bytes>> code(const Hash& hash) const;
    /// Hash of a block; zero if there is none (or it cannot be read).
    [[nodiscard]] Hash hash_of(std::uint64_t number) const;
    /// Hashes of the last (at most 256) blocks up to `number`, oldest first.
    [[nodiscard]] Result<std::vector<Hash>> recent_hashes(std::uint64_t number) const;

    [[nodiscard]] Result<std::uint64_t> last_batch() const;
    [[nodiscard]] Result<std::optional<BatchRecord>> batch(std::uint64_t number) const;
    [[nodiscard]] Result<std::optional<Bytes>> pubdata(std::uint64_t number) const;

    /// How many entries of the L1 queue are known, and how many of them are in blocks.
    [[nodiscard]] std::uint64_t queue_known() const { return queue_known_; }
    [[nodiscard]] std::uint64_t queue_taken() const { return queue_taken_; }
    [[nodiscard]] bool queue_waits() const { return queue_taken_ < queue_known_; }
    [[nodiscard]] Result<std::optional<storage::QueueRow>> queue_entry(std::uint64_t number) const;
    /// Of the entries in these blocks, in order.
    [[nodiscard]] Result<std::vector<Hash>> queue_hashes(std::uint64_t first_block,
                                                         std::uint64_t last_block) const;

    /// What left the chain in these blocks and came to it, as in one batch.
    [[nodiscard]] Result<stf::Crossings> crossings(const stf::ChainRules& rules,
                                                   std::uint64_t first_block,
                                                   std::uint64_t last_block) const;

    /// How many messages the chain sent up to and including `block`.
    [[nodiscard]] Result<std::uint64_t> message_count(std::uint64_t block) const;
    /// Leaves of messages first … end - 1 in the tree of all of them; of indexed blocks alone.
    [[nodiscard]] Result<std::vector<Hash>> message_leaves(std::uint64_t first,
                                                           std::uint64_t end) const;

    [[nodiscard]] std::uint64_t transactions() const { return transactions_; }
    [[nodiscard]] std::uint64_t disk_bytes() const;
    [[nodiscard]] Result<void> copy_to(const std::filesystem::path& folder) const;
    /// A connection to the index for longer work.
    [[nodiscard]] Result<std::unique_ptr<storage::IndexDatabase>> connect_index() const
    {
        return storage::IndexDatabase::open(folder_, storage::Access::kReadOnly);
    }
    /// Asks the index through one of the readers' connections.
    template <typename Question>
    auto ask_index(Question question) const
    {
        return index_readers_.ask(question);
    }

private:
    using Pending = std::vector<std::shared_ptr<const PendingBlock>>;

    explicit Ledger(std::filesystem::path folder)
        : folder_(std::move(folder)), chain_readers_(folder_), index_readers_(folder_)
    {
    }
    [[nodiscard]] Result<void> create_genesis(const Config& config);
    [[nodiscard]] Result<void> check_genesis(const Config& config);
    [[nodiscard]] Result<void> load_head();
    [[nodiscard]] Result<void> load_queue();
    [[nodiscard]] Result<void> load_published(std::uint64_t head);
    [[nodiscard]] Result<void> load_hashes(const Block& head);
    [[nodiscard]] Result<void> open_index();
    [[nodiscard]] Result<void> load_pending(std::uint64_t first, std::uint64_t last);
    [[nodiscard]] Result<Block> load_block(std::uint64_t number) const;
    [[nodiscard]] std::shared_ptr<const Pending> pending() const;
    void remember(const Block& block);

    std::filesystem::path folder_;
    mutable std::mutex writer_mutex_;
    std::unique_ptr<storage::ChainDatabase> writer_;
    std::unique_ptr<storage::IndexDatabase> index_;
    mutable storage::Pool<storage::ChainDatabase> chain_readers_;
    mutable storage::Pool<storage::IndexDatabase> index_readers_;

    mutable std::mutex recent_mutex_;  ///< guards the next three
    std::shared_ptr<const Pending> pending_ = std::make_shared<const Pending>();
    Block head_;
    std::deque<Hash> hashes_;  ///< of the newest blocks, oldest first

    mutable BlockCache blocks_{std::size_t{32} << 20U};
    mutable std::mutex codes_mutex_;
    mutable std::unordered_map<Hash, std::shared_ptr<const Bytes>, HashBytes> codes_;
    mutable std::size_t code_bytes_ = 0;
    std::atomic<std::uint64_t> transactions_ = 0;
    std::atomic<std::uint64_t> queue_known_ = 0;
    std::atomic<std::uint64_t> queue_taken_ = 0;
    std::atomic<std::uint64_t> published_ = 0;
};

}  // namespace archi::chain
