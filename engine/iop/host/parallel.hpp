#pragma once
// A few threads that share loops. What a loop computes must not depend on who runs which part.

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace archi::iop {

class Workers {
public:
    /// The calling thread is one of `threads`; at least one.
    explicit Workers(unsigned threads);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    [[nodiscard]] unsigned threads() const { return static_cast<unsigned>(threads_.size()) + 1; }

    /// Calls body(begin, end) for ranges that make up [0, count), each of `grain` indices but the
    /// last, and returns when all are done. Loops may not be nested, nor started by two threads.
    /// `body` must not throw.
    void for_ranges(std::size_t count, std::size_t grain,
                    const std::function<void(std::size_t begin, std::size_t end)>& body);

private:
    struct Loop {
        const std::function<void(std::size_t, std::size_t)>* body = nullptr;
        std::size_t count = 0, grain = 0, next = 0;
    };

    void serve(const std::stop_token& stop);
    /// Runs ranges until none is left. Takes and gives the lock held.
    void take_part(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::condition_variable done_;
    Loop loop_;
    unsigned running_ = 0;  ///< threads inside a body
    std::vector<std::jthread> threads_;
};

}  // namespace archi::iop
