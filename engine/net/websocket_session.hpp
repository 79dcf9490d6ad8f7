#pragma once
// The life of one WebSocket connection: private to this library.

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>

#include "net/server_core.hpp"

namespace archi::net {

/// Accepts the upgrade `message` asks for and carries messages both ways until either side ends.
/// `request` is the same request, as the handler sees it.
[[nodiscard]] asio::awaitable<void> serve_websocket(
    std::shared_ptr<ServerCore> core, std::shared_ptr<Connection> connection, Request request,
    beast::http::request<beast::http::string_body> message);

}  // namespace archi::net
