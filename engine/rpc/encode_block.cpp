#include "rpc/encode.hpp"

namespace archi::rpc {
namespace {

// Fields of the header that are constant here: engine/stf/HEADER.md.
constexpr const char* kEmptyOmmers =
    "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
constexpr const char* kEmptyWithdrawals =
    "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
constexpr const char* kEmptyRequests =
    "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

std::size_t rlp_header_size(std::size_t payload)
{
    if (payload < 56) return 1;
    std::size_t length_bytes = 0;
    for (auto rest = payload; rest > 0; rest >>= 8U)
        ++length_bytes;
    return 1 + length_bytes;
}

/// Bytes of the block's RLP: [header, transactions, ommers, withdrawals].
std::size_t encoded_size(const chain::BlockRecord& block)
{
    std::size_t transactions = 0;
    for (const auto& transaction : block.transactions) {
        const auto size = transaction.raw.size();
        const auto is_typed = transaction.transaction.kind != stf::Kind::kLegacy;
        transactions += size + (is_typed ? rlp_header_size(size) : 0);
    }
    const auto payload = stf::encode(block.header).size() + rlp_header_size(transactions) +
                         transactions + 2;  // two empty lists
    return payload + rlp_header_size(payload);
}

}  // namespace

json::object header_json(const chain::BlockRecord& block)
{
    const auto& header = block.header;
    static const json::string all_ones = to_json(bytes_view(Bytes(256, 0xff)));
    json::object out;
    out.reserve(32);
    out["number"] = to_json(header.number);
    out["hash"] = to_json(block.hash);
    out["parentHash"] = to_json(header.parent_hash);
    out["sha3Uncles"] = kEmptyOmmers;
    out["miner"] = to_json(header.coinbase);
    out["stateRoot"] = to_json(Hash{});
    out["transactionsRoot"] = to_json(header.transactions_root);
    out["receiptsRoot"] = to_json(header.receipts_root);
    out["logsBloom"] = all_ones;  // as hashed; receipts carry real blooms
    out["difficulty"] = "0x0";
    out["gasLimit"] = to_json(header.gas_limit);
    out["gasUsed"] = to_json(header.gas_used);
    out["timestamp"] = to_json(header.timestamp);
    out["extraData"] = "0x";
    out["mixHash"] = to_json(header.parent_hash);
    out["nonce"] = "0x0000000000000000";
    out["baseFeePerGas"] = to_json(header.base_fee);
    out["withdrawalsRoot"] = kEmptyWithdrawals;
    out["blobGasUsed"] = "0x0";
    out["excessBlobGas"] = "0x0";
    out["parentBeaconBlockRoot"] = to_json(Hash{});
    out["requestsHash"] = kEmptyRequests;
    return out;
}

Json block_json(const chain::BlockRecord& block, bool with_transactions)
{
    auto out = header_json(block);
    out["totalDifficulty"] = "0x0";
    out["size"] = to_json(encoded_size(block));
    out["uncles"] = json::array();
    out["withdrawals"] = json::array();
    out["l1BatchNumber"] = to_json(block.batch);

    // The list may be long: it is written element by element, and set in place of the closing
    // brace.
    auto text = json::serialize(out);
    text.pop_back();
    text += R"(,"transactions":)";
    text += array_text(block.transactions.size(), [&](std::size_t index) -> json::value {
        const auto& transaction = block.transactions[index];
        if (!with_transactions) return to_json(transaction.hash);
        return transaction_json(transaction, &block, index);
    });
    return {text += '}'};
}

}  // namespace archi::rpc
