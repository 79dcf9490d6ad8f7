#include "rpc/events.hpp"

#include <algorithm>
#include <utility>

namespace archi::rpc {
namespace {

/// Hashes of new transactions that wait to be told; what comes beyond is not told.
constexpr std::size_t kMaxPending = 100'000;

}  // namespace

Events::Events(chain::Chain& chain, const Limits& limits, Filters& filters,
               Subscriptions& subscriptions)
    : chain_(chain), limits_(limits), filters_(filters), subscriptions_(subscriptions)
{
    chain::Listener listener;
    listener.on_block = [this](const chain::Block& block) {
        const std::lock_guard lock(mutex_);
        blocks_.push_back(block);
        changed_.notify_one();
    };
    listener.on_pending = [this](const Hash& transaction) {
        if (!subscriptions_.wants_pending() && !filters_.wants_pending()) return;
        const std::lock_guard lock(mutex_);
        if (pending_.size() >= kMaxPending) return;
        pending_.push_back(transaction);
        changed_.notify_one();
    };
    listener_ = chain_.subscribe(std::move(listener));
    thread_ = std::thread([this] { run(); });
}

Events::~Events()
{
    stop();
}

bool Events::wait_for(const Wait& wait, std::function<void(bool)> then)
{
    const std::lock_guard lock(mutex_);
    if (stopping_ || waits_.size() >= limits_.waiting_sends) return false;
    waits_.push_back({wait.transaction, Clock::now() + wait.timeout, std::move(then)});
    changed_.notify_one();
    return true;
}

void Events::stop()
{
    {
        const std::lock_guard lock(mutex_);
        if (std::exchange(stopping_, true)) return;
        changed_.notify_one();
    }
    chain_.unsubscribe(listener_);
    thread_.join();
    settle_waits(true);
}

void Events::run()
{
    std::deque<chain::Block> blocks;
    std::deque<Hash> pending;
    while (next(blocks, pending)) {
        // A block makes its waiting senders happy first: their time is measured.
        settle_waits(false);
        for (const auto& transaction : pending) {
            filters_.on_pending(transaction);
            subscriptions_.on_pending(chain_, transaction);
        }
        for (const auto& block : blocks) {
            const auto number = block->header.number;
            if (number <= last_told_) filters_.on_replaced(number);
            last_told_ = number;
            subscriptions_.on_block(*block);
        }
        if (!blocks.empty()) filters_.drop_expired();
    }
}

bool Events::next(std::deque<chain::Block>& blocks, std::deque<Hash>& pending)
{
    blocks.clear();
    pending.clear();
    std::unique_lock lock(mutex_);
    const auto has_news = [this] { return stopping_ || !blocks_.empty() || !pending_.empty(); };
    const auto earliest = std::ranges::min_element(
        waits_, {}, [](const Waiting& waiting) { return waiting.deadline; });
    // A new wait ends this one too: its transaction may be in a block already.
    const auto count = waits_.size();
    const auto has_work = [&] { return has_news() || waits_.size() != count; };
    if (earliest == waits_.end())
        changed_.wait(lock, has_work);
    else
        changed_.wait_until(lock, Clock::time_point(earliest->deadline), has_work);
    blocks.swap(blocks_);
    pending.swap(pending_);
    return !stopping_;
}

void Events::settle_waits(bool is_stopping)
{
    std::vector<Waiting> waits;
    {
        const std::lock_guard lock(mutex_);
        waits.swap(waits_);
    }
    std::vector<Waiting> left;
    for (auto& waiting : waits) {
        if (chain_.find_transaction(waiting.transaction))
            waiting.then(true);
        else if (is_stopping || waiting.deadline <= Clock::now())
            waiting.then(false);
        else
            left.push_back(std::move(waiting));
    }
    const std::lock_guard lock(mutex_);
    std::ranges::move(left, std::back_inserter(waits_));
}

}  // namespace archi::rpc
