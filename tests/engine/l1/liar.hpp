#pragma once
// An L1 that says what a test wants it to say.

#include <memory>
#include <string>

#include "l1/client.hpp"
#include "net/server.hpp"

namespace archi::test {

/// A server that answers every request with the same text.
class Liar final : public net::Handler {
public:
    explicit Liar(std::string text) : text_(std::move(text)) {}

    void on_request(net::Request, net::Responder respond) override
    {
        respond({.status = 200, .body = text_});
    }
    bool on_open(const std::shared_ptr<net::Channel>&) override { return false; }
    void on_text(const std::shared_ptr<net::Channel>&, std::string) override {}
    void on_close(const std::shared_ptr<net::Channel>&) override {}

private:
    std::string text_;
};

/// What `ask` makes of an L1 that answers `result`, or of any other text.
template <typename Ask>
auto against(std::string text, Ask ask)
{
    net::Pool pool;
    const auto server =
        net::Server::start(pool, {}, std::make_shared<Liar>(std::move(text))).value();
    auto client = l1::Client::create("http://127.0.0.1:" + std::to_string(server->port())).value();
    return ask(client);
}

inline std::string result(const std::string& json)
{
    return R"({"jsonrpc":"2.0","id":1,"result":)" + json + "}";
}

inline std::string word(char digit)
{
    return "\"0x" + std::string(64, digit) + '"';
}

inline std::string log_json(const std::string& block, const std::string& index,
                            const std::string& more = "")
{
    return R"({"address":"0x1111111111111111111111111111111111111111","topics":[)" + word('2') +
           R"(],"data":"0x","blockNumber":")" + block + R"(","blockHash":)" + word('3') +
           R"(,"transactionHash":)" + word('4') + R"(,"logIndex":")" + index + '"' + more + "}";
}

}  // namespace archi::test
