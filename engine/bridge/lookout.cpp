#include "bridge/lookout.hpp"

#include <algorithm>

#include "base/abi.hpp"
#include "bridge/interop.hpp"
#include "chain/bloom.hpp"
#include "chain/unix_time.hpp"
#include "stf/accumulator.hpp"
#include "stf/system.hpp"

namespace archi::bridge {
namespace {

namespace system = stf::system;

/// Blocks that are noted at once.
constexpr std::uint64_t kStride = 256;

/// What one stretch of blocks comes to.
class Reading {
public:
    Reading(const TransferStore& store, const chain::Chain& chain) : store_(store), chain_(chain)
    {
        const auto& settlement = chain.config().settlement;
        base_token_ = {.asset = settlement.base_token,
                       .sender = {},
                       .receiver = {},
                       .amount = {},
                       .symbol = settlement.token_symbol};
    }

    Result<void> take(const chain::BlockRecord& block)
    {
        const auto now = chain::unix_ms();
        for (std::size_t i = 0; i < block.transactions.size(); ++i) {
            const auto& transaction = block.transactions[i];
            if (transaction.transaction.kind == stf::Kind::kQueued)
                if (auto done = deposit(block, transaction, block.receipts[i], now); !done)
                    return done;
            for (const auto& log : block.receipts[i].logs)
                if (log.address == system::kInteropHandler)
                    if (auto done = handled(block, transaction.hash, log, now); !done) return done;
        }
        auto number = chain_.message_count(block.header.number - 1);
        for (const auto& message : chain::messages_of(block))
            sent(message, number++, now);
        return {};
    }

    [[nodiscard]] std::vector<Passage> passages() const
    {
        std::vector<Passage> all;
        for (const auto& [id, passage] : passages_)
            all.push_back(passage);
        return all;
    }

private:
    /// The passage as it will be stored: to be changed.
    Result<Passage*> find(const Hash& id)
    {
        if (auto* known = passages_.find(id)) return known;
        auto stored = store_.find(id);
        if (!stored) return std::unexpected(stored.error());
        if (!*stored) return nullptr;
        return &passages_.try_emplace(id, std::move(**stored)).first;
    }

    static void describe(Transfer& transfer, const AssetMove& move)
    {
        transfer.asset = move.asset;
        transfer.symbol = move.symbol;
        transfer.decimals = move.decimals;
        transfer.amount = move.amount;
        transfer.receiver = move.receiver;
    }

    void sent(const chain::SentMessage& message, std::uint64_t number, std::int64_t now)
    {
        const auto id = chain_.config().chain_id;
        auto read = read_message(id, message.sender, message.data);
        Passage passage;
        passage.message = number;
        passage.block = message.block;
        auto& transfer = passage.transfer;
        transfer.from_chain = id;
        transfer.step(Stage::kSent) = {now, message.transaction};
        if (auto* bundle = std::get_if<Bundle>(&read)) {
            transfer.id = bundle->hash;
            transfer.to_chain = bundle->destination;
            transfer.sender = bundle->sender;
            if (!bundle->moves.empty()) describe(transfer, bundle->moves.front());
            passage.bundle = std::move(bundle->encoded);
        } else if (const auto* withdrawal = std::get_if<Withdrawal>(&read)) {
            auto move = withdrawal->is_base_token ? base_token_ : withdrawal->move;
            move.amount = withdrawal->move.amount;
            move.receiver = withdrawal->move.receiver;
            // Equal messages are different withdrawals: the number tells them apart.
            Bytes name = message.data;
            append_be(name, id, 8);
            append_be(name, number, 8);
            transfer.id = stf::message_leaf(message.sender, name);
            transfer.to_chain = chain_.config().settlement.chain_id;
            transfer.sender = sender_of(message);
            describe(transfer, move);
        } else {
            return;
        }
        passages_.insert_or_assign(transfer.id, std::move(passage));
    }

    [[nodiscard]] Address sender_of(const chain::SentMessage& message) const
    {
        const auto place = chain_.find_transaction(message.transaction);
        const auto block = place ? chain_.block(place->block) : nullptr;
        return block ? block->transactions[place->index].sender : Address{};
    }

    Result<void> deposit(const chain::BlockRecord& block, const stf::SignedTransaction& transaction,
                         const stf::Receipt& receipt, std::int64_t now)
    {
        const auto& inner = transaction.transaction;
        auto move = base_token_;
        move.sender = inner.queued.from;
        move.receiver = inner.to.value_or(Address{});
        move.amount = inner.value;
        if (inner.to == system::kAssetRouter)
            if (auto token = read_deposit(inner.data)) move = std::move(*token);
        // What only calls, or backs a genesis, carries nothing to anybody.
        if (move.amount.is_zero() || inner.to == system::kVault) return {};
        const auto id = deposit_id(chain_.config().chain_id, transaction.hash);
        auto known = find(id);
        if (!known) return std::unexpected(known.error());
        auto* passage = *known;
        if (passage == nullptr) passage = &passages_.try_emplace(id).first;
        auto& transfer = passage->transfer;
        transfer.id = id;
        transfer.from_chain = chain_.config().settlement.chain_id;
        transfer.to_chain = chain_.config().chain_id;
        transfer.sender = move.sender;
        describe(transfer, move);
        if (!transfer.step(Stage::kSent)) transfer.step(Stage::kSent) = {now, {}};
        passage->arrival_block = block.header.number;
        transfer.step(Stage::kArrived) = {now, transaction.hash};
        transfer.fate = receipt.success ? Fate::kArrived : Fate::kFailed;
        if (!receipt.success) {
            transfer.step(Stage::kArrived).reset();
            transfer.reason =
                "its transaction failed on the chain; what it brought went to its "
                "refund recipient";
        }
        return {};
    }

