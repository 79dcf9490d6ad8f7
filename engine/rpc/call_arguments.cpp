#include "rpc/call_arguments.hpp"

#include <algorithm>

namespace archi::rpc {
namespace {

constexpr std::size_t kMaxOverriddenSlots = 1'000;

std::vector<stf::Authorization> read_authorizations(const Input& list)
{
    std::vector<stf::Authorization> out;
    const auto count = list.size();
    for (std::size_t i = 0; i < count && !list.failed(); ++i) {
        const auto item = list[i];
        out.push_back({.chain_id = item["chainId"].quantity(),
                       .delegate = item["address"].address(),
                       .nonce = item["nonce"].u64(),
                       .y_parity = item["yParity"].quantity(),
                       .r = item["r"].quantity(),
                       .s = item["s"].quantity()});
    }
    return out;
}

/// `data` and `input` are the same field by two names.
Bytes read_data(const Input& object)
{
    const auto input = object["input"];
    const auto data = object["data"];
    if (!input.present()) return data.present() ? data.bytes() : Bytes{};
    auto bytes = input.bytes();
    if (data.present() && data.bytes() != bytes)
        data.fail("differs from input: give the call data once");
    return bytes;
}

u256 read_price(const Input& object)
{
    const auto legacy = object["gasPrice"];
    const auto max_fee = object["maxFeePerGas"];
    if (legacy.present() && max_fee.present())
        legacy.fail("both gasPrice and maxFeePerGas specified");
    return legacy.present() ? legacy.quantity() : max_fee.present() ? max_fee.quantity() : u256{};
}

std::vector<std::pair<u256, u256>> read_slots(const Input& object, std::size_t& slots_left)
{
    std::vector<std::pair<u256, u256>> slots;
    const auto* members = object.members();
    if (members == nullptr) return slots;
    if (members->size() > slots_left) object.fail("overrides more than 1000 slots in all");
    for (const auto& member : *members) {
        if (object.failed()) break;
        const json::value name(member.key());
        slots.emplace_back(object.member(member.key(), name).word(),
                           object.member(member.key(), member.value()).word());
    }
    slots_left -= std::min(slots_left, slots.size());
    return slots;
}

}  // namespace

std::vector<stf::AccessListEntry> read_access_list(const Input& list)
{
    std::vector<stf::AccessListEntry> out;
    const auto count = list.size();
    for (std::size_t i = 0; i < count && !list.failed(); ++i) {
        stf::AccessListEntry entry{list[i]["address"].address(), {}};
        const auto keys = list[i]["storageKeys"];
        const auto key_count = keys.size();
        for (std::size_t k = 0; k < key_count && !list.failed(); ++k)
            entry.slots.push_back(keys[k].hash());
        out.push_back(std::move(entry));
    }
    return out;
}

stf::CallRequest read_call_request(const Context& context, const Input& object)
{
    const auto limit = context.options.limits.call_gas;
    stf::CallRequest request;
    if (!object.is_object()) {
        object.fail("is not a transaction object");
        return request;
    }
    if (object["from"].present()) request.from = object["from"].address();
    if (object["to"].present()) request.to = object["to"].address();
    request.gas = object["gas"].present() ? std::min(object["gas"].u64(), limit) : limit;
    request.gas_price = read_price(object);
    if (object["value"].present()) request.value = object["value"].quantity();
    request.data = read_data(object);
    request.access_list = read_access_list(object["accessList"]);
    request.authorizations = read_authorizations(object["authorizationList"]);
    return request;
}

std::vector<stf::AccountOverride> read_state_overrides(const Input& set)
{
    std::vector<stf::AccountOverride> overrides;
    const auto* accounts = set.members();
    if (accounts == nullptr) return overrides;
    auto slots_left = kMaxOverriddenSlots;
    for (const auto& member : *accounts) {
        if (set.failed()) break;
        const json::value name(member.key());
        const auto account = set.member(member.key(), member.value());
        stf::AccountOverride change;
        change.address = set.member(member.key(), name).address();
        if (account["balance"].present()) change.balance = account["balance"].quantity();
        if (account["nonce"].present()) change.nonce = account["nonce"].u64();
        if (account["code"].present()) change.code = account["code"].bytes();
        if (account["state"].present()) change.state = read_slots(account["state"], slots_left);
        change.state_diff = read_slots(account["stateDiff"], slots_left);
        if (change.state && !change.state_diff.empty())
            account.fail("has both state and stateDiff");
        overrides.push_back(std::move(change));
    }
    return overrides;
}

evm::BlockContext read_block_context(const Context& context, const chain::BlockRecord& block,
                                     const Input& overrides)
{
    const auto& header = block.header;
    evm::BlockContext out;
    out.number = header.number;
    out.timestamp = header.timestamp;
    out.gas_limit = header.gas_limit;
    out.chain_id = context.chain.config().chain_id;
    out.coinbase = header.coinbase;
    out.prev_randao = header.parent_hash;
    out.base_fee = header.base_fee;
    out.blob_base_fee = 1;  // engine/stf/DIFFERENCES.md
    if (!overrides.present()) return out;

    // Two spellings each: execution-apis, and geth before it.
    const auto either = [&](std::string_view name, std::string_view older) {
        const auto value = overrides[name];
        return value.present() ? value : overrides[older];
    };
    if (const auto value = overrides["number"]; value.present()) out.number = value.u64();
    if (const auto value = overrides["time"]; value.present()) out.timestamp = value.u64();
    if (const auto value = overrides["gasLimit"]; value.present()) out.gas_limit = value.u64();
    if (const auto value = either("feeRecipient", "coinbase"); value.present())
        out.coinbase = value.address();
    if (const auto value = either("prevRandao", "random"); value.present())
        out.prev_randao = value.hash();
    if (const auto value = either("baseFeePerGas", "baseFee"); value.present())
        out.base_fee = value.quantity();
    if (const auto value = overrides["blobBaseFee"]; value.present())
        out.blob_base_fee = value.quantity();
    return out;
}

}  // namespace archi::rpc
