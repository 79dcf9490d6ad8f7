// OUTPUT.md, "Pubdata".

#include "stf/pubdata.hpp"

#include <algorithm>

#include "base/blake3.hpp"
#include "base/hash_map.hpp"
#include "base/varint.hpp"
#include "stf/entropy_stage.hpp"
#include "stf/output.hpp"

namespace archi::stf {
namespace {

constexpr std::size_t kMaxBlockHashes = 256;

void append_string(Bytes& out, bytes_view bytes)
{
    append_varint(out, bytes.size());
    append(out, bytes);
}

/// After the first thing that does not fit everything is empty and `ok` is false.
class Reader {
public:
    explicit Reader(bytes_view bytes) : rest_(bytes) {}

    bytes_view take(std::uint64_t size)
    {
        if (size > rest_.size()) {
            fail();
            return {};
        }
        const auto front = rest_.first(static_cast<std::size_t>(size));
        rest_ = rest_.subspan(front.size());
        return front;
    }
    std::uint8_t byte()
    {
        const auto front = take(1);
        return front.empty() ? 0 : front.front();
    }
    Hash hash()
    {
        const auto front = take(Hash::kSize);
        return front.empty() ? Hash{} : fixed<Hash>(front);
    }
    Address address()
    {
        const auto front = take(Address::kSize);
        return front.empty() ? Address{} : fixed<Address>(front);
    }
    std::uint64_t number()
    {
        const auto number = take_varint(rest_);
        if (!number) fail();
        return number.value_or(0);
    }
    /// A count of things that take a byte at least: never more than the rest can hold.
    std::size_t count()
    {
        const auto count = number();
        if (count <= rest_.size()) return static_cast<std::size_t>(count);
        fail();
        return 0;
    }
    Bytes string()
    {
        const auto front = take(number());
        return {front.begin(), front.end()};
    }
    /// Length, then big-endian bytes without leading zeros.
    u256 word()
    {
        const auto digits = take(byte());
        if (digits.size() > Hash::kSize || (!digits.empty() && digits.front() == 0)) {
            fail();
            return {};
        }
        Hash word;
        std::ranges::copy(digits, word.bytes.end() - static_cast<std::ptrdiff_t>(digits.size()));
        return u256::from_be(word.bytes);
    }
    void expect(bool is_so)
    {
        if (!is_so) fail();
    }
    [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }

private:
    void fail()
    {
        ok_ = false;
        rest_ = {};
    }

    bytes_view rest_;
    bool ok_ = true;
};

void append_log(Bytes& out, const PublishedLog& log)
{
    append_varint(out, log.transaction);
    append_be(out, static_cast<std::uint8_t>(log.kind), 1);
    if (log.kind != PublishedLog::Kind::kMessage) return;
    append(out, log.sender.bytes);
    append_string(out, log.message);
}

PublishedLog take_log(Reader& in)
{
    PublishedLog log;
    const auto transaction = in.number();
    in.expect(transaction < Crossings::kMaxTransactions);
    log.transaction = static_cast<std::uint32_t>(transaction);
    const auto kind = in.byte();
    in.expect(kind <= static_cast<std::uint8_t>(PublishedLog::Kind::kMessage));
    log.kind = static_cast<PublishedLog::Kind>(kind);
    if (log.kind != PublishedLog::Kind::kMessage) return log;
    log.sender = in.address();
    log.message = in.string();
    return log;
}

PublishedLog published(const OutgoingLog& log)
{
    const auto outcome =
        log.value.is_zero() ? PublishedLog::Kind::kFailed : PublishedLog::Kind::kSucceeded;
    if (!log.is_message()) return {log.transaction, outcome, {}, {}};
    return {log.transaction, PublishedLog::Kind::kMessage, log.message_sender(), log.message};
}

}  // namespace

Bytes encode(const Pubdata& pubdata)
{
    Bytes out;
    append_varint(out, pubdata.steps.size());
    for (const auto step : pubdata.steps)
        append_varint(out, step);
    for (const auto& hash : pubdata.block_hashes)
        append(out, hash.bytes);
    append(out, pubdata.transactions_root.bytes);
    append(out, pubdata.receipts_root.bytes);
    append_varint(out, pubdata.gas_used);
    const auto fee = pubdata.base_fee.to_be();
    const auto length = (pubdata.base_fee.bit_length() + 7) / 8;
    append_be(out, length, 1);
    append(out, bytes_view(fee.bytes).last(length));
    append_string(out, pubdata.differences);
    append_varint(out, pubdata.logs.size());
    for (const auto& log : pubdata.logs)
        append_log(out, log);
    append_varint(out, pubdata.new_code.size());
    for (const auto& code : pubdata.new_code)
        append_string(out, code);
    return out;
}

std::optional<Pubdata> decode_content(bytes_view content)
{
    Reader in(content);
    Pubdata out;
    out.steps.resize(in.count());
    in.expect(!out.steps.empty());
    for (auto& step : out.steps)
        step = in.number();
    out.block_hashes.resize(std::min(out.steps.size(), kMaxBlockHashes));
    for (auto& hash : out.block_hashes)
        hash = in.hash();
    out.transactions_root = in.hash();
    out.receipts_root = in.hash();
    out.gas_used = in.number();
    out.base_fee = in.word();
    out.differences = in.string();
    out.logs.resize(in.count());
    for (auto& log : out.logs)
        log = take_log(in);
    out.new_code.resize(in.count());
    for (auto& code : out.new_code)
        code = in.string();
    if (!in.finished()) return std::nullopt;
    return out;
}

std::optional<Pubdata> decode_pubdata(bytes_view bytes)
{
    const auto content = content_of(bytes);
    return content ? decode_content(*content) : std::nullopt;
}

Bytes content(const BatchSummary& summary)
{
    Pubdata out;
    auto previous = summary.before.timestamp;
    for (const auto timestamp : summary.timestamps) {
        out.steps.push_back(timestamp - previous);
        previous = timestamp;
    }
    const std::span<const Hash> hashes = summary.block_hashes;
    const auto last = hashes.last(std::min(hashes.size(), kMaxBlockHashes));
    out.block_hashes.assign(last.begin(), last.end());
    out.transactions_root = summary.last_block.transactions_root;
    out.receipts_root = summary.last_block.receipts_root;
    out.gas_used = summary.last_block.gas_used;
    out.base_fee = summary.last_block.base_fee;
    out.differences = state::encode(summary.differences);
    for (const auto& log : summary.crossings.logs())
        out.logs.push_back(published(log));
    FlatMap<Hash, bool> once;
    for (const auto& code : summary.new_code)
        if (once.try_emplace(blake3(code), true).second) out.new_code.push_back(code);
    return encode(out);
}

Bytes pubdata(const BatchSummary& summary)
{
    return add_entropy_stage(content(summary), summary.compressed_content);
}

}  // namespace archi::stf
