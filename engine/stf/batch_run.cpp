#include "stf/batch_run.hpp"

#include <algorithm>

#include "stf/block_execution.hpp"
#include "stf/genesis.hpp"
#include "stf/message_leaves.hpp"

namespace archi::stf {
namespace {

constexpr std::size_t kRecentBlocks = 256;

bool parent_fits(const BatchInput& input)
{
    return !input.recent_blocks.empty() && input.recent_blocks.size() <= kRecentBlocks &&
           input.recent_blocks.size() <= input.before.block_number + 1 &&
           state::recent_blocks_hash(input.recent_blocks) == input.before.recent_blocks &&
           hash(input.parent) == input.recent_blocks.back() &&
           input.parent.number == input.before.block_number &&
           input.parent.timestamp == input.before.timestamp;
}

/// False if one of them does not belong into the block, or the world is broken.
bool add_transactions(const BatchBlock& given, const ChainRules& rules, const World& world,
                      BlockExecution& block, BatchRun& run)
{
    std::span<const std::uint32_t> set_aside = given.set_aside;
    for (std::size_t i = 0; i < given.transactions.size(); ++i) {
        const auto& raw = given.transactions[i];
        const auto transaction = admit_in_block(raw, rules.chain_id);
        if (!transaction) return false;
        const bool is_set_aside = !set_aside.empty() && set_aside.front() == i;
        if (is_set_aside) set_aside = set_aside.subspan(1);
        const auto receipt =
            is_set_aside ? block.set_aside(*transaction) : block.add(*transaction, nullptr);
        if (!receipt || world.broken()) return false;
        if (!is_queued(raw)) continue;
        run.queue_hash = roll_queue(run.queue_hash, transaction->hash);
        ++run.queue_count;
    }
    return set_aside.empty();
}

}  // namespace

std::expected<BatchRun, BatchError> run_blocks(const BatchInput& input, state::Reader& state,
                                               World& world)
{
    if (state.value(rules_key()) != rules_hash(input.rules))
        return std::unexpected(BatchError::kRules);
    if (!parent_fits(input)) return std::unexpected(BatchError::kParent);
    if (input.blocks.empty()) return std::unexpected(BatchError::kBlock);

    auto hashes = input.recent_blocks;
    const auto first_number = input.before.block_number + 1 - hashes.size();
    const BlockHashes block_hashes = [&hashes, first_number](std::uint64_t number) {
        const auto index = number - first_number;
        return number >= first_number && index < hashes.size() ? hashes[index] : Hash{};
    };

    BatchRun run;
    run.last_block = input.parent;
    if (input.rules.settlement.chain_id != 0) run.accumulator_before = accumulator_value(world);
    std::uint32_t transactions = 0;
    for (const auto& given : input.blocks) {
        if (given.timestamp < run.last_block.timestamp) return std::unexpected(BatchError::kBlock);
        BlockExecution block(input.rules, world, run.last_block, hashes.back(), given.timestamp,
                             block_hashes);
        if (!add_transactions(given, input.rules, world, block, run))
            return std::unexpected(BatchError::kTransaction);
        hashes.push_back(block.seal());
        run.block_hashes.push_back(hashes.back());
        run.last_block = block.header();
        run.cycles += block.cycles();
        run.crossings.add(block.crossings(), transactions);
        transactions += static_cast<std::uint32_t>(given.transactions.size());
    }
    if (!run.crossings.fits_batch()) return std::unexpected(BatchError::kBlock);
    if (input.rules.settlement.chain_id != 0) run.accumulator_after = accumulator_value(world);
    run.recent_blocks = state::recent_blocks_hash(
        std::span<const Hash>(hashes).last(std::min(hashes.size(), kRecentBlocks)));
    return run;
}

BatchSummary summary_of(const BatchInput& input, BatchRun run, const World& world)
{
    BatchSummary summary;
    summary.rules = input.rules;
    summary.batch_number = input.batch_number;
    summary.before = input.before;
    summary.after = {.on_chain = input.before.on_chain,
                     .off_chain = input.before.off_chain,
                     .block_number = run.last_block.number,
                     .recent_blocks = run.recent_blocks,
                     .timestamp = run.last_block.timestamp};
    for (const auto& block : input.blocks)
        summary.timestamps.push_back(block.timestamp);
    summary.block_hashes = std::move(run.block_hashes);
    summary.last_block = run.last_block;
    summary.new_code = world.new_code();
    summary.cycles = run.cycles;
    summary.queue_hash = run.queue_hash;
    summary.queue_count = run.queue_count;
    summary.crossings = std::move(run.crossings);
    summary.accumulator_before = run.accumulator_before;
    summary.accumulator_after = run.accumulator_after;
    summary.compressed_content = input.compressed_content;
    return summary;
}

}  // namespace archi::stf
