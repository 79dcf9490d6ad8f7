#include "l1/client.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/abi.hpp"
#include "base/hex.hpp"
#include "l1/answers.hpp"
#include "net/client.hpp"

namespace archi::l1 {
namespace {

namespace json = boost::json;

constexpr std::size_t kAnswerBytes = std::size_t{64} << 20U;
constexpr int kExecutionReverted = 3;  ///< geth's code; others have their own, with data

std::string quantity(std::uint64_t number)
{
    return hex::encode_quantity(u256(number));
}

json::value to_json(const BlockId& id)
{
    if (const auto* number = std::get_if<std::uint64_t>(&id)) return quantity(*number).c_str();
    switch (std::get<Tag>(id)) {
        case Tag::kPending:
            return "pending";
        case Tag::kSafe:
            return "safe";
        case Tag::kFinalized:
            return "finalized";
        default:
            return "latest";
    }
}

json::object to_json(const Call& call)
{
    json::object object{{"data", hex::encode(call.data)}};
    if (call.from) object["from"] = hex::encode(*call.from);
    if (call.to) object["to"] = hex::encode(*call.to);
    if (!call.value.is_zero()) object["value"] = hex::encode_quantity(call.value);
    return object;
}

template <typename T>
json::array to_json(const std::vector<T>& words)
{
    json::array list;
    for (const auto& word : words)
        list.emplace_back(hex::encode(word));
    return list;
}

/// True if `log` answers `query`.
bool fits(const Log& log, const LogQuery& query)
{
    return log.block >= query.first && log.block <= query.last &&
           (query.addresses.empty() ||
            std::ranges::find(query.addresses, log.address) != query.addresses.end()) &&
           (query.events.empty() ||
            (!log.topics.empty() &&
             std::ranges::find(query.events, log.topics[0]) != query.events.end()));
}

/// An error member: a message and perhaps the data of a revert.
struct Refusal {
    std::int64_t code = 0;
    std::string message;
    std::optional<Bytes> data;

    [[nodiscard]] bool is_revert() const { return data.has_value() || code == kExecutionReverted; }
    [[nodiscard]] std::string reason() const
    {
        const auto words = data ? abi::revert_reason(*data) : std::nullopt;
        return words.value_or(message);
    }
};

std::optional<Refusal> read_refusal(const json::value& error)
{
    const auto* object = error.if_object();
    if (object == nullptr) return std::nullopt;
    const auto* code = object->if_contains("code");
    const auto* message = object->if_contains("message");
    if (code == nullptr || !code->is_int64() || message == nullptr || !message->is_string())
        return std::nullopt;
    Refusal refusal{code->get_int64(), std::string(message->get_string()), std::nullopt};
    if (const auto* data = object->if_contains("data")) refusal.data = read_bytes(*data);
    return refusal;
}

}  // namespace

class Client::Implementation {
public:
    Implementation(std::string url, net::Client client)
        : url_(std::move(url)), client_(std::move(client))
    {
    }

    /// The result of one call, or why the node refuses it.
    Result<std::variant<json::value, Refusal>> ask(const char* method, json::array params)
    {
        const auto answer =
            client_.post(json::serialize(json::object{{"jsonrpc", "2.0"},
                                                      {"id", ++asked_},
                                                      {"method", method},
                                                      {"params", std::move(params)}}));
        if (!answer) return std::unexpected(answer.error());
        boost::system::error_code error;
        auto body = json::parse(answer->body, error);
        auto* object = error ? nullptr : body.if_object();
        const auto* id = object == nullptr ? nullptr : object->if_contains("id");
        if (id == nullptr || *id != asked_) return nonsense(method);
        if (const auto* refused = object->if_contains("error")) {
            auto refusal = read_refusal(*refused);
            if (!refusal) return nonsense(method);
            return std::move(*refusal);
        }
        auto* result = object->if_contains("result");
        if (result == nullptr) return nonsense(method);
        return std::move(*result);
    }

    /// The result, read by `read`.
    template <typename Read>
    auto get(const char* method, json::array params, Read read)
        -> Result<typename decltype(read(json::value()))::value_type>
    {
        auto answer = ask(method, std::move(params));
        if (!answer) return std::unexpected(answer.error());
        if (const auto* refusal = std::get_if<Refusal>(&*answer))
            return failure(ErrorCode::kUnavailable, refusal->message);
        auto value = read(std::get<json::value>(*answer));
        if (!value) return nonsense(method);
        return std::move(*value);
    }

    /// The same, where null is an answer.
    template <typename Read>
    auto find(const char* method, json::array params, Read read)
        -> Result<decltype(read(json::value()))>
    {
        using Found = decltype(read(json::value()));
        return get(method, std::move(params), [&](const json::value& answer) {
            if (answer.is_null()) return std::optional<Found>(Found{});
            auto value = read(answer);
            return value ? std::optional<Found>(std::move(value)) : std::nullopt;
        });
    }

    [[nodiscard]] std::unexpected<Error> nonsense(const char* method) const
    {
        return failure(ErrorCode::kCorrupt,
                       "the answer of " + url_ + " to " + std::string(method) + " makes no sense");
    }

private:
    std::string url_;
    net::Client client_;
    std::int64_t asked_ = 0;
};

Client::Client(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation))
{
}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

