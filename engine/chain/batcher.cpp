#include "chain/batcher.hpp"

#include <pthread.h>

namespace archi::chain {

namespace {

/// The index is written when this many rows, or blocks, wait for it.
constexpr std::size_t kIndexRows = 50'000;
constexpr std::uint64_t kIndexBlocks = 64;

}  // namespace

void Batcher::start()
{
    stopping_ = false;
    thread_ = std::thread([this] { run(); });
}

void Batcher::stop()
{
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
    closed_.clear();
}

void Batcher::on_block()
{
    {
        const std::scoped_lock lock(mutex_);
        ++unseen_blocks_;
    }
    changed_.notify_one();
}

void Batcher::close(const BatchRange& range)
{
    {
        const std::scoped_lock lock(mutex_);
        closed_.push_back(range);
    }
    changed_.notify_one();
}

Result<void> Batcher::work(const std::optional<BatchRange>& range)
{
    const auto rows = ledger_.pending_rows();
    if (rows >= kIndexRows || ledger_.pending_blocks() >= kIndexBlocks) {
        if (auto done = ledger_.index_pending(); !done) return done;
        if (auto done = ledger_.checkpoint(); !done) return done;
    }
    if (range) {
        const auto record = sealer_.seal(*range);
        if (!record) return std::unexpected(record.error());
        hooks_.on_batch(*record);
        hooks_.tidy();
    }
    return {};
}

void Batcher::run()
{
    pthread_setname_np(pthread_self(), "batcher");  // as profilers show it
    for (;;) {
        std::optional<BatchRange> range;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock,
                          [this] { return stopping_ || unseen_blocks_ > 0 || !closed_.empty(); });
            if (stopping_) break;
            unseen_blocks_ = 0;
            if (!closed_.empty()) {
                range = closed_.front();
                closed_.pop_front();
            }
        }
        if (auto done = work(range); !done) {
            hooks_.on_failure(done.error());
            return;
        }
    }
    if (auto done = ledger_.index_pending(); !done) hooks_.on_failure(done.error());
}

}  // namespace archi::chain
