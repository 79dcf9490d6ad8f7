#pragma once
// One running chain: takes transactions, makes blocks, seals batches, answers questions.
//
// Threads: one sequencer thread writes the state; one batcher thread follows it; every public
// method may be called from any thread. Records are immutable and shared.

#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "base/result.hpp"
#include "chain/config.hpp"
#include "chain/status.hpp"
#include "state/tree.hpp"
#include "stf/batch.hpp"

namespace archi::chain {

using Bloom = FixedBytes<256>;

/// A stored block with everything that is ever asked about it.
struct BlockRecord {
    stf::Header header;
    Hash hash;
    std::vector<stf::SignedTransaction> transactions;
    std::vector<stf::Receipt> receipts;  ///< same order
    Bloom bloom;                         ///< of all logs (receipts in RPC carry real blooms)
    std::uint64_t first_log_index = 0;   ///< always 0: log indices count within the block
    std::uint64_t batch = 0;  ///< number of the batch it belongs to; batches count from 1
};
using Block = std::shared_ptr<const BlockRecord>;

struct TransactionPlace {
    std::uint64_t block = 0;
    std::uint32_t index = 0;
};

/// A sealed batch (protocol §3), with what an operator needs to settle it. Its pubdata is apart.
struct BatchRecord {
    std::uint64_t number = 0;
    std::uint64_t first_block = 0;
    std::uint64_t last_block = 0;
    std::uint64_t transactions = 0;
    std::int64_t sealed_unix_ms = 0;
    std::uint64_t cycles = 0;
    state::Snapshot after;
    Hash commitment_before;
    Hash commitment_after;
    Hash output_hash;
    Hash public_input;
    std::uint64_t pubdata_bytes = 0;
    std::uint64_t epoch = 0;      ///< of its group (stf/OUTPUT.md)
    std::uint64_t queue_end = 0;  ///< queue entries that are in blocks since genesis
    Bytes output;                 ///< preimage of the output hash: 389 bytes (stf/OUTPUT.md)
    Bytes flows;                  ///< opens the asset-flow root (l1/FORMATS.md)
    Bytes imports;                ///< opens the imported accumulators
};

/// An entry of the L1 queue as whoever watches the L1 gives it.
struct QueueEntry {
    Bytes raw;                   ///< 0x7f ‖ abi.encode(L2CanonicalTransaction), l1/FORMATS.md
    std::uint64_t deadline = 0;  ///< seconds: no batch may end later without it

    bool operator==(const QueueEntry&) const = default;
};

/// Something that a system contract is to be told by the sequencer (stf/SYSTEM.md).
struct SystemCall {
    Address to;  ///< the roots or the handler of interop
    Bytes data;
    std::uint64_t gas = 0;

    bool operator==(const SystemCall&) const = default;
};

/// A message that the chain sent.
struct SentMessage {
    std::uint64_t number = 0;  ///< among all of them
    std::uint64_t block = 0;
    Hash transaction;
    Address sender;
    Bytes data;

    bool operator==(const SentMessage&) const = default;
};

/// How far an L1 has a chain's batches: the numbers of the last batch of each kind, 0 before the
/// first. Executed ones are final.
struct Settled {
    std::uint64_t committed = 0;
    std::uint64_t verified = 0;
    std::uint64_t executed = 0;

    bool operator==(const Settled&) const = default;
};

/// What the mempool knows of one transaction.
struct PooledTransaction {
    std::shared_ptr<const stf::SignedTransaction> transaction;
    bool executable = false;  ///< no nonce gap in front of it
};

struct PoolStatus {
    std::uint64_t pending = 0;  ///< executable
    std::uint64_t queued = 0;   ///< behind a nonce gap
};

/// Called on the thread where it happens; must return quickly and never call back into the chain.
struct Listener {
    std::function<void(const Block&)> on_block;   ///< the block is on disk
    std::function<void(const Hash&)> on_pending;  ///< accepted into the mempool
    std::function<void(const BatchRecord&)> on_batch;
    std::function<void(const State&)> on_state;
};

class MessageTree;

class Chain {
public:
    /// Opens or creates the chain in `folder` (chain.db, index.db, mempool.journal). Recovers from
    /// any crash first. Errors: kCorrupt, kNoSpace, kPermission, kBusy, kInvalidArgument (config
    /// contradicts the data).
    [[nodiscard]] static Result<std::unique_ptr<Chain>> open(const std::filesystem::path& folder,
                                                             const Config& config);
    /// Stops first.
    ~Chain();
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;

    /// Starts and stops the sequencer and batcher. Idempotent. Queries work in between.
    void start();
    void stop();

    [[nodiscard]] const Config& config() const;
    [[nodiscard]] State state() const;
    [[nodiscard]] Metrics metrics() const;
    /// For benchmarks.
    [[nodiscard]] SequencerTimes sequencer_times() const;

    // -- transactions ----------------------------------------------------------------------------

    /// Checks and pools a raw transaction; gives its hash. kInvalidArgument carries the sentence
    /// that wallets know; kAlreadyExists "already known"; kLimitExceeded when the pool is full;
    /// kUnavailable when the chain does not take transactions.
    [[nodiscard]] Result<Hash> submit(Bytes raw);

    /// Next nonce of `address`, counting its executable pooled transactions.
    [[nodiscard]] std::uint64_t pending_nonce(const Address& address) const;
    [[nodiscard]] std::shared_ptr<const stf::SignedTransaction> pooled(const Hash& hash) const;
    [[nodiscard]] std::vector<PooledTransaction> pool_content(std::size_t limit) const;
    [[nodiscard]] PoolStatus pool_status() const;

    // -- blocks ----------------------------------------------------------------------------------