Result<Client> Client::create(const std::string& url)
{
    net::ClientOptions options;
    options.response_bytes = kAnswerBytes;
    auto client = net::Client::create(url, options);
    if (!client) return std::unexpected(client.error());
    return Client(std::make_unique<Implementation>(url, std::move(*client)));
}

Result<std::uint64_t> Client::chain_id()
{
    return implementation_->get("eth_chainId", {}, read_number);
}

Result<std::optional<Block>> Client::block(const BlockId& id)
{
    auto found = implementation_->find("eth_getBlockByNumber", {to_json(id), false}, read_block);
    const auto* number = std::get_if<std::uint64_t>(&id);
    if (found && *found && number != nullptr && (*found)->number != *number)
        return implementation_->nonsense("eth_getBlockByNumber");
    return found;
}

Result<std::optional<Block>> Client::block(const Hash& hash)
{
    auto found =
        implementation_->find("eth_getBlockByHash", {hex::encode(hash), false}, read_block);
    if (found && *found && (*found)->hash != hash)
        return implementation_->nonsense("eth_getBlockByHash");
    return found;
}

Result<u256> Client::balance(const Address& address, const BlockId& at)
{
    return implementation_->get("eth_getBalance", {hex::encode(address), to_json(at)},
                                read_quantity);
}

Result<std::uint64_t> Client::nonce(const Address& address, const BlockId& at)
{
    return implementation_->get("eth_getTransactionCount", {hex::encode(address), to_json(at)},
                                read_number);
}

Result<Bytes> Client::code(const Address& address, const BlockId& at)
{
    return implementation_->get("eth_getCode", {hex::encode(address), to_json(at)}, read_bytes);
}

Result<Outcome> Client::call(const Call& call, const BlockId& at)
{
    auto answer = implementation_->ask("eth_call", {to_json(call), to_json(at)});
    if (!answer) return std::unexpected(answer.error());
    if (auto* refusal = std::get_if<Refusal>(&*answer)) {
        if (!refusal->is_revert()) return failure(ErrorCode::kUnavailable, refusal->message);
        return Outcome{.reverted = true, .data = std::move(refusal->data).value_or(Bytes{})};
    }
    auto data = read_bytes(std::get<json::value>(*answer));
    if (!data) return implementation_->nonsense("eth_call");
    return Outcome{.reverted = false, .data = std::move(*data)};
}

Result<std::uint64_t> Client::estimate_gas(const Call& call)
{
    const auto answer = implementation_->ask("eth_estimateGas", {to_json(call)});
    if (!answer) return std::unexpected(answer.error());
    if (const auto* refusal = std::get_if<Refusal>(&*answer))
        return failure(refusal->is_revert() ? ErrorCode::kInvalidArgument : ErrorCode::kUnavailable,
                       refusal->reason());
    const auto gas = read_number(std::get<json::value>(*answer));
    if (!gas) return implementation_->nonsense("eth_estimateGas");
    return *gas;
}

Result<Fees> Client::fees()
{
    const auto latest = block(Tag::kLatest);
    if (!latest) return std::unexpected(latest.error());
    if (!*latest) return implementation_->nonsense("eth_getBlockByNumber");
    const auto priority = implementation_->get("eth_maxPriorityFeePerGas", {}, read_quantity);
    if (!priority) return std::unexpected(priority.error());
    // EIP-1559: a full block raises the base fee by an eighth.
    const auto& base = (*latest)->base_fee;
    return Fees{.base = base + base / u256(8) + u256(1), .priority = *priority};
}

Result<std::vector<Log>> Client::logs(const LogQuery& query)
{
    json::object filter{{"fromBlock", quantity(query.first)}, {"toBlock", quantity(query.last)}};
    if (!query.addresses.empty()) filter["address"] = to_json(query.addresses);
    if (!query.events.empty()) filter["topics"] = json::array{to_json(query.events)};
    auto logs = implementation_->get("eth_getLogs", {std::move(filter)}, read_logs);
    if (!logs) return logs;
    const auto place = [](const Log& log) { return std::pair(log.block, log.index); };
    for (std::size_t i = 0; i < logs->size(); ++i)
        if (!fits((*logs)[i], query) || (i > 0 && place((*logs)[i - 1]) >= place((*logs)[i])))
            return implementation_->nonsense("eth_getLogs");
    return logs;
}

Result<Hash> Client::send(bytes_view raw_transaction)
{
    return implementation_->get("eth_sendRawTransaction", {hex::encode(raw_transaction)},
                                read_hash);
}

Result<std::optional<Receipt>> Client::receipt(const Hash& transaction)
{
    auto found = implementation_->find("eth_getTransactionReceipt", {hex::encode(transaction)},
                                       read_receipt);
    if (found && *found && (*found)->transaction != transaction)
        return implementation_->nonsense("eth_getTransactionReceipt");
    return found;
}

Result<std::optional<Transaction>> Client::transaction(const Hash& hash)
{
    auto found =
        implementation_->find("eth_getTransactionByHash", {hex::encode(hash)}, read_transaction);
    if (found && *found && (*found)->hash != hash)
        return implementation_->nonsense("eth_getTransactionByHash");
    return found;
}

}  // namespace archi::l1
