#include "chain/rebuild.hpp"

#include <algorithm>
#include <limits>

#include "base/blake3.hpp"
#include "base/keccak.hpp"
#include "chain/chain_genesis.hpp"
#include "chain/unix_time.hpp"
#include "state/account.hpp"
#include "state/difference.hpp"
#include "state/keys.hpp"
#include "stf/flows.hpp"
#include "stf/output.hpp"
#include "stf/pubdata.hpp"
#include "stf/system.hpp"

namespace archi::chain {

namespace {

constexpr std::size_t kRecentBlocks = 256;

std::unexpected<Error> wrong(std::uint64_t batch, const std::string& what)
{
    return failure(ErrorCode::kCorrupt, "batch " + std::to_string(batch) + ": " + what);
}

/// stf/OUTPUT.md.
Hash public_input(const Hash& before, const Hash& after, const Hash& output)
{
    Keccak256 input;
    for (const auto& hash : {before, after, output})
        input.update(hash.bytes);
    return input.finish();
}

/// What the output says of itself must be what the chain's rules and the batch before it say.
const char* contradiction(const stf::OutputFields& fields, const stf::ChainRules& rules,
                          std::uint64_t number)
{
    const auto& settlement = rules.settlement;
    if (fields.protocol_version != stf::kProtocolVersion) return "another protocol version";
    if (fields.chain_id != rules.chain_id) return "another chain's";
    if (fields.batch_number != number) return "another batch's output";
    if (fields.settlement_chain_id != settlement.chain_id || fields.group != settlement.group)
        return "another L1 or group than the chain's";
    if (fields.data_scheme != settlement.data_scheme) return "another data scheme than the chain's";
    if (fields.epoch != stf::epoch_at(settlement, fields.last_timestamp)) return "a wrong epoch";
    return nullptr;
}

/// The logs to the L1 as the batch had them; nullopt if its queue entries are not `queue`.
std::optional<std::vector<stf::OutgoingLog>> logs_of(const stf::Pubdata& pubdata,
                                                     std::span<const Hash> queue)
{
    std::vector<stf::OutgoingLog> logs;
    for (const auto& published : pubdata.logs) {
        stf::OutgoingLog log{.transaction = published.transaction,
                             .sender = stf::system::kMessenger,
                             .key = u256::from_be(published.sender.bytes).to_be(),
                             .value = keccak256(published.message),
                             .message = published.message};
        if (published.kind != stf::PublishedLog::Kind::kMessage) {
            if (queue.empty()) return std::nullopt;
            const bool succeeded = published.kind == stf::PublishedLog::Kind::kSucceeded;
            log.sender = stf::system::kBootloader;
            log.key = queue.front();
            log.value = u256{succeeded ? 1U : 0U}.to_be();
            queue = queue.subspan(1);
        }
        logs.push_back(std::move(log));
    }
    if (!queue.empty()) return std::nullopt;
    return logs;
}

}  // namespace

class Rebuilt::TreeReader final : public state::Reader {
public:
    explicit TreeReader(const Rebuilt& rebuilt) : rebuilt_(rebuilt) {}

    Hash value(const Hash& key) override
    {
        const auto index = rebuilt_.tree_.index_of(key);
        return index ? rebuilt_.tree_.leaf(*index).value : Hash{};
    }

