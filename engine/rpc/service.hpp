#pragma once
// JSON-RPC 2.0 for one chain, over HTTP and WebSocket.
// Sources: JSON-RPC 2.0; execution-apis; EIP-1898, 7966; geth's debug_
// and txpool_ shapes; the ZK Stack's zks_ names.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "chain/chain.hpp"
#include "net/handler.hpp"

namespace archi::rpc {

using std::chrono::milliseconds;

/// What one request, or everybody together, may cost.
struct Limits {
    std::size_t batch_calls = 1'000;                ///< calls in one batch
    std::size_t batch_response_bytes = 64U << 20U;  ///< later calls of the batch get -32003
    std::size_t log_blocks = 100'000;               ///< block range of one log query
    std::size_t log_results = 10'000;               ///< logs of one answer
    std::uint64_t call_gas = 50'000'000;    ///< eth_call and friends, if less than asked for
    std::size_t trace_bytes = 128U << 20U;  ///< of one structLogs trace
    std::size_t filters = 1'000;
    std::size_t subscriptions = 10'000;
    std::size_t subscriptions_per_channel = 100;
    std::size_t waiting_sends = 1'024;  ///< eth_sendRawTransactionSync at the same time
    milliseconds longest_wait{10'000};  ///< of one of them
    milliseconds default_wait{2'000};
    milliseconds filter_lifetime{300'000};  ///< since it was last asked
};

struct Options {
    std::string client_version;  ///< as web3_clientVersion gives it
    Limits limits;
};

/// Who asks.
struct Caller {
    bool from_browser = false;              ///< the request had an Origin: no archi_ methods
    std::shared_ptr<net::Channel> channel;  ///< null over HTTP: no subscriptions
};

class Service : public net::Handler {
public:
    Service(std::shared_ptr<chain::Chain> chain, Options options);
    /// As stop.
    ~Service() override;
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Answers one JSON-RPC request or batch: `body` is any bytes at all. `done` gets the response,
    /// "" if there were only notifications; it is called once, here or later on another thread.
    void handle(std::string_view body, const Caller& caller,
                const std::function<void(std::string)>& done);

    /// Ends every wait and subscription; to be called before the server stops. Idempotent.
    void stop();

    void on_request(net::Request request, net::Responder respond) override;
    bool on_open(const std::shared_ptr<net::Channel>& channel) override;
    void on_text(const std::shared_ptr<net::Channel>& channel, std::string text) override;
    void on_close(const std::shared_ptr<net::Channel>& channel) override;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::rpc
