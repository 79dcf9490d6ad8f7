#include "l1/answers.hpp"

#include <boost/json.hpp>

#include "base/hex.hpp"

namespace archi::l1 {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostTopics = 4;

/// The members of one object. The first that is missing or wrong makes the whole wrong; zeros are
/// given from then on.
class Fields {
public:
    explicit Fields(const json::value& answer) : object_(answer.if_object()) {}

    [[nodiscard]] bool is_whole() const { return object_ != nullptr && !wrong_; }
    void fail() { wrong_ = true; }

    std::uint64_t number(const char* name) { return get(name, read_number); }
    u256 quantity(const char* name) { return get(name, read_quantity); }
    Hash hash(const char* name) { return get(name, read_hash); }
    Bytes bytes(const char* name) { return get(name, read_bytes); }
    Address address(const char* name)
    {
        return get(name, [](const json::value& value) -> std::optional<Address> {
            const auto* text = value.if_string();
            if (text == nullptr) return std::nullopt;
            const auto address = hex::decode_fixed<Address>(std::string_view(*text));
            if (!address) return std::nullopt;
            return *address;
        });
    }
    /// Null if absent, which is not wrong.
    const json::value* find(const char* name) const
    {
        const auto* value = object_ == nullptr ? nullptr : object_->if_contains(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }

private:
    template <typename Read>
    auto get(const char* name, Read read) -> typename decltype(read(json::value()))::value_type
    {
        const auto* value = find(name);
        auto known = value == nullptr ? decltype(read(*value)){} : read(*value);
        if (!known) fail();
        return known ? std::move(*known) : typename decltype(known)::value_type{};
    }

    const json::object* object_;
    bool wrong_ = false;
};

std::optional<Log> read_log(const json::value& answer)
{
    Fields fields(answer);
    Log log;
    log.address = fields.address("address");
    log.data = fields.bytes("data");
    log.block = fields.number("blockNumber");
    log.block_hash = fields.hash("blockHash");
    log.transaction = fields.hash("transactionHash");
    log.index = fields.number("logIndex");
    const auto* topics = fields.find("topics");
    if (topics == nullptr || !topics->is_array() || topics->get_array().size() > kMostTopics)
        return std::nullopt;
    for (const auto& topic : topics->get_array()) {
        const auto hash = read_hash(topic);
        if (!hash) return std::nullopt;
        log.topics.push_back(*hash);
    }
    if (!fields.is_whole()) return std::nullopt;
    return log;
}

bool is_removed(const json::value& log)
{
    const auto* removed = Fields(log).find("removed");
    return removed != nullptr && removed->is_bool() && removed->get_bool();
}

}  // namespace

std::optional<u256> read_quantity(const json::value& answer)
{
    const auto* text = answer.if_string();
    if (text == nullptr) return std::nullopt;
    const auto value = hex::decode_quantity(std::string_view(*text));
    if (!value) return std::nullopt;
    return *value;
}

std::optional<std::uint64_t> read_number(const json::value& answer)
{
    const auto value = read_quantity(answer);
    if (!value || !value->fits_u64()) return std::nullopt;
    return value->low_u64();
}

std::optional<Hash> read_hash(const json::value& answer)
{
    const auto* text = answer.if_string();
    if (text == nullptr) return std::nullopt;
    const auto hash = hex::decode_fixed<Hash>(std::string_view(*text));
    if (!hash) return std::nullopt;
    return *hash;
}

std::optional<Bytes> read_bytes(const json::value& answer)
{
    const auto* text = answer.if_string();
    if (text == nullptr) return std::nullopt;
    auto bytes = hex::decode(std::string_view(*text));
    if (!bytes) return std::nullopt;
    return std::move(*bytes);
}

std::optional<Block> read_block(const json::value& answer)
{
    Fields fields(answer);
    Block block;
    block.number = fields.number("number");
    block.hash = fields.hash("hash");
    block.parent_hash = fields.hash("parentHash");
    block.timestamp = fields.number("timestamp");
    block.gas_limit = fields.number("gasLimit");
    block.base_fee = fields.quantity("baseFeePerGas");
    if (!fields.is_whole()) return std::nullopt;
    return block;
}

std::optional<std::vector<Log>> read_logs(const json::value& answer)
{
    const auto* list = answer.if_array();
    if (list == nullptr) return std::nullopt;
    std::vector<Log> logs;
    for (const auto& entry : *list) {
        auto log = read_log(entry);
        if (!log) return std::nullopt;
        if (!is_removed(entry)) logs.push_back(std::move(*log));
    }
    return logs;
}

std::optional<Receipt> read_receipt(const json::value& answer)
{
    Fields fields(answer);
    Receipt receipt;
    receipt.transaction = fields.hash("transactionHash");
    receipt.block = fields.number("blockNumber");
    receipt.block_hash = fields.hash("blockHash");
    const auto status = fields.number("status");
    if (status > 1) fields.fail();
    receipt.succeeded = status == 1;
    receipt.gas_used = fields.number("gasUsed");
    receipt.gas_price = fields.quantity("effectiveGasPrice");
    if (fields.find("contractAddress") != nullptr)
        receipt.contract = fields.address("contractAddress");
    const auto* list = fields.find("logs");
    auto logs = list == nullptr ? std::nullopt : read_logs(*list);
    if (!fields.is_whole() || !logs) return std::nullopt;
    receipt.logs = std::move(*logs);
    return receipt;
}

std::optional<Transaction> read_transaction(const json::value& answer)
{
    Fields fields(answer);
    Transaction transaction;
    transaction.hash = fields.hash("hash");
    transaction.from = fields.address("from");
    if (fields.find("to") != nullptr) transaction.to = fields.address("to");
    transaction.input = fields.bytes("input");
    if (fields.find("blockNumber") != nullptr) transaction.block = fields.number("blockNumber");
    if (!fields.is_whole()) return std::nullopt;
    return transaction;
}

}  // namespace archi::l1
