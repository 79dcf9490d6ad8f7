#pragma once
// Turns closed batches into sealed ones: net changes, tree, commitment, pubdata.

#include <memory>

#include "chain/ledger.hpp"
#include "stf/batch.hpp"
#include "storage/tree_database.hpp"

namespace archi::chain {

/// Blocks that make one batch.
struct BatchRange {
    std::uint64_t number = 0;
    std::uint64_t first_block = 0;
    std::uint64_t last_block = 0;
};

/// For one thread. `ledger` must outlive it.
class BatchSealer {
public:
    BatchSealer(Ledger& ledger, const stf::ChainRules& rules) : ledger_(ledger), rules_(rules) {}

    /// Opens the tree and brings it to the last stored batch. A tree that does not fit is made
    /// again.
    [[nodiscard]] Result<void> recover();
    /// Computes and stores the batch. Requires the one before it to be sealed, and its blocks
    /// stored.
    [[nodiscard]] Result<BatchRecord> seal(const BatchRange& range);
    /// The tree goes back to before batch `first`, which is one past the last sealed one at most. A
    /// tree that lags behind the stored batches is brought up to them by recover.
    [[nodiscard]] Result<void> cut(std::uint64_t first);

private:
    /// What the blocks of a batch come to.
    struct Work {
        BatchRange range;
        std::vector<state::Change> changes;
        std::vector<state::Difference> differences;
        std::vector<Bytes> new_code;
        std::vector<std::uint64_t> timestamps;
        std::vector<Hash> block_hashes;
        stf::Header last_block;
        std::uint64_t transactions = 0;
        std::uint64_t cycles = 0;
        std::vector<Hash> queue;  ///< entries of the L1 queue, by hash
        stf::Crossings crossings;
        Hash accumulator;      ///< after it
        state::TreeHead tree;  ///< after it
    };
    [[nodiscard]] Result<void> replay();
    [[nodiscard]] Result<void> seal_genesis();
    [[nodiscard]] Result<void> add_blocks(Work& work);
    [[nodiscard]] Result<void> add_changes(Work& work);
    /// Net changes, differences, and the tree after them, unflushed.
    [[nodiscard]] Result<Work> compute(const BatchRange& range, const state::TreeHead& before);
    [[nodiscard]] Result<state::Snapshot> snapshot_after(const Work& work) const;
    /// Writes the tree of batch `number`, and `store` before it is committed.
    template <typename Store>
    [[nodiscard]] Result<void> commit_tree(std::uint64_t number, Store store);

    Ledger& ledger_;
    stf::ChainRules rules_;
    std::unique_ptr<storage::TreeDatabase> tree_;
};

/// What the guest needs to prove a sealed batch: executes its blocks again on the state and the
/// tree before it. Any thread. Errors: kNotFound, kCorrupt.
[[nodiscard]] Result<stf::BatchInput> build_witness(const Ledger& ledger,
                                                    const stf::ChainRules& rules,
                                                    std::uint64_t batch);

}  // namespace archi::chain
