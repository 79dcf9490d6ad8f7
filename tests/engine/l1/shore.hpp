#pragma once
// A mainland that runs, with its RPC on a port.

#include <algorithm>

#include "base/abi.hpp"
#include "engine/chain/chain_folder.hpp"
#include "engine/l1/liar.hpp"
#include "rpc/endpoint.hpp"

namespace archi::test {

class Shore {
public:
    explicit Shore(std::uint64_t chain_id = 31'337,
                   chain::milliseconds block_time = chain::milliseconds(100))
    {
        auto config = small_config();
        config.role = chain::Role::kMainland;
        config.chain_id = chain_id;
        config.block_time = block_time;
        config.batch_time = std::max(config.batch_time, block_time);
        {
            // A port that is free now.
            const auto probe = net::Server::start(pool_, {}, std::make_shared<Liar>("")).value();
            config.rpc_port = probe->port();
        }
        url_ = "http://127.0.0.1:" + std::to_string(config.rpc_port);
        chain = folder_.open(config).value();
        come_back();
        chain->start();
    }

    /// Nobody answers any more; the chain is kept.
    void go_down() { endpoint_.reset(); }
    void come_back() { endpoint_ = rpc::Endpoint::start(pool_, chain).value(); }
    [[nodiscard]] const std::string& url() const { return url_; }

    [[nodiscard]] l1::Client client() const { return l1::Client::create(url_).value(); }
    /// What a view without arguments gives.
    [[nodiscard]] Bytes ask(const Address& contract, const char* signature) const
    {
        const auto outcome =
            client().call({.to = contract, .data = abi::Encoder(signature).finish()}).value();
        if (outcome.reverted) qFatal("%s reverted", signature);
        return outcome.data;
    }

private:
    ChainFolder folder_;
    net::Pool pool_;
    std::string url_;
    std::unique_ptr<rpc::Endpoint> endpoint_;

public:
    std::shared_ptr<chain::Chain> chain;
};

}  // namespace archi::test