    /// The newest stored block. Never null.
    [[nodiscard]] Block head() const;
    /// Blocks 1 to this one of a chain that was rebuilt from its L1 are not known; 0 on others.
    [[nodiscard]] std::uint64_t published_blocks() const;
    /// Null if there is none, or it is not known. Recent and recently asked blocks come from
    /// memory.
    [[nodiscard]] Block block(std::uint64_t number) const;
    [[nodiscard]] std::optional<std::uint64_t> block_number(const Hash& block_hash) const;
    [[nodiscard]] std::optional<TransactionPlace> find_transaction(const Hash& hash) const;
    /// Bloom of a block without loading it.
    [[nodiscard]] std::optional<Bloom> bloom(std::uint64_t number) const;
    /// Waits until the transaction is in a stored block; false after `timeout`.
    [[nodiscard]] bool wait_for(const Hash& hash, milliseconds timeout) const;

    // -- state -----------------------------------------------------------------------------------

    /// The state after `block_number` (every block since genesis is kept). Not for sharing between
    /// threads. Null if there is no such block; of those that are not known each batch's last has
    /// one.
    [[nodiscard]] std::unique_ptr<state::Reader> state_at(std::uint64_t block_number) const;
    [[nodiscard]] stf::BlockHashes block_hashes() const;
    /// The base fee the next block will have.
    [[nodiscard]] u256 next_base_fee() const;

    // -- batches ---------------------------------------------------------------------------------

    /// Number of the last sealed batch, 0 before the first.
    [[nodiscard]] std::uint64_t last_batch() const;
    [[nodiscard]] std::optional<BatchRecord> batch(std::uint64_t number) const;
    [[nodiscard]] std::optional<Bytes> pubdata(std::uint64_t number) const;
    /// Against the tree after the last sealed batch.
    [[nodiscard]] Result<std::pair<BatchRecord, std::vector<state::InclusionProof>>> prove(
        std::span<const Hash> keys) const;

    /// What the L1 has of this chain. Durable; told by whoever settles it.
    [[nodiscard]] Settled settled() const;
    [[nodiscard]] Result<void> set_settled(const Settled& settled);

    /// What the guest needs to prove a sealed batch: the batch is executed again for it.
    /// Errors: kNotFound, kCorrupt.
    [[nodiscard]] Result<stf::BatchInput> build_witness(std::uint64_t batch) const;

    /// Writes consistent copies of the databases (same names) into `folder`, while the chain runs
    /// or not.
    [[nodiscard]] Result<void> copy_to(const std::filesystem::path& folder) const;

    /// Drops the batches from number `first` on, sealed or open, and goes back to the state before
    /// them. What was in them waits again where it still can; queue entries go into the next
    /// blocks. Whether they may be dropped (none is executed on the L1) is for the caller to know.
    /// Works while the chain runs and while it does not. Errors: kInvalidArgument for 0 or a number
    /// past the open batch, kUnsupported on a mainland.
    [[nodiscard]] Result<void> revert_batches(std::uint64_t first);

    // -- the L1 queue ----------------------------------------------------------------------------

    /// Takes entries first, first + 1, … of the queue, durably; they are the first transactions of
    /// the next blocks. Entries that are known already are compared. Errors: kInvalidArgument for
    /// a gap or for bytes that are no queue transaction of that index; kAlreadyExists if another
    /// entry is known there; kUnsupported on a chain that settles nowhere.
    [[nodiscard]] Result<void> enqueue(std::uint64_t first, std::span<const QueueEntry> entries);
    /// How many entries are known: the next to give.
    [[nodiscard]] std::uint64_t queue_known() const;
    /// How many of them are in blocks.
    [[nodiscard]] std::uint64_t queue_taken() const;
    /// Hashes of the entries first … end - 1; fewer if not all are known.
    [[nodiscard]] std::vector<Hash> queue_hashes(std::uint64_t first, std::uint64_t end) const;
    /// Forgets the entries from `first` on, because the L1 has others there now. Errors:
    /// kInvalidArgument if one of them is in a block.
    [[nodiscard]] Result<void> forget_queue(std::uint64_t first);

    // -- messages to other chains ----------------------------------------------------------------

    /// How many messages the chain sent up to and including `block`.
    [[nodiscard]] std::uint64_t message_count(std::uint64_t block) const;
    /// The tree of all of them.
    [[nodiscard]] const MessageTree& message_tree() const;
    /// A transaction with this call, from the bootloader, comes into the next block. It is not kept
    /// over a restart, and dropped if it does not fit the state any more. Errors: kUnsupported on a
    /// chain that settles nowhere, kUnavailable when it is not running, kLimitExceeded.
    [[nodiscard]] Result<void> tell(SystemCall call);
    /// What left the chain in a sealed batch and came to it. Errors: kNotFound.
    [[nodiscard]] Result<stf::Crossings> crossings(std::uint64_t batch) const;

    // -- the mainland's clock and history -- kUnsupported on an island: its blocks are promises
    // ----

    /// The next block comes now; gives it.
    [[nodiscard]] Result<Block> mine();
    /// Moves the clock ahead; the next block is that much later. Gives the whole offset, seconds.
    [[nodiscard]] Result<std::uint64_t> advance_clock(std::uint64_t seconds);
    /// Replaces the newest `depth` blocks: they vanish, and what was in them waits again, or, with
    /// kDrop, is forgotten. Another block follows at once. Errors: kInvalidArgument beyond block 1.
    enum class Undone : std::uint8_t { kWait, kDrop };
    [[nodiscard]] Result<void> reorganize(std::uint64_t depth, Undone undone);

    // -- events ----------------------------------------------------------------------------------

    [[nodiscard]] std::uint64_t subscribe(Listener listener);
    void unsubscribe(std::uint64_t id);

private:
    class Implementation;
    explicit Chain(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace archi::chain
