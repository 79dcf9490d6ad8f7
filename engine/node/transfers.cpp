#include "node/transfers.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/hex.hpp"

namespace archi::node {
namespace {

namespace json = boost::json;
using bridge::Fate;
using bridge::Stage;

constexpr std::size_t kPlaces = 18;
constexpr std::array kFates{Fate::kUnderWay, Fate::kArrived, Fate::kFailed, Fate::kCancelled,
                            Fate::kReturned};

json::object object_of(const bridge::Transfer& transfer)
{
    json::object steps;
    for (std::size_t i = 0; i < bridge::kStages; ++i) {
        const auto& step = transfer.steps[i];
        auto& value = steps[bridge::to_string(static_cast<Stage>(i))];
        if (!step) continue;
        auto& object = value.emplace_object();
        object["unix_ms"] = step->unix_ms;
        if (step->transaction.is_zero())
            object["transaction"] = nullptr;
        else
            object["transaction"] = hex::encode(step->transaction);
    }
    return {{"id", hex::encode(transfer.id)},
            {"from_chain", transfer.from_chain},
            {"to_chain", transfer.to_chain},
            {"sender", hex::encode(transfer.sender)},
            {"receiver", hex::encode(transfer.receiver)},
            {"asset", hex::encode(transfer.asset)},
            {"symbol", transfer.symbol},
            {"decimals", transfer.decimals},
            {"amount", transfer.amount.to_decimal()},
            {"stages", std::move(steps)},
            {"fate", bridge::to_string(transfer.fate)},
            {"reason", transfer.reason}};
}

template <typename Fixed>
Fixed fixed_from(const json::value& value)
{
    const auto bytes = hex::decode_fixed<Fixed>(std::string_view(value.as_string()));
    if (!bytes) throw std::invalid_argument("no bytes");
    return *bytes;
}

bridge::Transfer transfer_from(const json::value& value)
{
    bridge::Transfer transfer;
    transfer.id = fixed_from<Hash>(value.at("id"));
    transfer.from_chain = value.at("from_chain").to_number<std::uint64_t>();
    transfer.to_chain = value.at("to_chain").to_number<std::uint64_t>();
    transfer.sender = fixed_from<Address>(value.at("sender"));
    transfer.receiver = fixed_from<Address>(value.at("receiver"));
    transfer.asset = fixed_from<Hash>(value.at("asset"));
    transfer.symbol = value.at("symbol").as_string();
    transfer.decimals = value.at("decimals").to_number<unsigned>();
    const auto amount = u256::from_decimal(std::string_view(value.at("amount").as_string()));
    const auto* fate = std::ranges::find_if(kFates, [&](Fate known) {
        return value.at("fate").as_string() == bridge::to_string(known);
    });
    if (!amount || fate == kFates.end()) throw std::invalid_argument("no transfer");
    transfer.amount = *amount;
    transfer.fate = *fate;
    transfer.reason = value.at("reason").as_string();
    for (std::size_t i = 0; i < bridge::kStages; ++i) {
        const auto& step = value.at("stages").at(bridge::to_string(static_cast<Stage>(i)));
        if (step.is_null()) continue;
        const auto& hash = step.at("transaction");
        transfer.steps[i] = {step.at("unix_ms").to_number<std::int64_t>(),
                             hash.is_null() ? Hash{} : fixed_from<Hash>(hash)};
    }
    return transfer;
}

}  // namespace

std::optional<u256> parse_amount(const std::string& text)
{
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    auto places = point == std::string::npos ? std::string() : text.substr(point + 1);
    const bool is_empty = whole.empty() || (point != std::string::npos && places.empty());
    if (is_empty || places.size() > kPlaces || whole.size() > 2 * kPlaces) return std::nullopt;
    places.resize(kPlaces, '0');
    const auto digits = whole + places;
    const bool is_number =
        std::ranges::all_of(digits, [](char digit) { return digit >= '0' && digit <= '9'; });
    if (!is_number) return std::nullopt;
    const auto first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return u256::from_decimal(digits.substr(first));
}

std::string to_json(const bridge::Transfer& transfer)
{
    return json::serialize(object_of(transfer));
}

std::string to_json(const std::vector<bridge::Transfer>& transfers)
{
    json::array list;
    for (const auto& transfer : transfers)
        list.push_back(object_of(transfer));
    return json::serialize(list);
}

Result<std::vector<bridge::Transfer>> parse_transfers(const std::string& text)
{
    try {
        std::vector<bridge::Transfer> transfers;
        for (const auto& value : json::parse(text).as_array())
            transfers.push_back(transfer_from(value));
        return transfers;
    } catch (const std::exception&) {
        return failure(ErrorCode::kCorrupt, "the process that runs the world sent bad transfers");
    }
}

}  // namespace archi::node