    std::shared_ptr<const Bytes> code(const Hash& code_hash) override
    {
        const auto found = rebuilt_.codes_.find(code_hash);
        return found == rebuilt_.codes_.end() ? nullptr : found->second;
    }

private:
    const Rebuilt& rebuilt_;
};

Rebuilt::Rebuilt(const Config& config) : rules_(config.rules())
{
    const auto genesis = genesis_of(config);
    const auto head = state::apply(tree_, state::plant(tree_), genesis.changes);
    for (const auto& code : genesis.codes)
        codes_.emplace(blake3(code), std::make_shared<const Bytes>(code));
    snapshot_ = stf::genesis_snapshot(genesis, head);
    last_block_ = genesis.header;
    recent_ = {genesis.hash};
}

std::unique_ptr<state::Reader> Rebuilt::state() const
{
    return std::make_unique<TreeReader>(*this);
}

Result<std::vector<state::Change>> Rebuilt::changes_of(bytes_view differences)
{
    const auto number = batches_ + 1;
    const auto decoded = state::decode(differences);
    if (!decoded) return wrong(number, "its state differences cannot be read");
    std::vector<state::Change> changes;
    changes.reserve(decoded->size());
    for (const auto& difference : *decoded) {
        // Leaf 0 is the tree's sentinel.
        const bool exists = difference.index != 0 && difference.index < snapshot_.on_chain.count;
        if (difference.is_new ? difference.key.is_zero() || tree_.index_of(difference.key)
                              : !exists)
            return wrong(number, "a state difference is about a leaf that cannot be");
        const auto leaf =
            difference.is_new ? state::Leaf{.key = difference.key} : tree_.leaf(difference.index);
        const auto after = state::resolve(difference.value, leaf.value);
        if (!after) return wrong(number, "a state difference does not fit the state");
        changes.push_back({leaf.key, leaf.value, *after});
    }
    return changes;
}

/// Where deposits of the base token were all that moved: what left the vault.
Bytes Rebuilt::flows_of(std::span<const state::Change> changes) const
{
    const auto vault = state::account_key(stf::system::kVault);
    for (const auto& change : changes) {
        if (change.key != vault) continue;
        const auto before = state::unpack_account(change.before);
        const auto after = state::unpack_account(change.after);
        if (!before || !after || after->balance >= before->balance) break;
        const stf::Flow from_l1{.asset = rules_.settlement.base_token,
                                .counterparty = rules_.settlement.chain_id,
                                .sent = {},
                                .received = before->balance - after->balance};
        return stf::encode_flows({&from_l1, 1});
    }
    return {};
}

Result<AppliedBatch> Rebuilt::apply(const PublishedBatch& batch)
{
    const auto number = batches_ + 1;
    const auto fields = stf::unpack_output(batch.output);
    if (!fields) return wrong(number, "its output is not 389 bytes long");
    if (const auto* what = contradiction(*fields, rules_, number)) return wrong(number, what);
    if (fields->data_commitment != keccak256(batch.pubdata))
        return wrong(number, "the pubdata is not what its output commits to");
    const auto pubdata = stf::decode_pubdata(batch.pubdata);
    if (!pubdata) return wrong(number, "its pubdata cannot be read");

    auto timestamp = snapshot_.timestamp;
    for (const auto step : pubdata->steps) {
        if (step > std::numeric_limits<std::uint64_t>::max() - timestamp)
            return wrong(number, "a timestamp is out of range");
        timestamp += step;
    }
    if (timestamp != fields->last_timestamp ||
        snapshot_.timestamp + pubdata->steps.front() != fields->first_timestamp)
        return wrong(number, "its timestamps are not those of its output");

    auto rolling = kEmptyKeccak;
    for (const auto& entry : batch.queue)
        rolling = stf::roll_queue(rolling, entry);
    if (rolling != fields->queue_hash)
        return wrong(number, "its queue entries are not those that its output commits to");
    const auto logs = logs_of(*pubdata, batch.queue);
    if (!logs || stf::message_tree_root(*logs) != fields->message_tree_root)
        return wrong(number, "what it says to the L1 is not what its output commits to");

    auto changes = changes_of(pubdata->differences);
    if (!changes) return std::unexpected(changes.error());
    for (const auto& code : pubdata->new_code)
        codes_.emplace(blake3(code), std::make_shared<const Bytes>(code));
    for (const auto& hash : pubdata->block_hashes)
        recent_.push_back(hash);
    while (recent_.size() > kRecentBlocks + 1)
        recent_.pop_front();
    const auto parent = recent_[recent_.size() - 2];
    if (recent_.size() > kRecentBlocks) recent_.pop_front();

    const auto commitment_before = commitment();
    const auto first_block = snapshot_.block_number + 1;
    snapshot_.on_chain = state::apply(tree_, snapshot_.on_chain, *changes);
    snapshot_.block_number += pubdata->steps.size();
    snapshot_.recent_blocks =
        state::recent_blocks_hash(std::vector<Hash>(recent_.begin(), recent_.end()));
    snapshot_.timestamp = timestamp;
    last_block_ = {.parent_hash = parent,
                   .coinbase = rules_.fee_collector,
                   .transactions_root = pubdata->transactions_root,
                   .receipts_root = pubdata->receipts_root,
                   .number = snapshot_.block_number,
                   .gas_limit = rules_.block_gas_limit,
                   .gas_used = pubdata->gas_used,
                   .timestamp = timestamp,
                   .base_fee = pubdata->base_fee};
    if (stf::hash(last_block_) != recent_.back())
        return wrong(number, "its last block's header does not have the published hash");
    if (TreeReader(*this).value(state::system_key(u256{stf::system::kAccumulatorSlot})) !=
        fields->accumulator_after)
        return wrong(number, "its message accumulator is not that of its state");
    if (commitment() != batch.commitment)
        return wrong(number, "the state made of its pubdata is not what was committed");
    batches_ = number;
    queue_end_ += fields->queue_count;
    const auto output_hash = keccak256(batch.output);
    AppliedBatch applied{
        .record = {.number = number,
                   .first_block = first_block,
                   .last_block = snapshot_.block_number,
                   .sealed_unix_ms = unix_ms(),
                   .cycles = fields->cycles,
                   .after = snapshot_,
                   .commitment_before = commitment_before,
                   .commitment_after = batch.commitment,
                   .output_hash = output_hash,
                   .public_input = public_input(commitment_before, batch.commitment, output_hash),
                   .pubdata_bytes = batch.pubdata.size(),
                   .epoch = fields->epoch,
                   .queue_end = queue_end_,
                   .output = batch.output,
                   .flows = flows_of(*changes),
                   .imports = {}},
        .last_block = last_block_,
        .block_hashes = pubdata->block_hashes,
        .changes = std::move(*changes),
        .new_code = pubdata->new_code};
    // What else moved is known to who executes the batch.
    if (stf::flow_root(applied.record.flows) != fields->asset_flow_root)
        applied.record.flows.clear();
    return applied;
}

Hash Rebuilt::block_hash(std::uint64_t number) const
{
    const auto next = snapshot_.block_number + 1;
    if (number >= next || next - number > recent_.size()) return {};
    return recent_[recent_.size() - static_cast<std::size_t>(next - number)];
}

Result<stf::BatchOutput> Rebuilt::seal_next(std::uint64_t timestamp,
                                            std::span<const Bytes> transactions)
{
    TreeReader reader(*this);
    stf::BlockBuilder builder(rules_, reader, last_block_, recent_.back(),
                              std::max(timestamp, snapshot_.timestamp),
                              [this](std::uint64_t number) { return block_hash(number); });
    stf::BatchSummary summary;
    for (const auto& raw : transactions) {
        const auto admitted = stf::admit_in_block(raw, rules_.chain_id);
        const auto receipt = admitted ? builder.add(*admitted) : std::unexpected(admitted.error());
        if (!receipt) return failure(ErrorCode::kInvalidArgument, stf::to_string(receipt.error()));
        if (admitted->transaction.kind != stf::Kind::kQueued) continue;
        summary.queue_hash = stf::roll_queue(summary.queue_hash, admitted->hash);
        ++summary.queue_count;
    }
    if (builder.broken())
        return failure(ErrorCode::kCorrupt, "code or accounts are missing in what was published");
    auto crossings = builder.crossings();
    auto block = builder.seal();

    auto recent = std::vector<Hash>(recent_.begin(), recent_.end());
    recent.push_back(block.hash);
    if (recent.size() > kRecentBlocks) recent.erase(recent.begin());
    summary.rules = rules_;
    summary.batch_number = batches_ + 1;
    summary.before = snapshot_;
    summary.differences = state::differences_of(
        block.changes, [this](const Hash& key) { return tree_.index_of(key); });
    auto next_tree = tree_;
    summary.after = {.on_chain = state::apply(next_tree, snapshot_.on_chain, block.changes),
                     .off_chain = snapshot_.off_chain,
                     .block_number = block.header.number,
                     .recent_blocks = state::recent_blocks_hash(recent),
                     .timestamp = block.header.timestamp};
    summary.timestamps = {block.header.timestamp};
    summary.block_hashes = {block.hash};
    summary.last_block = block.header;
    summary.new_code = std::move(block.new_code);
    summary.cycles = block.cycles;
    summary.crossings = std::move(crossings);
    const auto accumulator = state::system_key(u256{stf::system::kAccumulatorSlot});
    summary.accumulator_before = reader.value(accumulator);
    const auto changed = std::ranges::find(block.changes, accumulator, &state::Change::key);
    summary.accumulator_after =
        changed == block.changes.end() ? summary.accumulator_before : changed->after;
    return stf::summarize(summary);
}

Result<std::unique_ptr<Rebuilt>> rebuild(const Config& config,
                                         std::span<const PublishedBatch> batches)
{
    auto rebuilt = std::make_unique<Rebuilt>(config);
    for (const auto& batch : batches)
        if (auto done = rebuilt->apply(batch); !done) return std::unexpected(done.error());
    return rebuilt;
}

}  // namespace archi::chain
