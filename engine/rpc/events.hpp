#pragma once
// From the chain's events to subscribers, filters and waiting senders: private to this library.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "rpc/answer.hpp"
#include "rpc/filters.hpp"
#include "rpc/subscriptions.hpp"

namespace archi::rpc {

/// One thread that follows the chain, so that the sequencer never waits for a client.
class Events {
public:
    Events(chain::Chain& chain, const Limits& limits, Filters& filters,
           Subscriptions& subscriptions);
    /// As stop.
    ~Events();
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    /// Calls `then` once, from this object's thread: true when the transaction is in a block, false
    /// after the timeout or when everything stops. Gives false, and does nothing, if too many wait.
    [[nodiscard]] bool wait_for(const Wait& wait, std::function<void(bool)> then);

    /// Ends the thread and every wait. Idempotent.
    void stop();

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        Hash transaction;
        Clock::time_point deadline;
        std::function<void(bool)> then;
    };

    void run();
    /// Waits for something to do; false: the end.
    bool next(std::deque<chain::Block>& blocks, std::deque<Hash>& pending);
    void settle_waits(bool is_stopping);

    chain::Chain& chain_;
    const Limits& limits_;
    Filters& filters_;
    Subscriptions& subscriptions_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<chain::Block> blocks_;
    std::deque<Hash> pending_;
    std::vector<Waiting> waits_;
    bool stopping_ = false;
    std::uint64_t last_told_ = 0;  ///< of the thread alone: the newest block that was told
    std::uint64_t listener_ = 0;
    std::thread thread_;
};

}  // namespace archi::rpc
