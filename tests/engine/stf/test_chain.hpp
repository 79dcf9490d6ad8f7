#pragma once
// A chain in memory: genesis, blocks on top of each other, batches over them.

#include <map>
#include <span>

#include "signer.hpp"
#include "state/account.hpp"
#include "state/memory_store.hpp"
#include "stf/batch.hpp"
#include "stf/genesis.hpp"

namespace archi::stf::testing {

/// Values and code by key.
class MapReader final : public state::Reader {
public:
    Hash value(const Hash& key) override;
    std::shared_ptr<const Bytes> code(const Hash& code_hash) override;
    void apply(std::span<const state::Change> changes);
    void add_code(const Bytes& code);

    std::map<Hash, Hash> values;
    std::map<Hash, std::shared_ptr<const Bytes>> codes;
};

[[nodiscard]] Bytes from_hex(const char* text);
/// Init code that deploys `runtime` (at most 255 bytes).
[[nodiscard]] Bytes deploying(const Bytes& runtime);

inline constexpr std::uint64_t kChainId = 7001;
inline constexpr std::uint64_t kGenesisTime = 1'700'000'000;

/// 30 million gas, 1000 cycles per gas, base fee at least 1 gwei.
[[nodiscard]] ChainRules test_rules();
/// The same on an L1 with id 31337, in a group with epochs of 10 s.
[[nodiscard]] ChainRules settling_rules();

class TestChain {
public:
    /// Each of `rich` has 1000 ether.
    explicit TestChain(std::span<const Key> rich, std::vector<GenesisAccount> contracts = {},
                       const ChainRules& chain_rules = test_rules());

    /// A block builder on the newest state, `seconds` after the last block.
    [[nodiscard]] BlockBuilder begin(std::uint64_t seconds = 1);
    /// Takes a sealed block; `transactions` as they went into it.
    void accept(const ExecutedBlock& block, std::span<const SignedTransaction> transactions);
    /// A block of these transactions; each must belong into it.
    ExecutedBlock block(std::span<const SignedTransaction> transactions, std::uint64_t seconds = 1);
    ExecutedBlock block(const SignedTransaction& transaction) { return block({&transaction, 1}); }

    /// The blocks since the last batch, with their witness.
    [[nodiscard]] std::expected<BatchInput, BatchError> witness();
    /// Closes the batch: from here on witness() is about later blocks.
    void close_batch(const BatchOutput& output);

    [[nodiscard]] state::Account account(const Address& address);
    [[nodiscard]] u256 storage(const Address& address, const u256& slot);
    /// 21,000 to `key`'s fees included: a dynamic-fee transfer with the key's next nonce.
    [[nodiscard]] Transaction transfer(const Key& from, const Address& to, const u256& value);

    ChainRules rules;
    MapReader state;
    Header parent;
    std::vector<Hash> hashes;  ///< of all blocks, by number
    // since the last batch
    MapReader batch_state;
    state::MemoryStore tree;
    state::Snapshot snapshot;
    Header batch_parent;
    std::uint64_t batch_number = 1;
    std::vector<BatchBlock> batch_blocks;
    std::vector<std::vector<state::Change>> batch_changes;
    std::vector<Bytes> batch_code;
    std::vector<Hash> batch_hashes;
    std::uint64_t batch_cycles = 0;
};

}  // namespace archi::stf::testing
