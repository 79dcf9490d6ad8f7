#pragma once
// The engine's HTTP server in a process of its own, answering every request at once.

#include <sys/types.h>
#include <string>

namespace archi::load {

class NullServer {
public:
    /// Its answer: a JSON-RPC batch of `results` transaction hashes. Forks: construct it while the
    /// process has one thread.
    explicit NullServer(unsigned results);
    ~NullServer();
    NullServer(const NullServer&) = delete;
    NullServer& operator=(const NullServer&) = delete;

    [[nodiscard]] const std::string& url() const { return url_; }

private:
    pid_t process_ = 0;
    std::string url_;
};

}  // namespace archi::load
