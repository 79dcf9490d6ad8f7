#include "operator/published.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "base/hex.hpp"
#include "base/keccak.hpp"
#include "stf/output.hpp"

namespace archi::settlement {
namespace {

constexpr std::size_t kSelector = 4;  // bytes
constexpr const char* kCommitEpoch =
    "commitEpoch((address,(uint64,uint64,uint64,uint64,bytes32,bytes32,bytes32,bytes32),"
    "(bytes32,bytes,bytes)[])[])";
constexpr const char* kSettleForced =
    "settleForced((address,(uint64,uint64,uint64,uint64,bytes32,bytes32,bytes32,bytes32),"
    "(bytes32,bytes,bytes)[]),(uint64,uint64,uint64,uint64,bytes32,bytes32,bytes32,bytes32)[],"
    "(bytes32,bytes32)[],bytes)";

Bytes copy(bytes_view bytes)
{
    return {bytes.begin(), bytes.end()};
}

bool is_call_of(bytes_view input, const char* signature)
{
    return std::ranges::equal(input.first(kSelector), abi::selector(signature));
}

std::unexpected<Error> wrong(std::uint64_t batch, const std::string& what)
{
    return failure(ErrorCode::kCorrupt, "batch " + std::to_string(batch) + ": " + what);
}

/// ChainCommit, whose address was read.
std::optional<CommitCall> read_chain_commit(abi::Decoder& tuple)
{
    CommitCall call;
    bool fits = true;
    for (auto* number : {&call.previous.number, &call.previous.last_timestamp, &call.previous.epoch,
                         &call.previous.queue_end}) {
        const auto value = tuple.number();
        fits = fits && value.fits_u64();
        *number = value.low_u64();
    }
    for (auto* word : {&call.previous.state_commitment, &call.previous.accumulator,
                       &call.previous.output_hash, &call.previous.public_input})
        *word = tuple.word();
    auto batches = tuple.list();
    if (!fits || !tuple.finish()) return std::nullopt;
    std::size_t size = 0;
    for (auto& batch : batches) {
        BatchCommit commit;
        commit.state_commitment = batch.word();
        const auto output = batch.bytes();
        const auto data = batch.bytes();
        if (!batch.finish()) return std::nullopt;
        // Offsets may overlap: what comes out is no more than what may go in.
        size += output.size() + data.size();
        if (size > std::size_t{1} << 27U) return std::nullopt;
        commit.output = copy(output);
        commit.data = copy(data);
        call.batches.push_back(std::move(commit));
    }
    return call;
}

}  // namespace

std::optional<CommitCall> read_commit_call(bytes_view input, const Address& contract)
{
    if (input.size() < kSelector) return std::nullopt;
    abi::Decoder arguments(input.subspan(kSelector));
    std::vector<abi::Decoder> tuples;
    if (is_call_of(input, kCommitEpoch))
        tuples = arguments.list();
    else if (is_call_of(input, kSettleForced))
        tuples.push_back(arguments.tuple());
    if (!arguments.finish()) return std::nullopt;
    for (auto& tuple : tuples)
        if (tuple.address() == contract && tuple.finish()) return read_chain_commit(tuple);
    return std::nullopt;
}

Result<Publication> Publication::open(l1::Client& client, const l1::FoundChain& chain,
                                      std::uint64_t last)
{
    Publication publication(client, chain, last);
    const auto standing = read_standing(client, chain.contract, last);
    if (!standing) return std::unexpected(standing.error());
    publication.standing_ = *standing;
    const auto genesis = read_stored(client, chain.contract, 0, last);
    if (!genesis) return std::unexpected(genesis.error());
    publication.genesis_ = *genesis;
    if (auto found = publication.find_commits(); !found) return std::unexpected(found.error());
    return publication;
}

bool Publication::begins_with(const Hash& genesis_commitment) const
{
    return hash_of(stored_genesis(genesis_commitment)) == genesis_;
}

Result<void> Publication::find_commits()
{
    static const auto event = abi::event_topic("BlockCommit(uint256,bytes32,bytes32)");
    for (auto from = chain_.created; from <= last_; from += l1::kLogBlocks) {
        const auto logs = client_.logs({.first = from,
                                        .last = std::min(last_, from + l1::kLogBlocks - 1),
                                        .addresses = {chain_.contract},
                                        .events = {event}});
        if (!logs) return std::unexpected(logs.error());
        for (const auto& log : *logs) {
            const auto number = log.topics.size() == 4 ? u256::from_be(log.topics[1]) : u256();
            // A batch that follows one that was taken back comes again: the last one counts.
            if (number.is_zero() || number > u256(commits_.size() + 1))
                return failure(ErrorCode::kCorrupt, "the L1 leaves out commitments of batches");
            commits_.resize(static_cast<std::size_t>(number.low_u64()) - 1);
            commits_.push_back(log.transaction);
        }
    }
    if (commits_.size() < standing_.committed)
        return failure(ErrorCode::kCorrupt, "the L1 counts " + std::to_string(standing_.committed) +
                                                " committed batches and gives " +
                                                std::to_string(commits_.size()));
    return {};
}

Result<void> Publication::load(std::uint64_t number)
{
    const auto& hash = commits_.at(static_cast<std::size_t>(number - 1));
    if (loaded_ == hash) return {};
    const auto transaction = client_.transaction(hash);
    if (!transaction) return std::unexpected(transaction.error());
    if (!*transaction)
        return wrong(number, "the L1 does not give its transaction " + hex::encode(hash));
    if ((*transaction)->to != chain_.validator_timelock)
        return failure(
            ErrorCode::kUnsupported,
            "batch " + std::to_string(number) + " was committed through the contract " +
                ((*transaction)->to ? hex::encode(*(*transaction)->to) : "of a creation") +
                " by transaction " + hex::encode(hash) + ": its data cannot be read from there");
    auto call = read_commit_call((*transaction)->input, chain_.contract);
    if (!call)
        return wrong(number,
                     "the calldata of transaction " + hex::encode(hash) + " cannot be read");
    call_ = std::move(*call);
    loaded_ = hash;
    return {};
}

Result<PublishedCommit> Publication::next(const StoredBatch& previous)
{
    const auto number = previous.number + 1;
    if (number > standing_.committed)
        return failure(ErrorCode::kNotFound, "the L1 has no batch " + std::to_string(number));
    if (auto done = load(number); !done) return std::unexpected(done.error());
    const auto skipped = number - call_.previous.number - 1;
    if (call_.previous.number >= number || skipped >= call_.batches.size())
        return wrong(number, "it is not in the calldata of its commitment");
    const auto& commit = call_.batches[static_cast<std::size_t>(skipped)];
    const auto fields = stf::unpack_output(commit.output);
    if (!fields) return wrong(number, "its output is not 389 bytes long");
    const auto output_hash = keccak256(commit.output);
    Keccak256 input;
    for (const auto& hash : {previous.state_commitment, commit.state_commitment, output_hash})
        input.update(hash.bytes);
    PublishedCommit batch{.stored = {.number = number,
                                     .last_timestamp = fields->last_timestamp,
                                     .epoch = fields->epoch,
                                     .queue_end = previous.queue_end + fields->queue_count,
                                     .state_commitment = commit.state_commitment,
                                     .accumulator = fields->accumulator_after,
                                     .output_hash = output_hash,
                                     .public_input = input.finish()},
                          .output = commit.output,
                          .data = commit.data};
    const auto there = read_stored(client_, chain_.contract, number, last_);
    if (!there) return std::unexpected(there.error());
    if (hash_of(batch.stored) != *there)
        return wrong(number, "its calldata is not what the contract accepted");
    auto entries = queue(previous.queue_end, batch.stored.queue_end);
    if (!entries) return std::unexpected(entries.error());
    batch.queue = std::move(*entries);
    return batch;
}

Result<std::vector<Hash>> Publication::queue(std::uint64_t first, std::uint64_t end)
{
    std::vector<Hash> hashes;
    for (auto index = first; index < end; ++index) {
        const auto outcome =
            client_.call({.from = {},
                          .to = chain_.contract,
                          .data = abi::Encoder("getQueueEntry(uint256)").add(u256{index}).finish(),
                          .value = {}},
                         last_);
        if (!outcome) return std::unexpected(outcome.error());
        abi::Decoder answer(outcome->data);
        hashes.push_back(answer.word());
        if (outcome->reverted || !answer.finish())
            return failure(ErrorCode::kCorrupt,
                           "the L1 does not give queue entry " + std::to_string(index));
    }
    return hashes;
}

}  // namespace archi::settlement
