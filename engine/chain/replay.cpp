#include "chain/replay.hpp"

#include <deque>
#include <map>
#include <vector>

#include "chain/chain_genesis.hpp"
#include "chain/rebuild.hpp"
#include "state/memory_state.hpp"
#include "state/memory_store.hpp"

namespace archi::chain {
namespace {

constexpr std::size_t kRecentBlocks = 256;

std::unexpected<Error> disagrees(std::uint64_t block, const char* what)
{
    return failure(ErrorCode::kCorrupt, "block " + std::to_string(block) + ": the stored " + what +
                                            " is not what its execution gives");
}

/// One replay from genesis to the newest block.
class Replay {
public:
    explicit Replay(const Chain& chain)
        : chain_(chain), rules_(chain.config().rules()), head_(chain.head()->header.number)
    {
    }

    Result<ReplayReport> run(const ReplayProgress& progress)
    {
        if (auto begun = genesis(); !begun) return std::unexpected(begun.error());
        if (auto applied = published(); !applied) return std::unexpected(applied.error());
        for (auto number = chain_.published_blocks() + 1; number <= head_; ++number) {
            if (auto executed = execute(number); !executed)
                return std::unexpected(executed.error());
            if (auto sealed = seal(number); !sealed) return std::unexpected(sealed.error());
            if (progress) progress(number, head_);
        }
        return report_;
    }

private:
    Result<void> genesis()
    {
        const auto first = chain_.block(0);
        if (!first) return failure(ErrorCode::kCorrupt, "block 0 is missing");
        const auto made = genesis_of(chain_.config());
        if (made.hash != first->hash) return disagrees(0, "hash");
        state_.apply(made.changes, made.codes);
        tree_head_ = state::apply(tree_, state::empty_tree(), made.changes);
        parent_ = made.header;
        recent_ = {made.hash};
        report_.blocks = 1;
        return {};
    }

    /// What only its data tell, as whoever rebuilds the chain applies it.
    Result<void> published()
    {
        if (chain_.published_blocks() == 0) return {};
        Rebuilt rebuilt(chain_.config());
        while (parent_.number < chain_.published_blocks()) {
            const auto record = chain_.batch(report_.batches + 1);
            const auto pubdata = chain_.pubdata(report_.batches + 1);
            if (!record || !pubdata)
                return failure(ErrorCode::kCorrupt, "a published batch is missing");
            const auto applied =
                rebuilt.apply({record->output, *pubdata, record->commitment_after,
                               chain_.queue_hashes(queue_taken_, record->queue_end)});
            queue_taken_ = record->queue_end;
            if (!applied) return std::unexpected(applied.error());
            state_.apply(applied->changes, applied->new_code);
            tree_head_ = state::apply(tree_, tree_head_, applied->changes);
            parent_ = applied->last_block;
            recent_.insert(recent_.end(), applied->block_hashes.begin(),
                           applied->block_hashes.end());
            while (recent_.size() > kRecentBlocks)
                recent_.pop_front();
            report_.last_commitment = record->commitment_after;
            ++report_.batches;
        }
        return {};
    }

    Result<void> execute(std::uint64_t number)
    {
        const auto stored = chain_.block(number);
        if (!stored) {
            return failure(ErrorCode::kCorrupt, "block " + std::to_string(number) + " is missing");
        }
        if (stored->header.timestamp < parent_.timestamp) return disagrees(number, "timestamp");
        stf::BlockBuilder builder(rules_, state_, parent_, recent_.back(), stored->header.timestamp,
                                  [this](std::uint64_t asked) { return block_hash(asked); });
        for (std::size_t i = 0; i < stored->transactions.size(); ++i) {
            const auto& transaction = stored->transactions[i];
            const auto admitted = stf::admit_in_block(transaction.raw, rules_.chain_id);
            if (!admitted || admitted->sender != transaction.sender)
                return disagrees(number, "sender of a transaction");
            const auto receipt = stored->receipts[i].gas_used == 0 ? builder.set_aside(*admitted)
                                                                   : builder.add(*admitted);
            if (!receipt) return disagrees(number, "list of transactions");
        }
        const auto executed = builder.seal();
        if (executed.receipts != stored->receipts) return disagrees(number, "list of receipts");
        if (executed.hash != stored->hash) return disagrees(number, "hash");

        state_.apply(executed.changes, executed.new_code);
        for (const auto& change : executed.changes) {
            auto [entry, is_new] = batch_changes_.try_emplace(change.key, change);
            if (!is_new) entry->second.after = change.after;
        }
        recent_.push_back(executed.hash);
        if (recent_.size() > kRecentBlocks) recent_.pop_front();
        parent_ = executed.header;
        ++report_.blocks;
        report_.transactions += stored->transactions.size();
        return {};
    }

    /// Compares the commitment if a batch ends with block `number`.
    Result<void> seal(std::uint64_t number)
    {
        const auto batch = chain_.batch(report_.batches + 1);
        if (!batch || batch->last_block != number) return {};
        std::vector<state::Change> changes;
        for (const auto& [key, change] : batch_changes_)
            if (change.before != change.after) changes.push_back(change);
        batch_changes_.clear();
        tree_head_ = state::apply(tree_, tree_head_, changes);

        const std::vector<Hash> hashes(recent_.begin(), recent_.end());
        const state::Snapshot snapshot{.on_chain = tree_head_,
                                       .off_chain = state::empty_tree(),
                                       .block_number = number,
                                       .recent_blocks = state::recent_blocks_hash(hashes),
                                       .timestamp = parent_.timestamp};
        if (snapshot != batch->after || state::commitment(snapshot) != batch->commitment_after) {
            return failure(ErrorCode::kCorrupt, "batch " + std::to_string(batch->number) +
                                                    ": the stored state commitment is not what "
                                                    "its blocks give");
        }
        report_.last_commitment = batch->commitment_after;
        ++report_.batches;
        return {};
    }

    Hash block_hash(std::uint64_t number) const
    {
        const auto next = parent_.number + 1;
        if (number >= next || next - number > recent_.size()) return {};
        return recent_[recent_.size() - (next - number)];
    }

    const Chain& chain_;
    const stf::ChainRules rules_;
    const std::uint64_t head_;
    state::MemoryState state_;  ///< after the last replayed block
    state::MemoryStore tree_;
    state::TreeHead tree_head_;
    std::map<Hash, state::Change> batch_changes_;
    stf::Header parent_;
    std::deque<Hash> recent_;        ///< oldest first, the parent's last
    std::uint64_t queue_taken_ = 0;  ///< by published batches
    ReplayReport report_;
};

}  // namespace

Result<ReplayReport> replay(const Chain& chain, const ReplayProgress& progress)
{
    return Replay(chain).run(progress);
}

}  // namespace archi::chain
