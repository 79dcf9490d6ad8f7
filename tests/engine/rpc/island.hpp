#pragma once
// A running chain with its RPC, and the few things tests do with it.

#include <boost/json.hpp>
#include <future>
#include <string>

#include "base/hex.hpp"
#include "engine/chain/chain_folder.hpp"
#include "rpc/service.hpp"

namespace archi::rpc::tests {

namespace json = boost::json;

class Island {
public:
    explicit Island(const Limits& limits = {}, const chain::Config& config = test::small_config())
    {
        auto opened = folder_.open(config);
        if (!opened) qFatal("%s", opened.error().sentence.c_str());
        chain = std::move(*opened);
        chain->start();
        service = std::make_shared<Service>(chain, Options{"archipelago/test", limits});
    }

    /// The response to any bytes.
    [[nodiscard]] std::string ask(std::string_view body, const Caller& caller = {}) const
    {
        std::promise<std::string> response;
        service->handle(body, caller,
                        [&](std::string text) { response.set_value(std::move(text)); });
        return response.get_future().get();
    }
    /// The whole response object to one call; `params` is JSON text.
    [[nodiscard]] json::object respond(std::string_view method, std::string_view params) const
    {
        const auto text = ask(R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(method) +
                              R"(","params":)" + std::string(params) + "}");
        return json::parse(text).as_object();
    }
    /// Its result; fails the program on an error, with the response.
    [[nodiscard]] json::value call(std::string_view method, std::string_view params = "[]") const
    {
        auto response = respond(method, params);
        if (!response.contains("result")) qFatal("%s", json::serialize(response).c_str());
        return response["result"];
    }
    /// Its error's code, 0 if there is none.
    [[nodiscard]] int error_code(std::string_view method, std::string_view params = "[]") const
    {
        auto response = respond(method, params);
        return response.contains("error") ? response["error"].at("code").to_number<int>() : 0;
    }
    [[nodiscard]] std::string error_message(std::string_view method, std::string_view params) const
    {
        return respond(method, params)["error"].at("message").as_string().c_str();
    }

    /// Sends, waits until it is in a block, and gives the receipt.
    [[nodiscard]] json::value send(const stf::Transaction& transaction,
                                   const test::Person& from = test::person(0)) const
    {
        const auto hash = call("eth_sendRawTransaction",
                               "[" + quoted(hex::encode(test::sign(transaction, from))) + "]");
        const auto bytes = hex::decode_fixed<Hash>(std::string_view(hash.as_string())).value();
        if (!chain->wait_for(bytes, std::chrono::seconds(20))) qFatal("never in a block");
        return call("eth_getTransactionReceipt", "[" + json::serialize(hash) + "]");
    }

    [[nodiscard]] static std::string quoted(std::string_view text)
    {
        return '"' + std::string(text) + '"';
    }
    [[nodiscard]] static std::string address(std::uint32_t person)
    {
        return quoted(hex::encode(test::person(person).address));
    }

private:
    test::ChainFolder folder_;

public:
    std::shared_ptr<chain::Chain> chain;
    std::shared_ptr<Service> service;
};

inline std::string text_of(const json::value& value)
{
    return value.as_string().c_str();
}

}  // namespace archi::rpc::tests
