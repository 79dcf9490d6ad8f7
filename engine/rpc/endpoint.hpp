#pragma once
// A chain's JSON-RPC on its port.

#include <memory>

#include "base/result.hpp"
#include "chain/chain.hpp"
#include "net/pool.hpp"

namespace archi::rpc {

/// Serves one chain over HTTP and WebSocket on config().rpc_host:rpc_port.
class Endpoint {
public:
    /// Errors: kBusy (port in use; names the address), kInvalidArgument, kPermission.
    [[nodiscard]] static Result<std::unique_ptr<Endpoint>> start(
        net::Pool& pool, std::shared_ptr<chain::Chain> chain);
    /// Stops serving: open connections are closed, requests in flight are answered.
    ~Endpoint();
    Endpoint(const Endpoint&) = delete;
    Endpoint& operator=(const Endpoint&) = delete;

private:
    class Implementation;
    explicit Endpoint(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::rpc
