// The client side of the admin socket.

#include <unistd.h>

#include <boost/json.hpp>
#include <mutex>

#include "base/hex.hpp"
#include "net/client.hpp"
#include "node/control.hpp"
#include "node/layout.hpp"
#include "node/snapshot_json.hpp"

namespace archi::node {
namespace {

namespace json = boost::json;

class Remote final : public RemoteControl {
public:
    explicit Remote(net::Client client) : client_(std::move(client)) {}

    Result<WorldSnapshot> status() override
    {
        const auto result = call("status", {});
        if (!result) return std::unexpected(result.error());
        return parse_snapshot(json::serialize(*result));
    }

    Result<chain::Config> create_chain(const ChainRequest& request, const Progress&) override
    {
        json::object params{{"name", request.name}};
        if (request.chain_id) params["chain_id"] = *request.chain_id;
        if (request.block_time) params["block_time_ms"] = request.block_time->count();
        if (request.rpc_port) params["rpc_port"] = *request.rpc_port;
        if (!request.l1.empty()) params["l1"] = request.l1;
        params["data"] = request.data_mode == chain::DataMode::kValidium ? "validium" : "rollup";
        return config_of(call("create", std::move(params)));
    }

    Result<void> start_chain(const std::string& name, const Progress&) override
    {
        return done(call("start", {{"name", name}}));
    }
    Result<void> stop_chain(const std::string& name) override
    {
        return done(call("stop", {{"name", name}}));
    }
    Result<void> restart_chain(const std::string& name, const Progress&) override
    {
        return done(call("restart", {{"name", name}}));
    }
    Result<void> delete_chain(const std::string& name) override
    {
        return done(call("delete", {{"name", name}}));
    }

    Result<void> export_chain(const std::string& name, const std::filesystem::path& file,
                              const Progress&) override
    {
        return done(
            call("export", {{"name", name}, {"file", std::filesystem::absolute(file).string()}}));
    }

    Result<chain::Config> import_chain(const std::filesystem::path& file,
                                       const std::optional<std::string>& new_name,
                                       const Progress&) override
    {
        json::object params{{"file", std::filesystem::absolute(file).string()}};
        if (new_name) params["name"] = *new_name;
        return config_of(call("import", std::move(params)));
    }

    Result<chain::ReplayReport> check_chain(const std::string& name, const Progress&) override
    {
        const auto result = call("check", {{"name", name}});
        if (!result) return std::unexpected(result.error());
        return parse_replay_report(json::serialize(*result));
    }

    Result<WitnessReport> write_witness(const std::string& name, std::optional<std::uint64_t> batch,
                                        const std::filesystem::path& file) override
    {
        json::object params{{"name", name}, {"file", std::filesystem::absolute(file).string()}};
        if (batch) params["batch"] = *batch;
        const auto result = call("witness", std::move(params));
        if (!result) return std::unexpected(result.error());
        return parse_witness_report(json::serialize(*result));
    }

    Result<BatchList> batches(const std::string& name, std::uint64_t count) override
    {
        const auto result = call("batches", {{"name", name}, {"count", count}});
        if (!result) return std::unexpected(result.error());
        return parse_batches(json::serialize(*result));
    }

    Result<Hash> send(const SendRequest& request) override
    {
        const auto result =
            call("send", {{"from", request.from}, {"to", request.to}, {"amount", request.amount}});
        if (!result) return std::unexpected(result.error());
        const auto* text = result->if_string();
        const auto hash = hex::decode_fixed<Hash>(text == nullptr ? std::string_view() : *text);
        if (!hash)
            return failure(ErrorCode::kCorrupt,
                           "the process that runs the world answered nonsense");
        return *hash;
    }

    Result<std::vector<bridge::Transfer>> transfers(std::size_t limit) override
    {
        const auto result = call("transfers", {{"limit", limit}});
        if (!result) return std::unexpected(result.error());
        return parse_transfers(json::serialize(*result));
    }

    Result<bridge::Transfer> transfer(const Hash& id) override
    {
        const auto result = call("transfer", {{"id", hex::encode(id)}});
        if (!result) return std::unexpected(result.error());
        auto transfers = parse_transfers(json::serialize(json::array{*result}));
        if (!transfers) return std::unexpected(transfers.error());
        return std::move(transfers->front());
    }

    Result<void> shut_down() override { return done(call("shutdown", {})); }

private:
    Result<json::value> call(const char* method, json::object params)
    {
        const std::lock_guard lock(mutex_);
        const auto answer = client_.post(
            json::serialize(json::object{{"method", method}, {"params", std::move(params)}}));
        if (!answer) return std::unexpected(answer.error());
        try {
            const auto body = json::parse(answer->body).as_object();
            if (const auto* error = body.if_contains("error")) {
                return failure(parse_error_code(std::string(error->at("code").as_string())),
                               std::string(error->at("sentence").as_string()));
            }
            return body.at("result");
        } catch (const std::exception&) {
            return failure(ErrorCode::kCorrupt,
                           "the process that runs the world answered nonsense");
        }
    }

    static Result<void> done(const Result<json::value>& result)
    {
        if (!result) return std::unexpected(result.error());
        return {};
    }

    static Result<chain::Config> config_of(const Result<json::value>& result)
    {
        if (!result) return std::unexpected(result.error());
        try {
            chain::Config config;
            config.name = result->at("name").as_string();
            config.chain_id = result->at("chain_id").to_number<std::uint64_t>();
            config.rpc_port = result->at("rpc_port").to_number<std::uint16_t>();
            return config;
        } catch (const std::exception&) {
            return failure(ErrorCode::kCorrupt,
                           "the process that runs the world answered nonsense");
        }
    }

    std::mutex mutex_;
    net::Client client_;
};

}  // namespace

Result<std::unique_ptr<RemoteControl>> attach(const std::filesystem::path& folder)
{
    const Layout layout{std::filesystem::absolute(folder)};
    net::ClientOptions options;
    options.request_timeout = std::chrono::minutes(30);  // an export of a large chain
    auto client = net::Client::create("unix:" + layout.admin_socket().string(), options);
    if (!client) return std::unexpected(client.error());
    auto remote = std::make_unique<Remote>(std::move(*client));
    if (auto alive = remote->status(); !alive) {
        return failure(ErrorCode::kUnavailable,
                       "no process answers for the world in " + folder.string());
    }
    return remote;
}

}  // namespace archi::node
