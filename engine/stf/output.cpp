#include "stf/output.hpp"

#include "base/assert.hpp"
#include "base/keccak.hpp"

namespace archi::stf {

Hash empty_message_tree_root()
{
    constexpr std::size_t kMessageBytes = 88;  // an L2-to-L1 log of the ZK Stack
    constexpr unsigned kDepth = 14;            // 16,384 leaves
    auto node = keccak256(Bytes(kMessageBytes));
    for (unsigned level = 0; level < kDepth; ++level) {
        Keccak256 parent;
        parent.update(node.bytes);
        parent.update(node.bytes);
        node = parent.finish();
    }
    return node;
}

Hash output_hash(const OutputFields& fields)
{
    Bytes packed;
    append_be(packed, fields.protocol_version, 4);
    append(packed, fields.program_hash.bytes);
    append_be(packed, fields.chain_id, 8);
    append_be(packed, fields.settlement_chain_id, 8);
    append(packed, fields.group.bytes);
    append_be(packed, fields.epoch, 8);
    append_be(packed, fields.batch_number, 8);
    append_be(packed, fields.first_timestamp, 8);
    append_be(packed, fields.last_timestamp, 8);
    append_be(packed, fields.data_scheme, 1);
    append(packed, fields.data_commitment.bytes);
    append(packed, fields.queue_hash.bytes);
    append_be(packed, fields.queue_count, 8);
    append(packed, fields.accumulator_before.bytes);
    append(packed, fields.accumulator_after.bytes);
    append(packed, fields.message_tree_root.bytes);
    append(packed, fields.imported_accumulators.bytes);
    append(packed, fields.asset_flow_root.bytes);
    append_be(packed, fields.cycles, 8);
    append(packed, fields.upgrade_hash.bytes);
    return keccak256(packed);
}

BatchOutput summarize(const BatchSummary& summary)
{
    ARCHI_ASSERT(!summary.timestamps.empty() &&
                 summary.timestamps.size() == summary.block_hashes.size());
    BatchOutput output;
    output.after = summary.after;
    output.commitment_before = state::commitment(summary.before);
    output.commitment_after = state::commitment(summary.after);
    output.pubdata = pubdata(summary);
    output.cycles = summary.cycles;
    output.block_hashes = summary.block_hashes;

    OutputFields fields;
    fields.chain_id = summary.rules.chain_id;
    fields.batch_number = summary.batch_number;
    fields.first_timestamp = summary.timestamps.front();
    fields.last_timestamp = summary.timestamps.back();
    fields.data_commitment = keccak256(output.pubdata);
    fields.queue_hash = kEmptyKeccak;
    fields.message_tree_root = empty_message_tree_root();
    fields.imported_accumulators = kEmptyKeccak;
    fields.cycles = summary.cycles;
    output.output_hash = output_hash(fields);

    Keccak256 input;
    input.update(output.commitment_before.bytes);
    input.update(output.commitment_after.bytes);
    input.update(output.output_hash.bytes);
    output.public_input = input.finish();
    return output;
}

}  // namespace archi::stf
