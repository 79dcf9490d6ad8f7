#pragma once
// The threads that a process lends to its servers: a few for sockets and timers, some for work.

#include <functional>
#include <memory>

namespace archi::net {

struct PoolOptions {
    unsigned io_threads = 1;    ///< sockets and timers; nothing long ever runs there
    unsigned work_threads = 2;  ///< handlers of requests
};

/// One event loop and one work pool, shared by every server of the process.
/// Raises the soft limit of open files to the hard one, so that thousands of idle connections fit.
class Pool {
public:
    explicit Pool(PoolOptions options = {});
    /// Finishes queued work, then joins. Every server on this pool must be gone before.
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Runs `task` on a work thread. Tasks start in the order of posting.
    void post(std::function<void()> task);

    class Implementation;
    /// For this library only.
    [[nodiscard]] Implementation& implementation() { return *implementation_; }

private:
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::net
