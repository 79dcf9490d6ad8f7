#pragma once
// Transactions that wait for a block: a queue by nonce for every sender, and rules that keep the
// whole within bounds whatever arrives (README.md, "Mempool"). Thread-safe; locks are held for
// microseconds.

#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "chain/chain.hpp"
#include "chain/hashing.hpp"
#include "chain/sender_queue.hpp"

namespace archi::chain {

/// How far ahead of the next executable nonce a transaction may be.
inline constexpr std::uint64_t kMaxNonceGap = 64;

struct MempoolLimits {
    std::size_t transactions = 0;
    std::size_t bytes = 0;
    std::size_t per_sender = 0;
    std::uint64_t block_gas_limit = 0;
    u256 minimum_base_fee;  ///< wei per gas; below it nothing is ever included
};

/// What a block changed, as far as waiting transactions care.
struct BlockEffect {
    std::uint64_t number = 0;
    u256 next_base_fee;
    /// The account at a state key after the block, if the block changed it.
    std::function<std::optional<SenderState>(const Hash& account_key)> account;
};

class Mempool {
public:
    using TransactionPointer = std::shared_ptr<const stf::SignedTransaction>;
    /// The account of a sender and the block after which it was read.
    struct AccountView {
        Hash account_key;
        SenderState state;
        std::uint64_t block = 0;
    };
    using ReadAccount = std::function<Result<AccountView>(const Address&)>;

    Mempool(const MempoolLimits& limits, std::uint64_t head, const u256& base_fee)
        : limits_(limits), head_(head), base_fee_(base_fee)
    {
    }

    /// Takes a transaction whose signature was checked. `read_account` is called without the lock,
    /// and only for a sender of whom nothing waits. Errors: those of Chain::submit.
    [[nodiscard]] Result<void> add(const TransactionPointer& transaction,
                                   const ReadAccount& read_account);

    /// The best executable transactions at the current base fee: by tip, then by arrival, each
    /// sender's in nonce order; at most `count`, and about `gas` in all. They stay in the pool.
    [[nodiscard]] std::vector<TransactionPointer> best(std::size_t count, std::uint64_t gas) const;

    /// Takes a transaction out that does not belong in any block.
    void remove(const stf::SignedTransaction& transaction);
    /// A block is stored: takes out what it included and what became void.
    void on_block(const BlockEffect& effect);

    /// Empties the pool: the chain went back to the block `head`. Gives what waited.
    std::vector<TransactionPointer> reset(std::uint64_t head, const u256& base_fee);

    /// Next nonce of `address` after its executable transactions; nullopt if nothing of it waits.
    [[nodiscard]] std::optional<std::uint64_t> pending_nonce(const Address& address) const;
    [[nodiscard]] TransactionPointer find(const Hash& hash) const;
    [[nodiscard]] std::vector<PooledTransaction> content(std::size_t limit) const;
    [[nodiscard]] PoolStatus status() const;
    /// Everything, each sender's in nonce order.
    [[nodiscard]] std::vector<TransactionPointer> all() const;
    /// True if a block could include something now.
    [[nodiscard]] bool has_executable() const;

private:
    [[nodiscard]] Result<void> insert(const TransactionPointer& transaction, SenderQueue& queue);
    [[nodiscard]] Result<void> make_room(const stf::SignedTransaction& transaction,
                                         bool executable);
    void take_out(SenderQueue& queue, std::uint64_t nonce);
    void count(const SenderQueue& queue, int sign);
    [[nodiscard]] std::uint64_t tip(const stf::Transaction& transaction) const;

    MempoolLimits limits_;
    mutable std::mutex mutex_;
    std::uint64_t head_;
    u256 base_fee_;
    std::uint64_t arrivals_ = 0;
    std::size_t bytes_ = 0;
    std::size_t executable_ = 0;
    std::size_t queued_ = 0;
    /// While the pool is full: nothing that tips less than this can push anything out.
    std::uint64_t least_tip_ = 0;
    std::unordered_map<Address, SenderQueue, HashBytes> senders_;
    std::unordered_map<Hash, TransactionPointer, HashBytes> by_hash_;
};

}  // namespace archi::chain
