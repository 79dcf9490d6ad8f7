// Which batches take a step, and the call that takes it.

#include <algorithm>

#include "base/abi.hpp"
#include "base/log.hpp"
#include "chain/message_tree.hpp"
#include "chain/unix_time.hpp"
#include "crypto/host/account_key.hpp"
#include "operator/availability.hpp"
#include "operator/settling.hpp"

namespace archi::settlement {
namespace {

/// Of a call beside its pubdata: words, output and flows of one batch.
constexpr std::size_t kBatchBytes = 900;
/// Candidates looked at for one call; more than it can take.
constexpr std::uint64_t kLookAhead = 32;

struct Range {
    std::uint64_t first = 0;  ///< the next batch that takes the step
    std::uint64_t last = 0;   ///< the last one that is so far
};

Range range_of(Step step, const Standing& standing, std::uint64_t sealed)
{
    switch (step) {
        case Step::kProve:
            return {standing.verified + 1, standing.committed};
        case Step::kExecute:
            return {standing.executed + 1, standing.verified};
        default:
            return {standing.committed + 1, sealed};
    }
}

Bytes call_of(Step step, std::span<const Share> shares)
{
    switch (step) {
        case Step::kProve:
            return prove_call(shares);
        case Step::kExecute:
            return execute_call(shares);
        default:
            return commit_call(shares);
    }
}

}  // namespace

Result<Line> Settling::line_of(Step step, const Island& island) const
{
    const auto& config = island.chain->config();
    const auto sealed = island.chain->last_batch();
    const auto range = range_of(step, island.standing, sealed);
    Line line;
    for (auto number = range.first; number <= sealed; ++number) {
        const auto record = island.chain->batch(number);
        if (!record) return failure(ErrorCode::kCorrupt, "a sealed batch cannot be read");
        const bool is_ready =
            number <= range.last && line.ready.size() < kLookAhead &&
            (step != Step::kCommit ||
             is_over(record->epoch, config.settlement.epoch_seconds, chain::unix_seconds()));
        if (!is_ready) {
            // A batch whose epoch is not over holds up nobody: others of that epoch wait as well.
            if (step != Step::kCommit) line.held = record->epoch;
            break;
        }
        const bool brings_data =
            step == Step::kCommit && config.data_mode == chain::DataMode::kRollup;
        line.ready.push_back({.epoch = record->epoch,
                              .bytes = kBatchBytes + record->flows.size() +
                                       (brings_data ? record->pubdata_bytes : 0)});
    }
    return line;
}

Result<Batch> Settling::load(const Island& island, std::uint64_t number, bool with_data) const
{
    const auto record = island.chain->batch(number);
    if (!record) return failure(ErrorCode::kCorrupt, "a sealed batch cannot be read");
    Batch batch{
        .stored = stored(*record), .output = record->output, .flows = record->flows, .data = {}};
    batch.imports = record->imports;
    if (!with_data) return batch;
    auto pubdata = island.chain->pubdata(number);
    if (!pubdata) return failure(ErrorCode::kCorrupt, "the data of a sealed batch is gone");
    if (island.chain->config().data_mode == chain::DataMode::kRollup) {
        batch.data = std::move(*pubdata);
        return batch;
    }
    auto signed_data = attest({.l1_chain_id = harbour_.chain_id,
                               .validator = harbour_.contracts.committee_validator,
                               .chain_id = island.id,
                               .batch = number,
                               .pubdata = *pubdata},
                              options_.keys.committer);
    if (!signed_data) return std::unexpected(signed_data.error());
    batch.data = std::move(*signed_data);
    return batch;
}

Result<Share> Settling::share_of(Step step, const Island& island, std::size_t count) const
{
    const auto first = range_of(step, island.standing, island.chain->last_batch()).first;
    Share share{.contract = island.contract, .previous = {}, .batches = {}};
    if (first == 1) {
        const auto record = island.chain->batch(1);
        if (!record) return failure(ErrorCode::kCorrupt, "a sealed batch cannot be read");
        share.previous = stored_genesis(record->commitment_before);
    } else {
        const auto before = load(island, first - 1, false);
        if (!before) return std::unexpected(before.error());
        share.previous = before->stored;
    }
    for (auto number = first; number < first + count; ++number) {
        auto batch = load(island, number, step == Step::kCommit);
        if (!batch) return std::unexpected(batch.error());
        share.batches.push_back(std::move(*batch));
    }
    return share;
}

Result<Prefix> Settling::prefix_of(const stf::Import& import, std::span<const Share> shares) const
{
    // The L1 knows by itself when a settled one was executed.
    if (import.policy != stf::Import::kInstant) return Prefix{};
    const auto source = std::ranges::find(islands_, import.chain_id, &Island::id);
    if (source == islands_.end()) return Prefix{};
    const auto share = std::ranges::find(shares, source->contract, &Share::contract);
    const auto last =
        share == shares.end() ? source->standing.executed : share->batches.back().stored.number;
    const auto record = source->chain->batch(last);
    if (!record) return failure(ErrorCode::kCorrupt, "a sealed batch cannot be read");
    const auto latest = last == 0 ? 0 : source->chain->message_count(record->last_block);
    // Not there yet: the L1 will say so.
    if (import.count >= latest) return Prefix{};
    const auto& tree = source->chain->message_tree();
    return Prefix{.count = import.count,
                  .root = tree.root(import.count),
                  .latest_count = latest,
                  .latest_root = tree.root(latest),
                  .path = tree.consistency(import.count, latest)};
}

Result<void> Settling::add_prefixes(std::span<Share> shares) const
{
    for (auto& share : shares) {
        const auto island = std::ranges::find(islands_, share.contract, &Island::contract);
        for (auto& batch : share.batches) {
            batch.prefixes.clear();
            if (batch.imports.empty() || island == islands_.end()) continue;
            const auto crossings = island->chain->crossings(batch.stored.number);
            if (!crossings) return std::unexpected(crossings.error());
            for (const auto& import : crossings->imports()) {
                auto prefix = prefix_of(import, shares);
                if (!prefix) return std::unexpected(prefix.error());
                batch.prefixes.push_back(std::move(*prefix));
            }
        }
    }
    return {};
}

Result<void> Settling::take_step(Step step, std::span<const Island> islands)
{
    std::vector<Line> lines;
    for (const auto& island : islands) {
        auto line = line_of(step, island);
        if (!line) return std::unexpected(line.error());
        lines.push_back(std::move(*line));
    }
    const auto counts = choose(lines, {});
    std::vector<Share> shares;
    std::vector<const Island*> whose;
    for (std::size_t i = 0; i < islands.size(); ++i) {
        if (counts[i] == 0) continue;
        auto share = share_of(step, islands[i], counts[i]);
        if (!share) return std::unexpected(share.error());
        shares.push_back(std::move(*share));
        whose.push_back(&islands[i]);
    }
    if (shares.empty()) return {};
    return send(step, std::move(shares), std::move(whose));
}

Result<bool> Settling::seal_anew(const Island& island, const Share& share,
                                 const std::string& words) const
{
    if (!words.starts_with("QueueEntryOverdue")) return false;
    // Some batch of them leaves the entry behind; the first may do so, and the last have it.
    if (island.chain->queue_known() <= share.batches.front().stored.queue_end) return false;
    const auto first = share.batches.front().stored.number;
    log::Logger("operator")
        .warning(island.chain->config().name + ": batch " + std::to_string(first) +
                 " left out a queue entry past its deadline and is sealed again");
    if (auto done = island.chain->revert_batches(first); !done)
        return std::unexpected(done.error());
    return true;
}

Result<void> Settling::send(Step step, std::vector<Share> shares, std::vector<const Island*> whose)
{
    if (step == Step::kExecute)
        if (auto done = add_prefixes(shares); !done) return done;
    std::vector<Part> parts;
    for (std::size_t i = 0; i < shares.size(); ++i)
        for (const auto& batch : shares[i].batches)
            parts.push_back({whose[i]->id, batch.stored.number});
    const auto post = [&](std::span<const Share> which) {
        return sender_of(step).send(step,
                                    {.from = {},
                                     .to = harbour_.contracts.validator_timelock,
                                     .data = call_of(step, which),
                                     .value = {}},
                                    parts);
    };
    const auto sent = post(shares);
    if (sent) {
        for (const auto* island : whose)
            doubtful_.erase(island->id);
        return {};
    }
    if (sent.error().code != ErrorCode::kInvalidArgument) return std::unexpected(sent.error());
    // A delay that is not over, of the L1's clock, is no fault.
    if (sent.error().sentence.starts_with("DelayNotOver")) return {};
    // Nor is it that it waits for the chain whose messages it imported.
    if (shares.size() == 1 && sent.error().sentence.starts_with("NotExecuted")) return {};
    if (shares.size() == 1) {
        const auto& island = *whose.front();
        const auto dropped = seal_anew(island, shares.front(), sent.error().sentence);
        if (!dropped) return std::unexpected(dropped.error());
        if (*dropped) return {};
        if (!doubtful_.insert(island.id).second)
            // What went wrong before, of its queue, may be why.
            faults_.try_emplace(
                island.id, island.chain->config().name + ": the L1 refuses to " + to_string(step) +
                               " batch " +
                               std::to_string(shares.front().batches.front().stored.number) + ": " +
                               sent.error().sentence);
        return {};
    }
    // One chain must not hold up the others: each goes alone.
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (auto alone = send(step, {shares[i]}, {whose[i]}); !alone) return alone;
        const auto waits = sender_of(step).look();
        if (!waits) return std::unexpected(waits.error());
        if (*waits) return {};  // the next ones in the next round
    }
    return {};
}

}  // namespace archi::settlement
