#pragma once
// Batches as an L1 has them: what their commitments brought along, checked against what the
// chain's contract keeps of each.

#include "l1/found_chain.hpp"
#include "operator/calls.hpp"

namespace archi::settlement {

/// A batch as the calldata of its commitment brings it (l1/contracts/src/chain/Batch.sol).
struct BatchCommit {
    Hash state_commitment;
    Bytes output;
    Bytes data;  ///< for the data validator: a rollup's pubdata

    bool operator==(const BatchCommit&) const = default;
};

/// What a call of the ValidatorTimelock commits for one chain.
struct CommitCall {
    StoredBatch previous;
    std::vector<BatchCommit> batches;
};

/// Reads a call of commitEpoch or settleForced. Total; nullopt for anything else, and where the
/// call commits nothing for `contract`. Cost: linear in the input.
[[nodiscard]] std::optional<CommitCall> read_commit_call(bytes_view input, const Address& contract);

/// A batch that the contract has, and what brought it there.
struct PublishedCommit {
    StoredBatch stored;
    Bytes output;
    Bytes data;
    std::vector<Hash> queue = {};  ///< hashes of the queue entries that it took
};

/// Gives a chain's committed batches one after the other. Blocking.
class Publication {
public:
    /// Looks at what the L1 has of `chain` at its block `last`. `client` must outlive it.
    /// Errors: kCorrupt where events are missing; those of the client.
    [[nodiscard]] static Result<Publication> open(l1::Client& client, const l1::FoundChain& chain,
                                                  std::uint64_t last);

    [[nodiscard]] const Standing& standing() const { return standing_; }
    /// Of the state that the chain began with, as the contract has it.
    [[nodiscard]] bool begins_with(const Hash& genesis_commitment) const;

    /// The batch after `previous`. Errors: kCorrupt, with the batch's number, where calldata and
    /// contract say different things; kUnsupported where the batch was committed through another
    /// contract; those of the client.
    [[nodiscard]] Result<PublishedCommit> next(const StoredBatch& previous);

private:
    Publication(l1::Client& client, const l1::FoundChain& chain, std::uint64_t last)
        : client_(client), chain_(chain), last_(last)
    {
    }
    [[nodiscard]] Result<void> find_commits();
    [[nodiscard]] Result<void> load(std::uint64_t number);
    [[nodiscard]] Result<std::vector<Hash>> queue(std::uint64_t first, std::uint64_t end);

    l1::Client& client_;
    l1::FoundChain chain_;
    std::uint64_t last_ = 0;
    Standing standing_;
    Hash genesis_;                ///< hash of the stored genesis batch
    std::vector<Hash> commits_;   ///< transactions that committed batch 1, 2, …
    std::optional<Hash> loaded_;  ///< the transaction that call_ is of
    CommitCall call_;
};

}  // namespace archi::settlement
