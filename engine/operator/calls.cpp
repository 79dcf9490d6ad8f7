#include "operator/calls.hpp"

#include <array>
#include <string_view>

#include "base/abi.hpp"
#include "base/keccak.hpp"
#include "stf/output.hpp"

namespace archi::settlement {
namespace {

void add_words(abi::Encoder& to, const StoredBatch& batch)
{
    for (const auto number : {batch.number, batch.last_timestamp, batch.epoch, batch.queue_end})
        to.add(u256(number));
    to.add(batch.state_commitment).add(batch.accumulator);
    to.add(batch.output_hash).add(batch.public_input);
}

abi::Encoder encode(const Prefix& prefix)
{
    std::vector<u256> path;
    for (const auto& hash : prefix.path)
        path.push_back(u256::from_be(hash.bytes));
    abi::Encoder tuple;
    tuple.add(u256{prefix.count}).add(prefix.root);
    tuple.add(u256{prefix.latest_count}).add(prefix.latest_root).add_array(path);
    return tuple;
}

template <typename Encode>
std::vector<abi::Encoder> each(std::span<const Share> shares, Encode encode)
{
    std::vector<abi::Encoder> tuples;
    tuples.reserve(shares.size());
    for (const auto& share : shares)
        tuples.push_back(encode(share));
    return tuples;
}

Result<abi::Decoder> ask(l1::Client& client, const Address& contract, const Bytes& data,
                         const l1::BlockId& at, Bytes& answer)
{
    auto outcome = client.call({.from = {}, .to = contract, .data = data, .value = {}}, at);
    if (!outcome) return std::unexpected(outcome.error());
    if (outcome->reverted)
        return failure(ErrorCode::kCorrupt,
                       "a chain's contract does not answer: " + revert_words(outcome->data));
    answer = std::move(outcome->data);
    return abi::Decoder(answer);
}

Result<std::uint64_t> ask_number(l1::Client& client, const Address& contract,
                                 std::string_view signature, const l1::BlockId& at)
{
    Bytes answer;
    auto decoder = ask(client, contract, abi::Encoder(signature).finish(), at, answer);
    if (!decoder) return std::unexpected(decoder.error());
    const auto number = decoder->number();
    if (!decoder->finish() || number.bit_length() > 63)
        return failure(ErrorCode::kCorrupt,
                       "a chain's contract gives no number for " + std::string(signature));
    return number.low_u64();
}

}  // namespace

StoredBatch stored_genesis(const Hash& commitment)
{
    StoredBatch batch;
    batch.state_commitment = commitment;
    return batch;
}

StoredBatch stored(const chain::BatchRecord& record)
{
    return {.number = record.number,
            .last_timestamp = record.after.timestamp,
            .epoch = record.epoch,
            .queue_end = record.queue_end,
            .state_commitment = record.commitment_after,
            .accumulator =
                stf::unpack_output(record.output).value_or(stf::OutputFields{}).accumulator_after,
            .output_hash = record.output_hash,
            .public_input = record.public_input};
}

Hash hash_of(const StoredBatch& batch)
{
    abi::Encoder words;
    add_words(words, batch);
    return keccak256(words.finish());
}

Bytes commit_call(std::span<const Share> shares)
{
    return abi::Encoder(
               "commitEpoch((address,(uint64,uint64,uint64,uint64,bytes32,bytes32,bytes32,bytes32),"
               "(bytes32,bytes,bytes)[])[])")
        .add_list(each(shares,
                       [](const Share& share) {
                           abi::Encoder tuple;
                           tuple.add(share.contract);
                           add_words(tuple, share.previous);
                           std::vector<abi::Encoder> batches;
                           for (const auto& batch : share.batches)
                               batches.push_back(abi::Encoder()
                                                     .add(batch.stored.state_commitment)
                                                     .add_bytes(batch.output)
                                                     .add_bytes(batch.data));
                           return tuple.add_list(batches);
                       }))
        .finish();
}

Bytes prove_call(std::span<const Share> shares)
{
    abi::Encoder statements;
    std::size_t count = 0;
    auto tuples = each(shares, [&](const Share& share) {
        abi::Encoder words;
        for (const auto& batch : share.batches) {
            add_words(words, batch.stored);
            statements.add(Hash{}).add(batch.stored.public_input);  // no program is proven
            ++count;
        }
        return abi::Encoder().add(share.contract).add_static_list(share.batches.size(), words);
    });
    return abi::Encoder(
               "proveEpoch((address,(uint64,uint64,uint64,uint64,bytes32,bytes32,bytes32,bytes32)"
               "[])[],(bytes32,bytes32)[],bytes)")
        .add_list(tuples)
        .add_static_list(count, statements)
        .add_bytes({})
        .finish();
}

Bytes execute_call(std::span<const Share> shares)
{
    return abi::Encoder(
               "executeEpoch((address,((uint64,uint64,uint64,uint64,bytes32,bytes32,bytes32,"
               "bytes32),bytes,bytes,bytes,(uint64,bytes32,uint64,bytes32,bytes32[])[])[])[])")
        .add_list(each(shares,
                       [](const Share& share) {
                           std::vector<abi::Encoder> batches;
                           for (const auto& batch : share.batches) {
                               abi::Encoder tuple;
                               add_words(tuple, batch.stored);
                               tuple.add_bytes(batch.output).add_bytes(batch.flows);
                               tuple.add_bytes(batch.imports);
                               std::vector<abi::Encoder> prefixes;
                               for (const auto& prefix : batch.prefixes)
                                   prefixes.push_back(encode(prefix));
                               batches.push_back(tuple.add_list(prefixes));
                           }
                           return abi::Encoder().add(share.contract).add_list(batches);
                       }))
        .finish();
}

Bytes revert_call(const Address& contract, std::uint64_t new_last)
{
    return abi::Encoder("revertBatches(address,uint64)").add(contract).add(u256(new_last)).finish();
}

Result<Hash> read_stored(l1::Client& client, const Address& contract, std::uint64_t number,
                         const l1::BlockId& at)
{
    Bytes answer;
    auto decoder =
        ask(client, contract, abi::Encoder("storedBatchHash(uint256)").add(u256(number)).finish(),
            at, answer);
    if (!decoder) return std::unexpected(decoder.error());
    const auto hash = decoder->word();
    if (!decoder->finish())
        return failure(ErrorCode::kCorrupt, "a chain's contract gives no stored batch");
    return hash;
}

Result<std::uint64_t> read_executed(l1::Client& client, const Address& contract,
                                    const l1::BlockId& at)
{
    const auto code = client.code(contract, at);
    if (!code) return std::unexpected(code.error());
    if (code->empty()) return 0;
    return ask_number(client, contract, "getTotalBatchesExecuted()", at);
}

Result<Standing> read_standing(l1::Client& client, const Address& contract, const l1::BlockId& at)
{
    Standing standing;
    const std::pair<const char*, std::uint64_t*> counters[] = {
        {"getTotalBatchesCommitted()", &standing.committed},
        {"getTotalBatchesVerified()", &standing.verified},
        {"getTotalBatchesExecuted()", &standing.executed}};
    for (const auto& [signature, counter] : counters) {
        const auto number = ask_number(client, contract, signature, at);
        if (!number) return std::unexpected(number.error());
        *counter = *number;
    }
    if (standing.executed > standing.verified || standing.verified > standing.committed)
        return failure(ErrorCode::kCorrupt,
                       "the L1 says that more batches are executed than committed");
    const auto last = read_stored(client, contract, standing.committed, at);
    if (!last) return std::unexpected(last.error());
    standing.last_committed = *last;
    return standing;
}

}  // namespace archi::settlement
