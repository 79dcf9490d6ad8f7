#pragma once
// Binding and accepting: private to this library.

#include <memory>

#include "net/server_core.hpp"

namespace archi::net {

/// An open, listening socket as ServerOptions says, on a strand of `io`.
[[nodiscard]] Result<Acceptor> listen(const asio::any_io_executor& io,
                                      const ServerOptions& options);

/// Accepts until the acceptor is closed. Out of file descriptors: waits and tries again.
[[nodiscard]] asio::awaitable<void> accept_connections(std::shared_ptr<ServerCore> core,
                                                       std::shared_ptr<Acceptor> acceptor,
                                                       asio::any_io_executor io);

}  // namespace archi::net
