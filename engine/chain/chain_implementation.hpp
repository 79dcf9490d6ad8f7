#pragma once
// The parts of a chain and how they are wired.

#include <condition_variable>
#include <mutex>
#include <set>

#include "base/log.hpp"
#include "chain/batcher.hpp"
#include "chain/events.hpp"
#include "chain/journal.hpp"
#include "chain/ledger.hpp"
#include "chain/mempool.hpp"
#include "chain/message_tree.hpp"
#include "chain/sequencer.hpp"
#include "chain/statistics.hpp"
#include "stf/host/shared_code_cache.hpp"

namespace archi::chain {

class Chain::Implementation {
public:
    [[nodiscard]] static Result<std::unique_ptr<Implementation>> open(
        const std::filesystem::path& folder, const Config& config);
    Implementation() = default;
    ~Implementation();
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;

    void start();
    void stop();
    [[nodiscard]] State state() const;
    [[nodiscard]] Metrics metrics() const;
    [[nodiscard]] SequencerTimes sequencer_times() const;
    [[nodiscard]] Result<Hash> submit(Bytes raw);
    [[nodiscard]] bool wait_for(const Hash& hash, milliseconds timeout) const;
    [[nodiscard]] Result<std::pair<BatchRecord, std::vector<state::InclusionProof>>> prove(
        std::span<const Hash> keys) const;
    [[nodiscard]] std::uint64_t pending_nonce(const Address& address) const;
    [[nodiscard]] Settled settled() const;
    [[nodiscard]] Result<void> set_settled(const Settled& settled);
    [[nodiscard]] Result<Block> mine();
    [[nodiscard]] Result<std::uint64_t> advance_clock(std::uint64_t seconds);
    [[nodiscard]] Result<void> reorganize(std::uint64_t depth, Undone undone);
    [[nodiscard]] Result<void> revert_batches(std::uint64_t first);
    [[nodiscard]] Result<void> enqueue(std::uint64_t first, std::span<const QueueEntry> entries);
    [[nodiscard]] Result<void> forget_queue(std::uint64_t first);
    [[nodiscard]] Result<void> tell(SystemCall call);

    /// Gives the value, or notes the failure of a read and gives `otherwise`.
    template <typename T>
    T value_or(Result<T> result, T otherwise) const
    {
        if (result) return std::move(*result);
        note_failed_read(result.error());
        return otherwise;
    }
    void note_failed_read(const Error& error) const;

    std::filesystem::path folder;
    Config config;
    log::Logger logger{"chain"};
    std::unique_ptr<Ledger> ledger;
    std::unique_ptr<Mempool> mempool;
    mutable Events events;
    mutable stf::SharedCodeCache codes{std::size_t{16} << 20U};

    std::atomic<std::uint64_t> last_batch = 0;
    MessageTree messages;

private:
    [[nodiscard]] Result<void> restore_messages();
    [[nodiscard]] Result<void> restore_mempool();
    [[nodiscard]] Result<void> restore_clock();
    [[nodiscard]] Result<void> restore_settled();
    [[nodiscard]] Result<void> require_mainland() const;
    [[nodiscard]] Result<void> set_clock(std::uint64_t offset);
    [[nodiscard]] Result<void> take_back(std::uint64_t depth, Undone undone);
    /// Goes back to the block `kept_block`, without the batches after `kept_batch`. Threads are
    /// stopped.
    [[nodiscard]] Result<void> go_back(std::uint64_t kept_block, std::uint64_t kept_batch,
                                       Undone undone);
    /// Stops the threads, if they run, for `change`, and starts them again unless it failed
    /// otherwise than by a wrong argument.
    template <typename Change>
    [[nodiscard]] Result<void> while_stopped(Change change);
    [[nodiscard]] Result<void> quarantine(const Hash& hash);
    [[nodiscard]] Result<OpenBatch> find_open_batch(std::vector<BatchRange>& closed) const;
    [[nodiscard]] Result<void> start_threads();
    void stop_threads();
    void enter(Phase phase, const std::string& detail = {}, const std::string& cure = {}) const;
    void fail(const Error& error);
    void on_block(const Block& block);
    void shorten_journal();
    [[nodiscard]] Result<Mempool::AccountView> read_account(const Address& address) const;

    std::unique_ptr<Journal> journal_;
    std::optional<ExecutionMark> mark_;
    std::set<Hash> quarantined_;
    SystemCalls calls_;
    std::unique_ptr<BatchSealer> sealer_;
    std::unique_ptr<Batcher> batcher_;
    /// Made anew by each start, under control_mutex_; the pointer is read by submit.
    mutable std::mutex sequencer_mutex_;
    std::shared_ptr<Sequencer> sequencer_;
    std::atomic<std::uint64_t> clock_offset_ = 0;  ///< seconds ahead of the machine's clock
    std::atomic<std::uint64_t> open_batch_transactions_ = 0;
    mutable Statistics statistics_;
    std::atomic<std::int64_t> block_stored_ms_ = 0;

    std::mutex control_mutex_;  ///< start and stop, one at a time
    mutable std::mutex state_mutex_;
    mutable State state_;
    std::atomic<bool> takes_transactions_ = false;

    mutable std::mutex settled_mutex_;
    Settled settled_;

    mutable std::mutex block_mutex_;
    mutable std::condition_variable block_stored_;
};

}  // namespace archi::chain
