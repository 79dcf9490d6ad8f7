#pragma once
// Connections for reading, lent for the time of one question.

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.hpp"
#include "storage/database.hpp"

namespace archi::storage {

/// At most kLimit connections to one file, opened when they are first needed. `T` has
/// `open(folder, Access)`. Thread-safe.
template <typename T>
class Pool {
public:
    /// As many readers as there may be threads that answer questions at once.
    static constexpr std::size_t kLimit = 4;

    explicit Pool(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Calls `question(T&)` with a connection that nobody else uses meanwhile, waiting for one if
    /// all are lent. `question` gives a Result and does not ask the same pool again.
    template <typename Question>
    auto ask(Question question) -> decltype(question(std::declval<T&>()))
    {
        auto connection = borrow();
        if (!connection) return std::unexpected(connection.error());
        auto answer = question(**connection);
        give_back(std::move(*connection));
        return answer;
    }

    /// Closes what is not lent.
    void close_idle()
    {
        const std::scoped_lock lock(mutex_);
        open_ -= idle_.size();
        idle_.clear();
    }

private:
    Result<std::unique_ptr<T>> borrow()
    {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return !idle_.empty() || open_ < kLimit; });
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++open_;
        lock.unlock();
        auto connection = T::open(folder_, Access::kReadOnly);
        if (!connection) {
            lock.lock();
            --open_;
            returned_.notify_one();
        }
        return connection;
    }

    void give_back(std::unique_ptr<T> connection)
    {
        {
            const std::scoped_lock lock(mutex_);
            idle_.push_back(std::move(connection));
        }
        returned_.notify_one();
    }

    std::filesystem::path folder_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<T>> idle_;
    std::size_t open_ = 0;
};

}  // namespace archi::storage
