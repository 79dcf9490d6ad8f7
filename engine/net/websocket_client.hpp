#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace archi::net {

/// One blocking WebSocket connection. Not for sharing between threads.
class WebSocketClient {
public:
    /// `url` as in net/url.hpp. `origin` is sent as a browser would; empty: none.
    /// Errors: kUnavailable, kPermission (the server refuses), kInvalidArgument.
    [[nodiscard]] static Result<WebSocketClient> connect(
        std::string_view url, std::string_view origin = {},
        std::chrono::milliseconds timeout = std::chrono::seconds(10));
    ~WebSocketClient();
    WebSocketClient(const WebSocketClient&) = delete;
    WebSocketClient& operator=(const WebSocketClient&) = delete;
    WebSocketClient(WebSocketClient&&) noexcept;
    WebSocketClient& operator=(WebSocketClient&&) noexcept;

    [[nodiscard]] Result<void> send(std::string_view text);
    /// The next message. Errors: kUnavailable when the server has closed or `timeout` is over;
    /// after a time-out the connection cannot be used any more.
    [[nodiscard]] Result<std::string> receive(std::chrono::milliseconds timeout);

private:
    class Implementation;
    explicit WebSocketClient(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::net
