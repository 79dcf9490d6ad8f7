#include "cli/rpc_client.hpp"

#include <boost/json.hpp>

#include "base/hex.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;

std::unexpected<Error> nonsense(std::string_view method)
{
    return failure(ErrorCode::kCorrupt, "the answer to " + std::string(method) + " makes no sense");
}

}  // namespace

Result<RpcClient> RpcClient::create(const std::string& url)
{
    auto client = net::Client::create(url);
    if (!client) return std::unexpected(client.error());
    return RpcClient(std::move(*client));
}

Result<json::value> RpcClient::call(std::string_view method, json::array params)
{
    const auto answer = client_.post(json::serialize(json::object{
        {"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(params)}}));
    if (!answer) return std::unexpected(answer.error());
    try {
        const auto body = json::parse(answer->body).as_object();
        if (const auto* error = body.if_contains("error"))
            return failure(ErrorCode::kUnavailable, std::string(error->at("message").as_string()));
        return body.at("result");
    } catch (const std::exception&) {
        return nonsense(method);
    }
}

Result<u256> RpcClient::quantity(std::string_view method, json::array params)
{
    const auto result = call(method, std::move(params));
    if (!result) return std::unexpected(result.error());
    if (!result->is_string()) return nonsense(method);
    const auto value = hex::decode_quantity(std::string_view(result->get_string()));
    if (!value) return nonsense(method);
    return *value;
}

Result<u256> RpcClient::balance(const Address& address)
{
    return quantity("eth_getBalance", {hex::encode(address), "latest"});
}

Result<Hash> RpcClient::send_raw(bytes_view transaction)
{
    const auto result = call("eth_sendRawTransaction", {hex::encode(transaction)});
    if (!result) return std::unexpected(result.error());
    if (!result->is_string()) return nonsense("eth_sendRawTransaction");
    const auto hash = hex::decode_fixed<Hash>(std::string_view(result->get_string()));
    if (!hash) return nonsense("eth_sendRawTransaction");
    return *hash;
}

}  // namespace archi::cli
