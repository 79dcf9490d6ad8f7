#pragma once
// The life of one HTTP connection: private to this library.

#include <memory>

#include "net/server_core.hpp"

namespace archi::net {

/// Reads requests, has them handled and writes the answers, one after another, until either side
/// ends; goes on as a WebSocket session when the client upgrades. Leaves `core` at its end.
[[nodiscard]] asio::awaitable<void> serve_connection(std::shared_ptr<ServerCore> core,
                                                     std::shared_ptr<Connection> connection);

}  // namespace archi::net
