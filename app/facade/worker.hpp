#pragma once
// One thread that does what would block the window, in the order it was asked.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace archi::app {

class Worker {
public:
    Worker();
    /// Finishes the job in hand and drops the others.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void post(std::function<void()> job);

private:
    void run(const std::stop_token& stop);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<std::function<void()>> jobs_;
    std::jthread thread_;
};

}  // namespace archi::app
