#include "rpc/encode.hpp"

namespace archi::rpc {
namespace {

json::array access_list_json(const std::vector<stf::AccessListEntry>& list)
{
    json::array out;
    out.reserve(list.size());
    for (const auto& entry : list) {
        json::array slots;
        for (const auto& slot : entry.slots)
            slots.push_back(to_json(slot));
        out.push_back(json::object{{"address", to_json(entry.address)}, {"storageKeys", slots}});
    }
    return out;
}

json::array authorizations_json(const std::vector<stf::Authorization>& list)
{
    json::array out;
    for (const auto& authorization : list)
        out.push_back(json::object{{"chainId", to_json(authorization.chain_id)},
                                   {"address", to_json(authorization.delegate)},
                                   {"nonce", to_json(authorization.nonce)},
                                   {"yParity", to_json(authorization.y_parity)},
                                   {"r", to_json(authorization.r)},
                                   {"s", to_json(authorization.s)}});
    return out;
}

}  // namespace

json::string to_json(const u256& quantity)
{
    return json::string(hex::encode_quantity(quantity));
}

json::string to_json(bytes_view bytes)
{
    return json::string(hex::encode(bytes));
}

json::object transaction_json(const stf::SignedTransaction& signed_transaction,
                              const chain::BlockRecord* block, std::size_t index)
{
    const auto& transaction = signed_transaction.transaction;
    json::object out;
    out.reserve(24);
    out["blockHash"] = block != nullptr ? json::value(to_json(block->hash)) : json::value();
    out["blockNumber"] =
        block != nullptr ? json::value(to_json(block->header.number)) : json::value();
    out["transactionIndex"] = block != nullptr ? json::value(to_json(index)) : json::value();
    out["hash"] = to_json(signed_transaction.hash);
    out["type"] = to_json(static_cast<std::uint64_t>(transaction.kind));
    out["from"] = to_json(signed_transaction.sender);
    out["to"] = transaction.to ? json::value(to_json(*transaction.to)) : json::value();
    out["nonce"] = to_json(transaction.nonce);
    out["gas"] = to_json(transaction.gas_limit);
    out["value"] = to_json(transaction.value);
    out["input"] = to_json(transaction.data);
    out["gasPrice"] = to_json(block != nullptr ? block->receipts[index].effective_gas_price
                                               : transaction.max_fee);
    if (transaction.kind != stf::Kind::kLegacy && transaction.kind != stf::Kind::kAccessList) {
        out["maxFeePerGas"] = to_json(transaction.max_fee);
        out["maxPriorityFeePerGas"] = to_json(transaction.max_priority_fee);
    }
    if (transaction.kind == stf::Kind::kQueued) {
        // Nobody signed it. What the L1 brought with it stands where the ZK Stack's structure has
        // it.
        out["gasPerPubdata"] = to_json(transaction.queued.gas_per_pubdata);
        out["toMint"] = to_json(transaction.queued.minted);
        out["refundRecipient"] = to_json(transaction.queued.refund_recipient);
    } else if (transaction.kind != stf::Kind::kLegacy && transaction.kind != stf::Kind::kSystem) {
        out["accessList"] = access_list_json(transaction.access_list);
        out["yParity"] = to_json(std::uint64_t{transaction.y_parity});
    }
    if (transaction.kind == stf::Kind::kSetCode)
        out["authorizationList"] = authorizations_json(transaction.authorizations);
    if (transaction.chain_id) out["chainId"] = to_json(*transaction.chain_id);

    // A legacy signature carries the chain id in v (EIP-155), or 27 before that.
    std::uint64_t v = transaction.y_parity ? 1 : 0;
    if (transaction.kind == stf::Kind::kLegacy)
        v += transaction.chain_id ? 2 * *transaction.chain_id + 35 : 27;
    out["v"] = to_json(v);
    out["r"] = to_json(transaction.r);
    out["s"] = to_json(transaction.s);
    return out;
}

}  // namespace archi::rpc
