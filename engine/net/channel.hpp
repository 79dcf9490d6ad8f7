#pragma once
// The sending side of one WebSocket connection.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "net/message.hpp"

namespace archi::net {

/// A bounded queue of outgoing messages. Safe to use from any thread. A client that reads slower
/// than messages arrive is cut off when the queue is full: memory stays bounded and nobody waits
/// for it.
class Channel {
public:
    /// `wake` is called (from any thread) whenever there is something to take, or the end; with
    /// true when the queue overflowed and the client is to be cut off.
    Channel(Request opening, std::size_t max_queued_bytes, std::function<void(bool)> wake);

    /// False if the channel is closed, or has just been closed because its queue is full.
    bool send(std::string text);
    /// Sends what is queued, then closes. Idempotent.
    void close();
    [[nodiscard]] bool is_open() const;

    /// Unique within the process.
    [[nodiscard]] std::uint64_t id() const { return id_; }
    /// The request that was upgraded: origin, peer, target.
    [[nodiscard]] const Request& opening() const { return opening_; }

    /// For the connection: the next message to write.
    [[nodiscard]] std::optional<std::string> take();

private:
    const std::uint64_t id_;
    const Request opening_;
    const std::size_t max_queued_bytes_;
    const std::function<void(bool)> wake_;
    mutable std::mutex mutex_;
    std::deque<std::string> queue_;
    std::size_t queued_bytes_ = 0;
    bool closed_ = false;
};

}  // namespace archi::net
