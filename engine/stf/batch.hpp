#pragma once
// Batches: what is proven. The same function runs in the sequencer's batcher and in the guest.

#include <expected>

#include "base/keccak.hpp"
#include "state/difference.hpp"
#include "state/tree.hpp"
#include "stf/block.hpp"
#include "stf/crossings.hpp"

namespace archi::stf {

inline constexpr std::uint32_t kProtocolVersion = 1;

struct BatchBlock {
    std::uint64_t timestamp = 0;
    std::vector<Bytes> transactions;       ///< raw
    std::vector<std::uint32_t> set_aside;  ///< ascending: those that are not run (of the queue)

    bool operator==(const BatchBlock&) const = default;
};

/// Everything a batch's execution depends on: the guest's input.
struct BatchInput {
    ChainRules rules;
    std::uint64_t batch_number = 0;
    state::Snapshot before;
    Header parent;                    ///< of the first block
    std::vector<Hash> recent_blocks;  ///< last 256 hashes, oldest first; the parent's is last
    state::Multiproof on_chain;
    state::Multiproof off_chain;
    std::vector<Bytes> codes;  ///< code that is executed or copied, each once
    Bytes compressed_content;  ///< as in BatchSummary
    std::vector<BatchBlock> blocks;

    bool operator==(const BatchInput&) const = default;
};

/// Serialisation of the witness (host to guest). Total and bounded; not a protocol format.
[[nodiscard]] Bytes encode(const BatchInput& input);
[[nodiscard]] std::optional<BatchInput> decode_batch_input(bytes_view bytes);

enum class BatchError : std::uint8_t {
    kRules,        ///< not the rules that the state was made for (GENESIS.md)
    kWitness,      ///< does not belong to the snapshot, or lacks something the execution reads
    kParent,       ///< parent header or block hashes do not fit the snapshot
    kTransaction,  ///< a block holds a transaction that is invalid there
    kBlock,        ///< no block at all, a timestamp goes back, or too much leaves the chain
};

struct BatchOutput {
    state::Snapshot after;
    Hash commitment_before;
    Hash commitment_after;
    Bytes pubdata;
    Bytes flows;        ///< opens the asset-flow root (l1/FORMATS.md)
    Bytes imports;      ///< opens the imported accumulators
    Bytes preimage;     ///< of the output hash: kOutputSize bytes
    Hash output_hash;   ///< keccak, binds everything the L1 must know (OUTPUT.md)
    Hash public_input;  ///< keccak(commitment_before ‖ commitment_after ‖ output_hash)
    std::uint64_t cycles = 0;
    std::vector<Hash> block_hashes;

    bool operator==(const BatchOutput&) const = default;
};

/// Executes the batch from its witness alone. Total: whatever the input, an output or an error.
[[nodiscard]] std::expected<BatchOutput, BatchError> execute_batch(const BatchInput& input);

/// The last step of execute_batch on its own, for the batcher, which executed the blocks already:
/// net changes of the batch and where its leaves are, in; pubdata, output hash, public input, out.
struct BatchSummary {
    ChainRules rules;
    std::uint64_t batch_number = 0;
    state::Snapshot before;
    state::Snapshot after;
    std::vector<std::uint64_t> timestamps;  ///< of the blocks, in order
    std::vector<Hash> block_hashes;         ///< of the blocks, in order
    Header last_block;
    std::vector<state::Difference> differences;  ///< of merge_changes(...), state::differences_of
    std::vector<Bytes> new_code;                 ///< of the blocks, in order; repeats are dropped
    std::uint64_t cycles = 0;
    Hash queue_hash = kEmptyKeccak;
    std::uint64_t queue_count = 0;
    Crossings crossings;
    Hash accumulator_before;  ///< over all messages that the chain ever sent
    Hash accumulator_after;
    /// The content of the pubdata, compressed (base/lzma.hpp). Empty, or of something else: it is
    /// published as it is.
    Bytes compressed_content;
};
/// Requires at least one block.
[[nodiscard]] BatchOutput summarize(const BatchSummary& summary);

/// Rolls a transaction hash into an L1-queue hash (OUTPUT.md).
[[nodiscard]] Hash roll_queue(const Hash& before, const Hash& transaction);

/// Net changes over consecutive blocks, ascending by key: from the first `before` of a key to its
/// last `after`, without those that end where they began.
[[nodiscard]] std::vector<state::Change> merge_changes(
    std::span<const std::vector<state::Change>> blocks);

/// A batch without witness, for making one: rules, number, before, parent, recent_blocks and blocks
/// are given. Executes it on `state` and `on_chain`, both as of `before`, and adds what it read.
[[nodiscard]] std::expected<BatchInput, BatchError> add_witness(BatchInput input,
                                                                state::Reader& state,
                                                                state::TreeStore& on_chain);

}  // namespace archi::stf
