#pragma once
// Transactions a second over a sliding window.

#include <chrono>
#include <deque>
#include <mutex>

namespace archi::chain {

class Statistics {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kWindow{10};

    void add(std::size_t transactions, Clock::time_point now = Clock::now())
    {
        const std::scoped_lock lock(mutex_);
        blocks_.emplace_back(now, transactions);
        sum_ += transactions;
        forget(now);
    }

    [[nodiscard]] double per_second(Clock::time_point now = Clock::now())
    {
        const std::scoped_lock lock(mutex_);
        forget(now);
        return static_cast<double>(sum_) / std::chrono::duration<double>(kWindow).count();
    }

private:
    void forget(Clock::time_point now)
    {
        while (!blocks_.empty() && blocks_.front().first + kWindow < now) {
            sum_ -= blocks_.front().second;
            blocks_.pop_front();
        }
    }
    std::mutex mutex_;
    std::deque<std::pair<Clock::time_point, std::size_t>> blocks_;
    std::size_t sum_ = 0;
};

}  // namespace archi::chain
