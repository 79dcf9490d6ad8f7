#pragma once
// A chain's state made again from what its L1 has, in memory: the genesis, then batch after batch.

#include <deque>
#include <map>
#include <memory>

#include "chain/chain.hpp"
#include "state/memory_store.hpp"
#include "stf/batch.hpp"

namespace archi::chain {

/// A committed batch as the L1 has it.
struct PublishedBatch {
    Bytes output;     ///< preimage of the output hash (stf/OUTPUT.md)
    Bytes pubdata;    ///< what the output's data commitment is of
    Hash commitment;  ///< the state commitment after it
    /// Hashes of the queue entries that it took, as the L1 has them.
    std::vector<Hash> queue = {};
};

/// What an applied batch did. Its blocks are known as far as they are published.
struct AppliedBatch {
    BatchRecord record;  ///< without a count of transactions
    stf::Header last_block;
    std::vector<Hash> block_hashes;  ///< of its last blocks, 256 at most, oldest first
    std::vector<state::Change> changes;
    std::vector<Bytes> new_code;
};

/// The state after a number of batches. Memory: about 300 bytes a leaf.
class Rebuilt {
public:
    /// The state of block 0.
    explicit Rebuilt(const Config& config);
    ~Rebuilt() = default;
    Rebuilt(const Rebuilt&) = delete;
    Rebuilt& operator=(const Rebuilt&) = delete;

    /// Applies the next batch. Nothing in it is believed: the pubdata must be what the output
    /// commits to, and give the commitment. Errors: kCorrupt, naming the batch and what is wrong;
    /// the state must not be used after one.
    [[nodiscard]] Result<AppliedBatch> apply(const PublishedBatch& batch);

    [[nodiscard]] std::uint64_t batches() const { return batches_; }
    [[nodiscard]] const state::Snapshot& snapshot() const { return snapshot_; }
    [[nodiscard]] const stf::Header& last_block() const { return last_block_; }
    [[nodiscard]] Hash commitment() const { return state::commitment(snapshot_); }
    /// Reads from it, and from nothing else; must not outlive it.
    [[nodiscard]] std::unique_ptr<state::Reader> state() const;

    /// Seals the next batch: one block with these raw transactions, at `timestamp` or, if that is
    /// earlier than the last block, at its time. The state stays as it is. Errors:
    /// kInvalidArgument if a transaction does not belong into the block.
    [[nodiscard]] Result<stf::BatchOutput> seal_next(std::uint64_t timestamp,
                                                     std::span<const Bytes> transactions = {});

private:
    class TreeReader;
    [[nodiscard]] Result<std::vector<state::Change>> changes_of(bytes_view differences);
    [[nodiscard]] Hash block_hash(std::uint64_t number) const;
    [[nodiscard]] Bytes flows_of(std::span<const state::Change> changes) const;

    stf::ChainRules rules_;
    mutable state::MemoryStore tree_;
    std::map<Hash, std::shared_ptr<const Bytes>> codes_;
    std::deque<Hash> recent_;  ///< of the last 256 blocks, oldest first
    state::Snapshot snapshot_;
    stf::Header last_block_;
    std::uint64_t batches_ = 0;
    std::uint64_t queue_end_ = 0;
};

/// The state after all of `batches`, which begin with batch 1. Errors: those of Rebuilt::apply.
[[nodiscard]] Result<std::unique_ptr<Rebuilt>> rebuild(const Config& config,
                                                       std::span<const PublishedBatch> batches);

}  // namespace archi::chain
