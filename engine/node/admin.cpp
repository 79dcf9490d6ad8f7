#include "node/admin.hpp"

#include <boost/json.hpp>
#include <map>

#include "base/hex.hpp"
#include "node/snapshot_json.hpp"

namespace archi::node {
namespace {

namespace json = boost::json;

json::value chain_summary(const chain::Config& config)
{
    return {{"name", config.name}, {"chain_id", config.chain_id}, {"rpc_port", config.rpc_port}};
}

Result<json::value> nothing(const Result<void>& result)
{
    if (!result) return std::unexpected(result.error());
    return json::value(nullptr);
}

Result<json::value> summary(const Result<chain::Config>& result)
{
    if (!result) return std::unexpected(result.error());
    return chain_summary(*result);
}

std::string text(const json::object& params, const char* key)
{
    return std::string(params.at(key).as_string());
}

ChainRequest chain_request(const json::object& params)
{
    ChainRequest request;
    request.name = text(params, "name");
    if (const auto* id = params.if_contains("chain_id"))
        request.chain_id = id->to_number<std::uint64_t>();
    if (const auto* time = params.if_contains("block_time_ms"))
        request.block_time = chain::milliseconds(time->to_number<std::int64_t>());
    if (const auto* port = params.if_contains("rpc_port"))
        request.rpc_port = port->to_number<std::uint16_t>();
    if (params.contains("l1")) request.l1 = text(params, "l1");
    if (const auto* data = params.if_contains("data"))
        request.data_mode =
            data->as_string() == "validium" ? chain::DataMode::kValidium : chain::DataMode::kRollup;
    return request;
}

using Method = std::function<Result<json::value>(const json::object& params)>;

std::map<std::string, Method, std::less<>> methods(Control& control,
                                                   const std::function<void()>& shut_down)
{
    return {
        {"status",
         [&](const json::object&) -> Result<json::value> {
             const auto status = control.status();
             if (!status) return std::unexpected(status.error());
             return json::parse(to_json(*status));
         }},
        {"create",
         [&](const json::object& params) {
             return summary(control.create_chain(chain_request(params), {}));
         }},
        {"start",
         [&](const json::object& params) {
             return nothing(control.start_chain(text(params, "name"), {}));
         }},
        {"stop",
         [&](const json::object& params) {
             return nothing(control.stop_chain(text(params, "name")));
         }},
        {"restart",
         [&](const json::object& params) {
             return nothing(control.restart_chain(text(params, "name"), {}));
         }},
        {"delete",
         [&](const json::object& params) {
             return nothing(control.delete_chain(text(params, "name")));
         }},
        {"export",
         [&](const json::object& params) {
             return nothing(control.export_chain(text(params, "name"), text(params, "file"), {}));
         }},
        {"import",
         [&](const json::object& params) {
             std::optional<std::string> name;
             if (params.contains("name")) name = text(params, "name");
             return summary(control.import_chain(text(params, "file"), name, {}));
         }},
        {"check",
         [&](const json::object& params) -> Result<json::value> {
             const auto report = control.check_chain(text(params, "name"), {});
             if (!report) return std::unexpected(report.error());
             return json::parse(to_json(*report));
         }},
        {"witness",
         [&](const json::object& params) -> Result<json::value> {
             std::optional<std::uint64_t> batch;
             if (params.contains("batch")) batch = params.at("batch").to_number<std::uint64_t>();
             const auto report =
                 control.write_witness(text(params, "name"), batch, text(params, "file"));
             if (!report) return std::unexpected(report.error());
             return json::parse(to_json(*report));
         }},
        {"batches",
         [&](const json::object& params) -> Result<json::value> {
             const auto list = control.batches(text(params, "name"),
                                               params.at("count").to_number<std::uint64_t>());
             if (!list) return std::unexpected(list.error());
             return json::parse(to_json(*list));
         }},
        {"send",
         [&](const json::object& params) -> Result<json::value> {
             const auto hash = control.send({.from = text(params, "from"),
                                             .to = text(params, "to"),
                                             .amount = text(params, "amount")});
             if (!hash) return std::unexpected(hash.error());
             return json::value(hex::encode(*hash));
         }},
        {"transfers",
         [&](const json::object& params) -> Result<json::value> {
             const auto list = control.transfers(params.at("limit").to_number<std::size_t>());
             if (!list) return std::unexpected(list.error());
             return json::parse(to_json(*list));
         }},
        {"transfer",
         [&](const json::object& params) -> Result<json::value> {
             const auto id = hex::decode_fixed<Hash>(text(params, "id"));
             if (!id) return failure(ErrorCode::kInvalidArgument, "no hash of 32 bytes");
             const auto transfer = control.transfer(*id);
             if (!transfer) return std::unexpected(transfer.error());
             return json::parse(to_json(*transfer));
         }},
        {"shutdown",
         [shut_down](const json::object&) -> Result<json::value> {
             shut_down();
             return json::value(nullptr);
         }},
    };
}

class AdminHandler final : public net::Handler {
public:
    AdminHandler(Control& control, const std::function<void()>& shut_down)
        : methods_(methods(control, shut_down))
    {
    }

    void on_request(net::Request request, net::Responder respond) override
    {
        auto result = call(request.body);
        json::object answer;
        if (result) {
            answer["result"] = std::move(*result);
        } else {
            answer["error"] = {{"code", to_string(result.error().code)},
                               {"sentence", describe(result.error())}};
        }
        respond(
            {.status = 200, .content_type = "application/json", .body = json::serialize(answer)});
    }

    bool on_open(const std::shared_ptr<net::Channel>&) override { return false; }
    void on_text(const std::shared_ptr<net::Channel>&, std::string) override {}
    void on_close(const std::shared_ptr<net::Channel>&) override {}

private:
    [[nodiscard]] Result<json::value> call(const std::string& body) const
    {
        try {
            const auto request = json::parse(body).as_object();
            const auto method = methods_.find(text(request, "method"));
            if (method == methods_.end())
                return failure(ErrorCode::kUnsupported, "this process knows no such request");
            return method->second(request.at("params").as_object());
        } catch (const std::exception&) {
            return failure(ErrorCode::kInvalidArgument, "malformed admin request");
        }
    }

    const std::map<std::string, Method, std::less<>> methods_;
};

}  // namespace

Result<std::unique_ptr<AdminServer>> AdminServer::start(
    net::Pool& pool, const std::filesystem::path& socket, Control& control,
    const std::function<void()>& on_shutdown_request)
{
    net::ServerOptions options;
    options.unix_path = socket;
    options.cors_origins.clear();
    auto server = net::Server::start(pool, std::move(options),
                                     std::make_shared<AdminHandler>(control, on_shutdown_request));
    if (!server) return std::unexpected(server.error());
    return std::unique_ptr<AdminServer>(new AdminServer(std::move(*server)));
}

}  // namespace archi::node
