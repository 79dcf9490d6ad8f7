#include "stf/output.hpp"

#include <type_traits>

#include "base/assert.hpp"
#include "base/keccak.hpp"
#include "stf/flows.hpp"

namespace archi::stf {
namespace {

struct Packer {
    Bytes& out;

    template <typename T>
    void operator()(const T& value) const
    {
        if constexpr (std::is_same_v<T, Hash>)
            append(out, value.bytes);
        else
            append_be(out, value, sizeof(T));
    }
};

struct Unpacker {
    bytes_view& rest;

    template <typename T>
    void operator()(T& value) const
    {
        if constexpr (std::is_same_v<T, Hash>)
            value = fixed<Hash>(rest.first(Hash::kSize));
        else
            value = static_cast<T>(load_be(rest.first(sizeof(T))));
        rest = rest.subspan(sizeof(T));
    }
};

/// Calls `visit` with each field in the order of OUTPUT.md; its type is its width.
template <typename Fields, typename Visit>
void visit_fields(Fields& fields, const Visit& visit)
{
    visit(fields.protocol_version);
    visit(fields.program_hash);
    visit(fields.chain_id);
    visit(fields.settlement_chain_id);
    visit(fields.group);
    visit(fields.epoch);
    visit(fields.batch_number);
    visit(fields.first_timestamp);
    visit(fields.last_timestamp);
    visit(fields.data_scheme);
    visit(fields.data_commitment);
    visit(fields.queue_hash);
    visit(fields.queue_count);
    visit(fields.accumulator_before);
    visit(fields.accumulator_after);
    visit(fields.message_tree_root);
    visit(fields.imported_accumulators);
    visit(fields.asset_flow_root);
    visit(fields.cycles);
    visit(fields.upgrade_hash);
}

}  // namespace

Bytes pack(const OutputFields& fields)
{
    Bytes packed;
    packed.reserve(kOutputSize);
    visit_fields(fields, Packer{packed});
    return packed;
}

std::optional<OutputFields> unpack_output(bytes_view packed)
{
    if (packed.size() != kOutputSize) return std::nullopt;
    OutputFields fields;
    visit_fields(fields, Unpacker{packed});
    return fields;
}

Hash output_hash(const OutputFields& fields)
{
    return keccak256(pack(fields));
}

std::uint64_t epoch_at(const Settlement& settlement, std::uint64_t timestamp)
{
    if (settlement.chain_id == 0 || settlement.group.is_zero() || settlement.epoch_seconds == 0)
        return 0;
    return timestamp / settlement.epoch_seconds;
}

Hash roll_queue(const Hash& before, const Hash& transaction)
{
    Keccak256 rolling;
    rolling.update(before.bytes);
    rolling.update(transaction.bytes);
    return rolling.finish();
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
    const auto& settlement = summary.rules.settlement;
    fields.chain_id = summary.rules.chain_id;
    if (settlement.chain_id != 0) {
        fields.settlement_chain_id = settlement.chain_id;
        fields.group = settlement.group;
        fields.epoch = epoch_at(settlement, summary.timestamps.back());
        fields.data_scheme = settlement.data_scheme;
    }
    const auto& crossings = summary.crossings;
    output.flows = encode_flows(crossings.flows());
    output.imports = encode_imports(crossings.imports());
    fields.asset_flow_root = flow_root(output.flows);
    fields.batch_number = summary.batch_number;
    fields.first_timestamp = summary.timestamps.front();
    fields.last_timestamp = summary.timestamps.back();
    fields.data_commitment = keccak256(output.pubdata);
    fields.queue_hash = summary.queue_hash;
    fields.queue_count = summary.queue_count;
    fields.accumulator_before = summary.accumulator_before;
    fields.accumulator_after = summary.accumulator_after;
    fields.message_tree_root = message_tree_root(crossings.logs());
    fields.imported_accumulators = keccak256(output.imports);
    fields.cycles = summary.cycles;
    output.preimage = pack(fields);
    output.output_hash = keccak256(output.preimage);

    Keccak256 input;
    input.update(output.commitment_before.bytes);
    input.update(output.commitment_after.bytes);
    input.update(output.output_hash.bytes);
    output.public_input = input.finish();
    return output;
}

}  // namespace archi::stf
