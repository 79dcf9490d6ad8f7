#pragma once
// The thread behind the sequencer: moves stored blocks into the index and seals closed batches.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "chain/batch_sealer.hpp"

namespace archi::chain {

class Batcher {
public:
    struct Hooks {
        std::function<void(const BatchRecord&)> on_batch;
        std::function<void(const Error&)> on_failure;
        std::function<void()> tidy;  ///< now and then, on this thread
    };
    Batcher(Ledger& ledger, BatchSealer& sealer, Hooks hooks)
        : ledger_(ledger), sealer_(sealer), hooks_(std::move(hooks))
    {
    }
    ~Batcher() { stop(); }
    Batcher(const Batcher&) = delete;
    Batcher& operator=(const Batcher&) = delete;

    void start();
    /// Ends after the work at hand; what is queued is found again by whoever starts the next one.
    void stop();

    /// A block was stored; if it was the last of a batch, `closed` says which.
    void on_block();
    void close(const BatchRange& range);

private:
    void run();
    [[nodiscard]] Result<void> work(const std::optional<BatchRange>& range);

    Ledger& ledger_;
    BatchSealer& sealer_;
    Hooks hooks_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<BatchRange> closed_;
    std::uint64_t unseen_blocks_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace archi::chain
