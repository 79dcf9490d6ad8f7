#pragma once
// The one thread that makes blocks.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <unordered_set>

#include "chain/batch_sealer.hpp"
#include "chain/execution_mark.hpp"
#include "chain/latest_state.hpp"
#include "chain/mempool.hpp"
#include "chain/system_calls.hpp"
#include "stf/code_cache.hpp"

namespace archi::chain {

/// The batch that blocks are being added to.
struct OpenBatch {
    std::uint64_t number = 1;
    std::uint64_t first_block = 1;
    std::uint64_t blocks = 0;
    std::uint64_t transactions = 0;
    std::uint64_t cycles = 0;
    stf::Crossings crossings = {};
};

class Sequencer {
public:
    using Clock = std::chrono::steady_clock;
    /// Most transactions of one block.
    static constexpr std::size_t kMaxBlockTransactions = 20'000;
    struct Hooks {
        std::function<void(const Block&)> on_block;  ///< it is on disk
        std::function<void(const BatchRange&)> on_batch_closed;
        std::function<void(const Error&)> on_failure;
    };

    /// Queue entries with a hash in `quarantined` are taken without being run.
    /// `clock_offset`, in seconds, is how far the chain's clock is ahead of the machine's.
    Sequencer(const Config& config, Ledger& ledger, Mempool& mempool, ExecutionMark& mark,
              stf::CodeCache& codes, const std::set<Hash>& quarantined, const OpenBatch& batch,
              SystemCalls& calls, const std::atomic<std::uint64_t>& clock_offset, Hooks hooks);
    ~Sequencer() { stop(); }
    Sequencer(const Sequencer&) = delete;
    Sequencer& operator=(const Sequencer&) = delete;

    void start();
    /// Ends after the block at hand.
    void stop();
    /// The mempool has something new. Any thread; cheap when the sequencer knows already.
    void wake();
    /// The next block comes at once, even an empty one. Any thread.
    void hurry();

    [[nodiscard]] SequencerTimes times() const;

private:
    void run();
    [[nodiscard]] Result<void> make_block();
    [[nodiscard]] Result<void> take_queue(stf::BlockBuilder& builder,
                                          std::vector<stf::SignedTransaction>& included);
    [[nodiscard]] Result<void> take_calls(stf::BlockBuilder& builder,
                                          std::vector<stf::SignedTransaction>& included);
    void execute(stf::BlockBuilder& builder, std::vector<stf::SignedTransaction>& included);
    [[nodiscard]] Result<void> store(const stf::ExecutedBlock& executed,
                                     std::vector<stf::SignedTransaction> included,
                                     const stf::Crossings& crossings);
    [[nodiscard]] std::optional<Clock::time_point> next_block_at(bool is_wanted) const;
    [[nodiscard]] std::uint64_t next_timestamp(const stf::Header& parent) const;
    [[nodiscard]] std::optional<Clock::time_point> batch_closes_at() const;
    [[nodiscard]] std::optional<Clock::time_point> epoch_ends_at() const;
    [[nodiscard]] std::uint64_t epoch_at(std::uint64_t timestamp) const;
    void close_batch_if_due();
    void close_batch();
    [[nodiscard]] bool is_batch_full() const;
    [[nodiscard]] bool is_queue_overdue() const;

    const Config config_;
    const stf::ChainRules rules_;
    Ledger& ledger_;
    Mempool& mempool_;
    ExecutionMark& mark_;
    stf::CodeCache& codes_;
    const std::set<Hash>& quarantined_;
    SystemCalls& calls_;
    const std::atomic<std::uint64_t>& clock_offset_;
    Hooks hooks_;
    LatestState state_;

    OpenBatch batch_;
    Clock::time_point batch_opened_;  ///< when its first transaction was stored
    Clock::time_point last_block_;
    std::size_t last_count_ = 0;
    std::atomic<std::uint64_t> spent_[5] = {};

    std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<bool> awake_ = false;
    bool hurried_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace archi::chain
