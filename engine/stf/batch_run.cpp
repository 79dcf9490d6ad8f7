#include "stf/batch_run.hpp"

#include <algorithm>

#include "stf/block_execution.hpp"
#include "stf/genesis.hpp"

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
    for (const auto& given : input.blocks) {
        if (given.timestamp < run.last_block.timestamp) return std::unexpected(BatchError::kBlock);
        BlockExecution block(input.rules, world, run.last_block, hashes.back(), given.timestamp,
                             block_hashes);
        for (const auto& raw : given.transactions) {
            const auto transaction = admit(raw, input.rules.chain_id);
            if (!transaction || !block.add(*transaction, nullptr))
                return std::unexpected(BatchError::kTransaction);
            if (world.broken()) return std::unexpected(BatchError::kWitness);
        }
        hashes.push_back(block.seal());
        run.block_hashes.push_back(hashes.back());
        run.last_block = block.header();
        run.cycles += block.cycles();
    }
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
    return summary;
}

}  // namespace archi::stf
