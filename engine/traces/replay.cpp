#include "traces/replay.hpp"

#include <algorithm>

#include "evm/tracer.hpp"
#include "state/keys.hpp"
#include "state/memory_state.hpp"
#include "state/memory_store.hpp"
#include "stf/genesis.hpp"
#include "stf/host/compression.hpp"

namespace archi::traces {

namespace {

constexpr std::uint64_t kGenesisTime = 1'700'000'000;
constexpr std::uint64_t kMillionEther = 1'000'000;
constexpr std::uint64_t kEther = 1'000'000'000'000'000'000;

stf::ChainRules rules()
{
    stf::ChainRules rules;
    rules.chain_id = kTraceChainId;
    rules.block_gas_limit = 500'000'000;
    rules.fee_collector.bytes.back() = 0xfe;
    rules.minimum_base_fee = u256{100'000'000};
    rules.cycles_per_gas = 1024;
    return rules;
}

/// Remembers every account that takes part.
class AccountTracer final : public evm::Tracer {
public:
    explicit AccountTracer(std::map<Hash, Address>& accounts) : accounts_(accounts) {}

    void add(const Address& address) { accounts_[state::account_key(address)] = address; }
    void on_transaction_start(evm::Host& /*host*/, std::span<const Address> involved) override
    {
        for (const auto& address : involved)
            add(address);
    }
    void on_step(const evm::Step& /*step*/) override {}
    void on_step_end(std::int64_t /*gas_cost*/, evm::Status /*status*/) override {}
    void on_enter(const evm::Message& message) override { add(message.recipient); }
    void on_exit(const evm::Message& /*message*/, const evm::CallResult& /*result*/) override {}

private:
    std::map<Hash, Address>& accounts_;
};

/// A chain that forgets nothing.
class MemoryChain {
public:
    explicit MemoryChain(const Trace& trace) : tracer_(accounts_)
    {
        std::vector<stf::GenesisAccount> accounts;
        for (const auto& address : trace.funded)
            accounts.push_back({.address = address,
                                .nonce = 0,
                                .balance = u256{kMillionEther} * u256{kEther},
                                .code = {},
                                .storage = {}});
        const auto genesis = stf::make_genesis(rules_, kGenesisTime, accounts);
        state_.apply(genesis.changes, genesis.codes);
        parent_ = genesis.header;
        hashes_ = {genesis.hash};
        const auto empty = state::plant(tree_);
        snapshot_ = stf::genesis_snapshot(genesis, state::apply(tree_, empty, genesis.changes));
    }

    Result<void> add_block(std::span<const Bytes> transactions)
    {
        stf::BlockBuilder builder(rules_, state_, parent_, hashes_.back(), parent_.timestamp + 1,
                                  [this](std::uint64_t number) {
                                      return number < hashes_.size() ? hashes_[number] : Hash{};
                                  });
        for (const auto& raw : transactions) {
            const auto transaction = stf::admit(raw, rules_.chain_id);
            if (!transaction) return refused(transaction.error());
            if (const auto added = builder.add(*transaction, &tracer_); !added)
                return refused(added.error());
        }
        const auto& block = blocks_.emplace_back(builder.seal());
        state_.apply(block.changes, block.new_code);
        parent_ = block.header;
        hashes_.push_back(block.hash);
        transactions_ += transactions.size();
        return {};
    }

    /// The blocks since the last batch, as one.
    Replay close_batch()
    {
        stf::BatchSummary summary;
        summary.rules = rules_;
        summary.batch_number = ++batches_;
        summary.before = snapshot_;
        summary.last_block = parent_;
        std::vector<std::vector<state::Change>> changes;
        for (const auto& block : blocks_) {
            changes.push_back(block.changes);
            summary.timestamps.push_back(block.header.timestamp);
            summary.block_hashes.push_back(block.hash);
            summary.new_code.insert(summary.new_code.end(), block.new_code.begin(),
                                    block.new_code.end());
            summary.cycles += block.cycles;
        }
        const auto merged = stf::merge_changes(changes);
        summary.differences =
            state::differences_of(merged, [this](const Hash& key) { return tree_.index_of(key); });
        const auto recent = std::span(hashes_).last(std::min(hashes_.size(), state::kRecentBlocks));
        snapshot_ = {.on_chain = state::apply(tree_, snapshot_.on_chain, merged),
                     .off_chain = state::empty_tree(),
                     .block_number = parent_.number,
                     .recent_blocks = state::recent_blocks_hash(recent),
                     .timestamp = parent_.timestamp};
        summary.after = snapshot_;
        summary.compressed_content = stf::compress_content(summary);
        Replay batch{.blocks = std::move(blocks_),
                     .output = stf::summarize(summary),
                     .accounts = accounts_,
                     .transactions = transactions_};
        blocks_.clear();
        transactions_ = 0;
        return batch;
    }

private:
    static std::unexpected<Error> refused(stf::TransactionError error)
    {
        return failure(ErrorCode::kInvalidArgument, stf::to_string(error));
    }

    stf::ChainRules rules_ = rules();
    state::MemoryState state_;
    state::MemoryStore tree_;
    state::Snapshot snapshot_;
    stf::Header parent_;
    std::vector<Hash> hashes_;  ///< of all blocks, by number
    std::uint64_t batches_ = 0;
    std::map<Hash, Address> accounts_;
    AccountTracer tracer_;
    // Since the last batch.
    std::vector<stf::ExecutedBlock> blocks_;
    std::uint64_t transactions_ = 0;
};

}  // namespace

Result<Replay> replay(const Trace& trace)
{
    MemoryChain chain(trace);
    for (std::size_t i = 0; i < trace.prepare.size(); ++i)
        if (auto done = chain.add_block({&trace.prepare[i], 1}); !done)
            return failure("Transaction " + std::to_string(i + 1) + " that prepares is refused.",
                           done.error());
    if (!trace.prepare.empty()) static_cast<void>(chain.close_batch());
    for (std::size_t i = 0; i < trace.blocks.size(); ++i)
        if (auto done = chain.add_block(trace.blocks[i]); !done)
            return failure("A transaction of block " + std::to_string(i + 1) + " is refused.",
                           done.error());
    return chain.close_batch();
}

}  // namespace archi::traces