    Result<void> handled(const chain::BlockRecord& block, const Hash& transaction,
                         const evm::Log& log, std::int64_t now)
    {
        static const auto executed = abi::event_topic("BundleExecuted(bytes32)");
        static const auto cancelled = abi::event_topic("BundleCancelled(bytes32)");
        static const auto reclaimed = abi::event_topic("BundleReclaimed(bytes32)");
        if (log.topics.size() != 2) return {};
        const auto found = find(log.topics[1]);
        if (!found) return std::unexpected(found.error());
        if (*found == nullptr) return {};
        auto& passage = **found;
        auto& transfer = passage.transfer;
        const auto& topic = log.topics.front();
        if (topic == reclaimed) {
            transfer.fate = Fate::kReturned;
            transfer.reason = "it came too late, and its sender has it again";
            return {};
        }
        if (topic != executed && topic != cancelled) return {};
        passage.arrival_block = block.header.number;
        transfer.fate = topic == executed ? Fate::kArrived : Fate::kCancelled;
        transfer.reason = topic == executed ? "" : "it came too late and was cancelled";
        if (topic == executed) transfer.step(Stage::kArrived) = {now, transaction};
        return {};
    }

    const TransferStore& store_;
    const chain::Chain& chain_;
    AssetMove base_token_;
    FlatMap<Hash, Passage> passages_;
};

}  // namespace

Result<bool> Lookout::look(Chains chains)
{
    bool is_news = false;
    for (const auto& chain : chains) {
        const auto read = this->read(*chain);
        if (!read) return read;
        is_news = is_news || *read;
    }
    const auto followed = follow(chains);
    if (!followed) return followed;
    return is_news || *followed;
}

Result<bool> Lookout::read(const chain::Chain& chain)
{
    const auto id = chain.config().chain_id;
    auto cursor = store_.cursor(id);
    if (!cursor) return std::unexpected(cursor.error());
    const auto head = chain.head()->header.number;
    bool is_news = false;
    if (const auto last = chain.block(cursor->block);
        cursor->block > 0 && (!last || last->hash != cursor->hash)) {
        // The chain went back. What is executed on the L1 is where it cannot go behind.
        const auto executed = chain.settled().executed;
        const auto batch = chain.batch(executed);
        const auto kept = executed == 0 || !batch ? 0 : batch->last_block;
        const auto block = chain.block(kept);
        cursor = Cursor{.block = kept, .hash = block ? block->hash : Hash{}};
        if (auto done = store_.roll_back(id, *cursor); !done) return std::unexpected(done.error());
        is_news = true;
    }
    while (cursor->block < head) {
        Reading reading(store_, chain);
        const auto end = std::min(head, cursor->block + kStride);
        for (auto number = cursor->block + 1; number <= end; ++number) {
            const auto block = chain.block(number);
            if (!block) return is_news;  // it just went back: the next look sees it
            if (auto done = reading.take(*block); !done) return std::unexpected(done.error());
            *cursor = {.block = number, .hash = block->hash};
        }
        const auto passages = reading.passages();
        if (auto done = store_.put(id, *cursor, passages); !done)
            return std::unexpected(done.error());
        is_news = is_news || !passages.empty();
    }
    return is_news;
}

Result<bool> Lookout::follow(Chains chains)
{
    auto unfinished = store_.unfinished();
    if (!unfinished) return std::unexpected(unfinished.error());
    bool is_news = false;
    for (auto& passage : *unfinished) {
        auto& transfer = passage.transfer;
        // A deposit is settled with the batch in which it arrived.
        const bool is_sent_here = passage.block != 0;
        const auto chain =
            chain_with(chains, is_sent_here ? transfer.from_chain : transfer.to_chain);
        const auto number = is_sent_here ? passage.block : passage.arrival_block;
        const auto block = chain && number != 0 ? chain->block(number) : nullptr;
        if (!block) continue;
        const auto settled = chain->settled();
        const std::pair<Stage, std::uint64_t> reached[] = {{Stage::kBatched, chain->last_batch()},
                                                           {Stage::kProven, settled.verified},
                                                           {Stage::kSettled, settled.executed}};
        bool is_changed = false;
        for (const auto& [stage, last] : reached) {
            if (transfer.step(stage) || block->batch > last) continue;
            transfer.step(stage) = {chain::unix_ms(), {}};
            is_changed = true;
        }
        if (!is_changed) continue;
        if (auto done = store_.put(passage); !done) return std::unexpected(done.error());
        is_news = true;
    }
    return is_news;
}

}  // namespace archi::bridge
