#include "chain/batch_codec.hpp"

#include "storage/codec.hpp"

namespace archi::chain {

Bytes encode(const BatchRecord& record)
{
    storage::Encoder out;
    out.number(record.number);
    out.number(record.first_block);
    out.number(record.last_block);
    out.number(record.transactions);
    out.number(static_cast<std::uint64_t>(record.sealed_unix_ms));
    out.number(record.cycles);
    out.number(record.pubdata_bytes);
    out.raw(record.after.on_chain.root.bytes);
    out.number(record.after.on_chain.count);
    out.raw(record.after.off_chain.root.bytes);
    out.number(record.after.off_chain.count);
    out.number(record.after.block_number);
    out.raw(record.after.recent_blocks.bytes);
    out.number(record.after.timestamp);
    out.raw(record.commitment_before.bytes);
    out.raw(record.commitment_after.bytes);
    out.raw(record.output_hash.bytes);
    out.raw(record.public_input.bytes);
    out.number(record.epoch);
    out.number(record.queue_end);
    out.string(record.output);
    out.string(record.flows);
    out.string(record.imports);
    return out.take();
}

Result<BatchRecord> decode_batch(bytes_view bytes)
{
    storage::Decoder in(bytes);
    BatchRecord record;
    record.number = in.number();
    record.first_block = in.number();
    record.last_block = in.number();
    record.transactions = in.number();
    record.sealed_unix_ms = static_cast<std::int64_t>(in.number());
    record.cycles = in.number();
    record.pubdata_bytes = in.number();
    record.after.on_chain.root = in.fixed<Hash>();
    record.after.on_chain.count = in.number();
    record.after.off_chain.root = in.fixed<Hash>();
    record.after.off_chain.count = in.number();
    record.after.block_number = in.number();
    record.after.recent_blocks = in.fixed<Hash>();
    record.after.timestamp = in.number();
    record.commitment_before = in.fixed<Hash>();
    record.commitment_after = in.fixed<Hash>();
    record.output_hash = in.fixed<Hash>();
    record.public_input = in.fixed<Hash>();
    // Records of chains that are older than settlement end here.
    if (!in.finished()) {
        record.epoch = in.number();
        record.queue_end = in.number();
        const auto output = in.string();
        record.output.assign(output.begin(), output.end());
        const auto flows = in.string();
        record.flows.assign(flows.begin(), flows.end());
    }
    // Those of chains that are older than messages here.
    if (!in.finished()) {
        const auto imports = in.string();
        record.imports.assign(imports.begin(), imports.end());
    }
    if (!in.finished()) return failure(ErrorCode::kCorrupt, "a stored batch cannot be read");
    return record;
}

}  // namespace archi::chain
