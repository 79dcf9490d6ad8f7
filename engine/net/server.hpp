#pragma once
// HTTP/1.1 with keep-alive and WebSocket on one port, or on a Unix-domain socket.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "net/handler.hpp"
#include "net/pool.hpp"

namespace archi::net {

using std::chrono::milliseconds;

/// Bounds that keep any client, or thousands of them, from costing more than is stated here.
struct Limits {
    std::size_t body_bytes = 16U << 20U;        ///< of one request or WebSocket message; else 413
    std::size_t header_bytes = 16U << 10U;      ///< of one request; else 431
    std::size_t connections = 16'384;           ///< in total; more are closed at once
    std::size_t connections_per_peer = 16'384;  ///< from one address
    std::size_t requests_in_flight = 1'024;     ///< HTTP requests being handled; else 503
    std::size_t channel_queue_bytes = 16U << 20U;  ///< unsent messages of one WebSocket
    milliseconds idle_timeout{120'000};            ///< between two requests, or WebSocket silence
    milliseconds request_timeout{30'000};          ///< from a request's first byte to its last
    milliseconds write_timeout{60'000};  ///< for one whole response; WebSockets: idle_timeout
};

struct ServerOptions {
    // Where: a TCP address, or a Unix socket if `unix_path` is set.
    std::string address = "127.0.0.1";  ///< numeric IPv4 or IPv6
    std::uint16_t port = 0;             ///< 0: any free one, see Server::port
    std::filesystem::path unix_path;    ///< readable and writable by this user only

    /// Host headers that are served besides 127.0.0.1, localhost, [::1] and `address` itself; all
    /// others get 403, so that no foreign web page reaches this server by rebinding its name. "*"
    /// allows every name. Unix sockets are not checked.
    std::vector<std::string> allowed_hosts;
    /// Origins whose scripts may read answers (CORS). "*" allows all; empty allows none. The
    /// handler sees every Origin and may be stricter.
    std::vector<std::string> cors_origins = {"*"};

    Limits limits;
};

class Server {
public:
    /// Binds and serves. Errors: kBusy (somebody listens there already), kInvalidArgument (no such
    /// address here, path too long), kPermission.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(Pool& pool, ServerOptions options,
                                                               std::shared_ptr<Handler> handler);
    /// As stop.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// The port in use; 0 on a Unix socket.
    [[nodiscard]] std::uint16_t port() const;
    /// Open connections.
    [[nodiscard]] std::size_t connections() const;

    /// Takes no more connections, lets requests in flight finish (5 s at most), closes everything
    /// and returns when the last connection is gone. Not to be called from a handler. Idempotent.
    void stop();

private:
    class Implementation;
    explicit Server(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::net
