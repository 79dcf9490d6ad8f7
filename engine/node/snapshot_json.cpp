#include "node/snapshot_json.hpp"

#include <array>
#include <boost/json.hpp>
#include <stdexcept>
#include <utility>

#include "base/hex.hpp"
#include "node/layout.hpp"

namespace archi::node {
namespace {

namespace json = boost::json;

constexpr std::array kCodes{
    std::pair{ErrorCode::kInvalidArgument, "invalid-argument"},
    std::pair{ErrorCode::kNotFound, "not-found"},
    std::pair{ErrorCode::kAlreadyExists, "already-exists"},
    std::pair{ErrorCode::kBusy, "busy"},
    std::pair{ErrorCode::kUnavailable, "unavailable"},
    std::pair{ErrorCode::kLimitExceeded, "limit-exceeded"},
    std::pair{ErrorCode::kCorrupt, "corrupt"},
    std::pair{ErrorCode::kNoSpace, "no-space"},
    std::pair{ErrorCode::kPermission, "permission"},
    std::pair{ErrorCode::kUnsupported, "unsupported"},
    std::pair{ErrorCode::kInternal, "internal"},
};

constexpr std::array kPhases{chain::Phase::kStopped,  chain::Phase::kStarting,
                             chain::Phase::kRunning,  chain::Phase::kDegraded,
                             chain::Phase::kStopping, chain::Phase::kFailed};

json::object metrics_object(const chain::Metrics& metrics)
{
    return {
        {"block", metrics.block_number},
        {"block_unix_ms", metrics.block_time_unix_ms},
        {"transactions", metrics.transactions},
        {"transactions_per_second", metrics.transactions_per_second},
        {"pending", metrics.pending},
        {"sealed_batches", metrics.sealed_batches},
        {"open_batch_transactions", metrics.open_batch_transactions},
        {"base_fee_wei", metrics.base_fee},
        {"disk_bytes", metrics.disk_bytes},
    };
}

json::object state_object(const chain::State& state)
{
    json::object object{{"phase", chain::to_string(state.phase)},
                        {"since_unix_ms", state.since_unix_ms}};
    if (!state.detail.empty()) object["detail"] = state.detail;
    if (!state.cure.empty()) object["cure"] = state.cure;
    return object;
}

json::object chain_object(const ChainSnapshot& chain)
{
    json::object object{
        {"name", chain.name},
        {"chain_id", chain.chain_id},
        {"data", chain.data_mode == chain::DataMode::kRollup ? "rollup" : "validium"},
        {"rpc", chain.rpc_url},
        {"state", state_object(chain.state)},
        {"block_time_ms", chain.config.block_time.count()},
        {"proven", chain.metrics.proven},
        {"metrics", nullptr},
    };
    if (chain.is_open) object["metrics"] = metrics_object(chain.metrics);
    return object;
}

json::value mainland_value(const std::optional<MainlandSnapshot>& mainland)
{
    if (!mainland) return nullptr;
    json::object object{{"name", kMainland},
                        {"rpc", mainland->url},
                        {"embedded", mainland->is_embedded},
                        {"chain_id", nullptr},
                        {"chain", nullptr},
                        {"settling", state_object(mainland->settling)},
                        {"bridgehub", nullptr}};
    if (mainland->chain_id != 0) object["chain_id"] = mainland->chain_id;
    if (mainland->chain) object["chain"] = chain_object(*mainland->chain);
    if (mainland->bridgehub) object["bridgehub"] = hex::encode(*mainland->bridgehub);
    return object;
}

chain::Metrics metrics_from(const json::value& value)
{
    chain::Metrics metrics;
    metrics.block_number = value.at("block").to_number<std::uint64_t>();
    metrics.block_time_unix_ms = value.at("block_unix_ms").to_number<std::int64_t>();
    metrics.transactions = value.at("transactions").to_number<std::uint64_t>();
    metrics.transactions_per_second = value.at("transactions_per_second").to_number<double>();
    metrics.pending = value.at("pending").to_number<std::uint64_t>();
    metrics.sealed_batches = value.at("sealed_batches").to_number<std::uint64_t>();
    metrics.open_batch_transactions =
        value.at("open_batch_transactions").to_number<std::uint64_t>();
    metrics.base_fee = value.at("base_fee_wei").to_number<std::uint64_t>();
    metrics.disk_bytes = value.at("disk_bytes").to_number<std::uint64_t>();
    return metrics;
}

chain::State state_from(const json::value& value)
{
    const auto& object = value.as_object();
    chain::State state;
    for (const auto phase : kPhases)
        if (object.at("phase").as_string() == chain::to_string(phase)) state.phase = phase;
    if (const auto* detail = object.if_contains("detail")) state.detail = detail->as_string();
    if (const auto* cure = object.if_contains("cure")) state.cure = cure->as_string();
    state.since_unix_ms = object.at("since_unix_ms").to_number<std::int64_t>();
    return state;
}

ChainSnapshot chain_from(const json::value& value)
{
    ChainSnapshot chain;
    chain.name = value.at("name").as_string();
    chain.chain_id = value.at("chain_id").to_number<std::uint64_t>();
    chain.data_mode = value.at("data").as_string() == "validium" ? chain::DataMode::kValidium
                                                                 : chain::DataMode::kRollup;
    chain.rpc_url = value.at("rpc").as_string();
    chain.state = state_from(value.at("state"));

    if (const auto& metrics = value.at("metrics"); !metrics.is_null()) {
        chain.is_open = true;
        chain.metrics = metrics_from(metrics);
    }
    chain.metrics.proven = value.at("proven").as_bool();

    chain.config.name = chain.name;
    chain.config.chain_id = chain.chain_id;
    chain.config.data_mode = chain.data_mode;
    chain.config.block_time =
        chain::milliseconds(value.at("block_time_ms").to_number<std::int64_t>());
    return chain;
}

/// Throws for what mainland_value does not write.
std::optional<MainlandSnapshot> mainland_from(const json::value& value)
{
    if (value.is_null()) return std::nullopt;
    MainlandSnapshot mainland;
    mainland.url = value.at("rpc").as_string();
    mainland.is_embedded = value.at("embedded").as_bool();
    if (const auto& id = value.at("chain_id"); !id.is_null())
        mainland.chain_id = id.to_number<std::uint64_t>();
    if (const auto& chain = value.at("chain"); !chain.is_null()) mainland.chain = chain_from(chain);
    mainland.settling = state_from(value.at("settling"));
    if (const auto& hub = value.at("bridgehub"); !hub.is_null()) {
        const auto address = hex::decode_fixed<Address>(std::string_view(hub.as_string()));
        if (!address) throw std::invalid_argument("no address");
        mainland.bridgehub = *address;
    }
    return mainland;
}

std::unexpected<Error> bad_answer(const std::string& what)
{
    return failure(ErrorCode::kCorrupt, "the process that runs the world sent a bad " + what);
}

}  // namespace

std::string to_json(const ChainSnapshot& chain)
{
    return json::serialize(chain_object(chain));
}

std::string to_json(const WorldSnapshot& snapshot)
{
    json::array chains;
    for (const auto& chain : snapshot.chains)
        chains.push_back(chain_object(chain));
    return json::serialize(json::object{{"world", snapshot.path},
                                        {"mainland", mainland_value(snapshot.mainland)},
                                        {"chains", std::move(chains)}});
}

Result<WorldSnapshot> parse_snapshot(const std::string& text)
{
    try {
        const auto value = json::parse(text);
        WorldSnapshot snapshot;
        snapshot.path = value.at("world").as_string();
        snapshot.mainland = mainland_from(value.at("mainland"));
        for (const auto& chain : value.at("chains").as_array())
            snapshot.chains.push_back(chain_from(chain));
        return snapshot;
    } catch (const std::exception&) {
        return bad_answer("snapshot");
    }
}

std::string to_json(const chain::ReplayReport& report)
{
    return json::serialize(json::object{{"agrees", true},
                                        {"blocks", report.blocks},
                                        {"transactions", report.transactions},
                                        {"batches", report.batches},
                                        {"commitment", hex::encode(report.last_commitment)}});
}

Result<chain::ReplayReport> parse_replay_report(const std::string& text)
{
    try {
        const auto value = json::parse(text);
        chain::ReplayReport report;
        report.blocks = value.at("blocks").to_number<std::uint64_t>();
        report.transactions = value.at("transactions").to_number<std::uint64_t>();
        report.batches = value.at("batches").to_number<std::uint64_t>();
        const auto commitment =
            hex::decode_fixed<Hash>(std::string_view(value.at("commitment").as_string()));
        if (!commitment) return bad_answer("report");
        report.last_commitment = *commitment;
        return report;
    } catch (const std::exception&) {
        return bad_answer("report");
    }
}

std::string to_json(const WitnessReport& report)
{
    return json::serialize(json::object{{"batch", report.batch},
                                        {"transactions", report.transactions},
                                        {"bytes", report.bytes},
                                        {"output", hex::encode(report.output)}});
}

Result<WitnessReport> parse_witness_report(const std::string& text)
{
    try {
        const auto value = json::parse(text);
        const auto output = hex::decode(std::string_view(value.at("output").as_string()));
        if (!output) return bad_answer("report");
        return WitnessReport{.batch = value.at("batch").to_number<std::uint64_t>(),
                             .transactions = value.at("transactions").to_number<std::uint64_t>(),
                             .bytes = value.at("bytes").to_number<std::uint64_t>(),
                             .output = *output};
    } catch (const std::exception&) {
        return bad_answer("report");
    }
}

const char* to_string(ErrorCode code)
{
    for (const auto& [known, word] : kCodes)
        if (known == code) return word;
    return "internal";
}

ErrorCode parse_error_code(const std::string& word)
{
    for (const auto& [code, known] : kCodes)
        if (word == known) return code;
    return ErrorCode::kInternal;
}

}  // namespace archi::node
