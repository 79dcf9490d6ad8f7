// OUTPUT.md, "Pubdata".

#include <algorithm>

#include "base/blake3.hpp"
#include "base/hash_map.hpp"
#include "base/varint.hpp"
#include "stf/output.hpp"

namespace archi::stf {
namespace {

constexpr std::uint8_t kPubdataVersion = 1;
constexpr std::uint8_t kNoEntropyStage = 0;
constexpr std::size_t kMaxBlockHashes = 256;

void append_last_block(Bytes& out, const Header& header)
{
    append(out, header.transactions_root.bytes);
    append(out, header.receipts_root.bytes);
    append_varint(out, header.gas_used);
    const auto fee = header.base_fee.to_be();
    const auto length = (header.base_fee.bit_length() + 7) / 8;
    append_be(out, length, 1);
    append(out, bytes_view(fee.bytes).last(length));
}

void append_new_code(Bytes& out, const std::vector<Bytes>& codes)
{
    FlatMap<Hash, const Bytes*> once;
    for (const auto& code : codes)
        once.try_emplace(blake3(code), &code);
    append_varint(out, once.size());
    for (const auto& [code_hash, code] : once) {
        append_varint(out, code->size());
        append(out, *code);
    }
}

}  // namespace

Bytes pubdata(const BatchSummary& summary)
{
    Bytes out = {kPubdataVersion, kNoEntropyStage};
    append_varint(out, summary.timestamps.size());
    auto previous = summary.before.timestamp;
    for (const auto timestamp : summary.timestamps) {
        append_varint(out, timestamp - previous);
        previous = timestamp;
    }
    const std::span<const Hash> hashes = summary.block_hashes;
    for (const auto& hash : hashes.last(std::min(hashes.size(), kMaxBlockHashes)))
        append(out, hash.bytes);
    append_last_block(out, summary.last_block);

    const auto differences = state::encode(summary.differences);
    append_varint(out, differences.size());
    append(out, differences);
    append_varint(out, 0);  // messages
    append_new_code(out, summary.new_code);
    return out;
}

}  // namespace archi::stf
