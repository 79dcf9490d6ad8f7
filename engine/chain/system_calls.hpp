#pragma once
// What is to be told to the chain's system contracts: waits in memory for the next block.

#include <deque>
#include <mutex>
#include <optional>

#include "chain/chain.hpp"

namespace archi::chain {

/// Any thread.
class SystemCalls {
public:
    static constexpr std::size_t kMost = 10'000;

    /// False: there are too many.
    [[nodiscard]] bool push(SystemCall call)
    {
        const std::scoped_lock lock(mutex_);
        if (calls_.size() >= kMost) return false;
        calls_.push_back(std::move(call));
        return true;
    }
    [[nodiscard]] std::optional<SystemCall> take()
    {
        const std::scoped_lock lock(mutex_);
        if (calls_.empty()) return std::nullopt;
        auto call = std::move(calls_.front());
        calls_.pop_front();
        return call;
    }
    /// For one that did not fit: it is the next again.
    void put_back(SystemCall call)
    {
        const std::scoped_lock lock(mutex_);
        calls_.push_front(std::move(call));
    }
    [[nodiscard]] bool empty() const
    {
        const std::scoped_lock lock(mutex_);
        return calls_.empty();
    }
    void clear()
    {
        const std::scoped_lock lock(mutex_);
        calls_.clear();
    }

private:
    mutable std::mutex mutex_;
    std::deque<SystemCall> calls_;
};

}  // namespace archi::chain
