#pragma once
// What the operator says to the contracts of the L1, and what it asks them
// (l1/contracts/src/settlement/ValidatorTimelock.sol, src/chain/Batch.sol).

#include <span>
#include <vector>

#include "chain/chain.hpp"
#include "l1/deployment.hpp"

namespace archi::settlement {

/// What the L1 keeps of a batch, as the hash of it (l1/FORMATS.md, "Stored batch").
struct StoredBatch {
    std::uint64_t number = 0;
    std::uint64_t last_timestamp = 0;  ///< seconds
    std::uint64_t epoch = 0;
    std::uint64_t queue_end = 0;  ///< queue entries taken since genesis
    Hash state_commitment;
    Hash accumulator;
    Hash output_hash;
    Hash public_input;

    bool operator==(const StoredBatch&) const = default;
};

[[nodiscard]] StoredBatch stored_genesis(const Hash& commitment);
[[nodiscard]] StoredBatch stored(const chain::BatchRecord& record);
[[nodiscard]] Hash hash_of(const StoredBatch& batch);

/// That an accumulator which a batch imported is a prefix of what its source has executed by then
/// (l1/contracts/src/chain/Batch.sol); zeros where both are the same, or nothing is to be shown.
struct Prefix {
    std::uint64_t count = 0;
    Hash root;
    std::uint64_t latest_count = 0;
    Hash latest_root;
    std::vector<Hash> path;
};

/// A batch with all that its steps bring along.
struct Batch {
    StoredBatch stored;
    Bytes output;        ///< the preimage of the output hash, 389 bytes
    Bytes flows;         ///< opens its asset-flow root
    Bytes data;          ///< for the data validator: the pubdata, or the committee's signatures
    Bytes imports = {};  ///< opens its imported accumulators
    std::vector<Prefix> prefixes = {};  ///< one for each of them
};

/// Consecutive batches of one chain.
struct Share {
    Address contract;
    StoredBatch previous;  ///< of the first one
    std::vector<Batch> batches;
};

// Calls of the ValidatorTimelock.
[[nodiscard]] Bytes commit_call(std::span<const Share> shares);
/// With the statements of all batches, and an empty proof: the verifier is the UnprovenVerifier.
[[nodiscard]] Bytes prove_call(std::span<const Share> shares);
[[nodiscard]] Bytes execute_call(std::span<const Share> shares);
[[nodiscard]] Bytes revert_call(const Address& contract, std::uint64_t new_last);

/// How far a chain is on the L1: numbers of the last batch of each kind.
struct Standing {
    std::uint64_t committed = 0;
    std::uint64_t verified = 0;
    std::uint64_t executed = 0;
    Hash last_committed;  ///< hash of that stored batch
};

/// Errors: kCorrupt where the contract's answers contradict each other; those of the client.
[[nodiscard]] Result<Standing> read_standing(l1::Client& client, const Address& contract,
                                             const l1::BlockId& at);
/// Number of the last executed batch; 0 before the contract is there.
[[nodiscard]] Result<std::uint64_t> read_executed(l1::Client& client, const Address& contract,
                                                  const l1::BlockId& at);
/// Hash of a stored batch; zeros for one that is not committed.
[[nodiscard]] Result<Hash> read_stored(l1::Client& client, const Address& contract,
                                       std::uint64_t number, const l1::BlockId& at);

/// A revert of the contracts in words: "WrongField: Cycles", or its name, or what the node said.
[[nodiscard]] std::string revert_words(bytes_view data);

}  // namespace archi::settlement
