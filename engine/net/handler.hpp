#pragma once

#include <memory>
#include <string>

#include "net/channel.hpp"
#include "net/message.hpp"
#include "net/responder.hpp"

namespace archi::net {

/// What a server serves. Every method runs on a work thread of the pool, many at a time.
class Handler {
public:
    virtual ~Handler() = default;

    /// Answer by calling `respond` once, before returning or later.
    virtual void on_request(Request request, Responder respond) = 0;

    /// A client upgraded to WebSocket. False refuses it (status 403).
    virtual bool on_open(const std::shared_ptr<Channel>& channel) = 0;
    /// One whole message. Messages of one channel come one after another; the next is read from the
    /// socket only when this returns.
    virtual void on_text(const std::shared_ptr<Channel>& channel, std::string text) = 0;
    /// The connection is gone; comes after the last on_text.
    virtual void on_close(const std::shared_ptr<Channel>& channel) = 0;
};

}  // namespace archi::net
