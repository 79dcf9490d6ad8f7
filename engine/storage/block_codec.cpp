#include "storage/block_codec.hpp"

#include "storage/codec.hpp"

namespace archi::storage {

namespace {

std::unexpected<Error> corrupt(const char* what)
{
    return failure(ErrorCode::kCorrupt, std::string("stored ") + what + " cannot be read");
}

void encode_log(Encoder& out, const evm::Log& log)
{
    out.raw(log.address.bytes);
    out.number(log.topics.size());
    for (const auto& topic : log.topics)
        out.raw(topic.bytes);
    out.string(log.data);
}

evm::Log decode_log(Decoder& in)
{
    evm::Log log;
    log.address = in.fixed<Address>();
    const auto topics = in.count(Hash::kSize);
    if (topics > 4) in.fail();
    for (std::size_t i = 0; i < topics && !in.failed(); ++i)
        log.topics.push_back(in.fixed<Hash>());
    const auto data = in.string();
    log.data.assign(data.begin(), data.end());
    return log;
}

}  // namespace

Bytes encode_header(const stf::Header& header)
{
    Encoder out;
    out.raw(header.parent_hash.bytes);
    out.raw(header.coinbase.bytes);
    out.raw(header.transactions_root.bytes);
    out.raw(header.receipts_root.bytes);
    out.number(header.number);
    out.number(header.gas_limit);
    out.number(header.gas_used);
    out.number(header.timestamp);
    out.word(header.base_fee);
    return out.take();
}

Result<stf::Header> decode_header(bytes_view bytes)
{
    Decoder in(bytes);
    stf::Header header;
    header.parent_hash = in.fixed<Hash>();
    header.coinbase = in.fixed<Address>();
    header.transactions_root = in.fixed<Hash>();
    header.receipts_root = in.fixed<Hash>();
    header.number = in.number();
    header.gas_limit = in.number();
    header.gas_used = in.number();
    header.timestamp = in.number();
    header.base_fee = in.word();
    if (!in.finished()) return corrupt("block header");
    return header;
}

Bytes encode_transactions(std::span<const stf::SignedTransaction> transactions)
{
    Encoder out;
    out.number(transactions.size());
    for (const auto& transaction : transactions) {
        out.raw(transaction.sender.bytes);
        out.string(transaction.raw);
    }
    return out.take();
}

Result<std::vector<stf::SignedTransaction>> decode_transactions(bytes_view bytes)
{
    Decoder in(bytes);
    const auto count = in.count(Address::kSize + 1);
    std::vector<stf::SignedTransaction> transactions;
    transactions.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto sender = in.fixed<Address>();
        const auto raw = in.string();
        auto transaction = stf::decode(raw);
        if (in.failed() || !transaction) return corrupt("transaction");
        transactions.push_back(
            {std::move(*transaction), Bytes(raw.begin(), raw.end()), stf::hash(raw), sender});
    }
    if (!in.finished()) return corrupt("list of transactions");
    return transactions;
}

Bytes encode_receipts(std::span<const stf::Receipt> receipts)
{
    Encoder out;
    out.number(receipts.size());
    for (const auto& receipt : receipts) {
        const bool creates = !receipt.contract_address.is_zero();
        out.number((receipt.success ? 1U : 0U) | (creates ? 2U : 0U));
        out.number(receipt.gas_used);
        out.number(receipt.cycles);
        out.word(receipt.effective_gas_price);
        if (creates) out.raw(receipt.contract_address.bytes);
        out.number(receipt.logs.size());
        for (const auto& log : receipt.logs)
            encode_log(out, log);
    }
    return out.take();
}

Result<std::vector<stf::Receipt>> decode_receipts(bytes_view bytes)
{
    Decoder in(bytes);
    const auto count = in.count(5);
    std::vector<stf::Receipt> receipts;
    receipts.reserve(count);
    std::uint64_t cumulative = 0;
    for (std::size_t i = 0; i < count && !in.failed(); ++i) {
        auto& receipt = receipts.emplace_back();
        const auto flags = in.number();
        if (flags > 3) in.fail();
        receipt.success = (flags & 1) != 0;
        receipt.gas_used = in.number();
        cumulative += receipt.gas_used;
        receipt.cumulative_gas_used = cumulative;
        receipt.cycles = in.number();
        receipt.effective_gas_price = in.word();
        if ((flags & 2) != 0) receipt.contract_address = in.fixed<Address>();
        const auto logs = in.count(Address::kSize + 2);
        receipt.logs.reserve(logs);
        for (std::size_t log = 0; log < logs && !in.failed(); ++log)
            receipt.logs.push_back(decode_log(in));
    }
    if (!in.finished()) return corrupt("list of receipts");
    return receipts;
}

Bytes encode_writes(std::span<const Write> writes)
{
    Encoder out;
    out.number(writes.size());
    for (const auto& write : writes) {
        out.raw(write.key.bytes);
        out.raw(write.value.bytes);
    }
    return out.take();
}

Result<std::vector<Write>> decode_writes(bytes_view bytes)
{
    Decoder in(bytes);
    const auto count = in.count(2 * Hash::kSize);
    std::vector<Write> writes;
    writes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto key = in.fixed<Hash>();
        writes.push_back({key, in.fixed<Hash>()});
    }
    if (!in.finished()) return corrupt("list of state changes");
    return writes;
}

}  // namespace archi::storage
