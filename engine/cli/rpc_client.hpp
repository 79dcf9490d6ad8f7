#pragma once
// JSON-RPC from the client's side, as any wallet would use it.

#include <boost/json/value.hpp>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "base/u256.hpp"
#include "net/client.hpp"

namespace archi::cli {

class RpcClient {
public:
    [[nodiscard]] static Result<RpcClient> create(const std::string& url);

    /// The `result` of one call. A JSON-RPC error becomes an Error with its message.
    [[nodiscard]] Result<boost::json::value> call(std::string_view method,
                                                  boost::json::array params);
    [[nodiscard]] Result<u256> quantity(std::string_view method, boost::json::array params);
    [[nodiscard]] Result<u256> balance(const Address& address);
    [[nodiscard]] Result<Hash> send_raw(bytes_view transaction);

private:
    explicit RpcClient(net::Client client) : client_(std::move(client)) {}
    net::Client client_;
};

}  // namespace archi::cli
