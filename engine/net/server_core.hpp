#pragma once
// What all connections of one server share: private to this library.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "net/connection.hpp"
#include "net/server.hpp"

namespace archi::net {

class ServerCore {
public:
    ServerCore(Pool& server_pool, ServerOptions server_options,
               std::shared_ptr<Handler> server_handler);

    Pool& pool;
    const ServerOptions options;
    const std::shared_ptr<Handler> handler;
    std::atomic<std::size_t> requests_in_flight{0};

    [[nodiscard]] bool is_stopping() const { return stopping_; }

    /// Null if the server is full or stopping: the socket closes.
    [[nodiscard]] std::shared_ptr<Connection> admit(Socket socket);
    void leave(const std::shared_ptr<Connection>& connection);
    [[nodiscard]] std::size_t connections() const;

    /// The accept loop counts as one who must have left before the server is gone.
    void accepting(bool is_accepting);

    /// Admits no more, and asks every connection to end.
    void begin_stop();
    void close_all();
    /// True when nobody is left; false after `timeout`.
    [[nodiscard]] bool wait_until_empty(milliseconds timeout);

private:
    void for_each_on_its_strand(void (Connection::*action)());

    std::atomic<bool> stopping_{false};
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool accepting_ = false;
    std::set<std::shared_ptr<Connection>> connections_;
    std::map<std::string, std::size_t> per_peer_;
};

}  // namespace archi::net
