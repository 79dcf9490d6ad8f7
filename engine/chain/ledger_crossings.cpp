// What blocks say to other chains: found by their blooms, read from their receipts.

#include "chain/bloom.hpp"
#include "chain/ledger.hpp"
#include "state/keys.hpp"
#include "stf/system.hpp"

namespace archi::chain {

bool may_cross(const Bloom& bloom)
{
    for (const auto& contract :
         {stf::system::kMessenger, stf::system::kVault, stf::system::kInteropRoots}) {
        Bloom bits;
        add_to(bits, contract.bytes);
        bool has_all = true;
        for (std::size_t i = 0; i < Bloom::kSize; ++i)
            has_all = has_all && (bloom[i] & bits[i]) == bits[i];
        if (has_all) return true;
    }
    return false;
}

Result<stf::Crossings> Ledger::crossings(const stf::ChainRules& rules, std::uint64_t first_block,
                                         std::uint64_t last_block) const
{
    stf::Crossings all;
    if (rules.settlement.chain_id == 0) return all;
    std::uint64_t position = 0;
    for (auto number = first_block; number <= last_block; ++number) {
        // Of a block that was only published nobody knows what was in it.
        if (number <= published_) continue;
        const auto summary = this->summary(number);
        if (!summary) return std::unexpected(summary.error());
        const auto bloom = this->bloom(number);
        if (!bloom) return std::unexpected(bloom.error());
        const auto queue = queue_hashes(number, number);
        if (!queue) return std::unexpected(queue.error());
        if (!*summary || !*bloom)
            return failure(ErrorCode::kCorrupt,
                           "block " + std::to_string(number) + " is missing in chain.db");
        if (!queue->empty() || may_cross(**bloom)) {
            const auto block = this->block(number);
            if (!block) return std::unexpected(block.error());
            if (!*block)
                return failure(ErrorCode::kCorrupt,
                               "block " + std::to_string(number) + " is missing in chain.db");
            for (std::size_t i = 0; i < (*block)->transactions.size(); ++i)
                all.add(rules, static_cast<std::uint32_t>(position + i), (*block)->transactions[i],
                        (*block)->receipts[i]);
        }
        position += (*summary)->transactions;
    }
    return all;
}

std::vector<SentMessage> messages_of(const BlockRecord& block)
{
    std::vector<SentMessage> messages;
    if (!may_cross(block.bloom)) return messages;
    for (std::size_t i = 0; i < block.receipts.size(); ++i)
        for (const auto& log : block.receipts[i].logs)
            if (auto message = stf::message_in(log))
                messages.push_back({.number = 0,
                                    .block = block.header.number,
                                    .transaction = block.transactions[i].hash,
                                    .sender = message->message_sender(),
                                    .data = std::move(message->message)});
    return messages;
}

Result<std::uint64_t> Ledger::message_count(std::uint64_t block) const
{
    const auto count = value(state::system_key(u256{stf::system::kMessageCountSlot}), block);
    if (!count) return std::unexpected(count.error());
    return u256::from_be(count->bytes).low_u64();
}

Result<std::vector<Hash>> Ledger::message_leaves(std::uint64_t first, std::uint64_t end) const
{
    const auto places = index_readers_.ask(
        [&](storage::IndexDatabase& index) { return index.messages(first, end); });
    if (!places) return std::unexpected(places.error());
    std::vector<Hash> leaves;
    for (const auto& place : *places)
        leaves.push_back(place.leaf);
    return leaves;
}

}  // namespace archi::chain
