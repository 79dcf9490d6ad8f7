#include "operator/settling.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "chain/chain_genesis.hpp"
#include "chain/published_genesis.hpp"
#include "chain/unix_time.hpp"
#include "l1/chain_creation.hpp"

namespace archi::settlement {
namespace {

constexpr std::uint64_t kDay = 86'400;  ///< seconds
/// Gas of the L1 that a batch costs besides its entries, spread over them (Mailbox.sol).
constexpr std::uint64_t kBatchOverheadGas = 250'000;
constexpr std::uint64_t kMinimalGasPrice = 250'000'000;  ///< wei, as in the ZK Stack

l1::NewChain creation_of(const chain::Config& config, const Keys& keys)
{
    const auto [owner, committer, prover, executor] = addresses_of(keys);
    l1::NewChain chain;
    auto& parameters = chain.parameters;
    parameters.chain_id = config.chain_id;
    parameters.base_token = config.settlement.base_token;
    parameters.admin = owner;
    parameters.genesis_commitment = chain::genesis_commitment(config);
    parameters.group = config.settlement.group;
    parameters.is_rollup = config.data_mode == chain::DataMode::kRollup;
    // A batch ends with the transaction that passes its limit.
    parameters.max_batch_cycles = 2 * config.batch_cycles;
    parameters.queue_deadline = 4 * kDay;
    parameters.exit_window = 7 * kDay;
    parameters.upgrade_delay = 12 * kDay;
    parameters.execution_delay = 0;
    parameters.minimal_gas_price = u256(kMinimalGasPrice);
    parameters.batch_overhead_gas = kBatchOverheadGas;
    chain.genesis = chain::publish_genesis(config);
    chain.validators = {.committer = committer, .prover = prover, .executor = executor};
    chain.keeper = committer;
    for (const auto& [address, balance] : config.genesis)
        chain.genesis_backing += balance;
    return chain;
}

}  // namespace

Settling::Settling(l1::Client& client, Journal& journal, const Harbour& harbour,
                   const Options& options, std::stop_token stop)
    : client_(client),
      journal_(journal),
      harbour_(harbour),
      options_(options),
      stop_(std::move(stop)),
      finality_(harbour.finality_depth),
      feed_(client),
      committer_(client, journal, options.keys.committer,
                 {.chain_id = harbour.chain_id, .fee_patience = options.fee_patience}),
      prover_(client, journal, options.keys.prover,
              {.chain_id = harbour.chain_id, .fee_patience = options.fee_patience}),
      executor_(client, journal, options.keys.executor,
                {.chain_id = harbour.chain_id, .fee_patience = options.fee_patience})
{
}

Sender& Settling::sender_of(Step step)
{
    switch (step) {
        case Step::kProve:
            return prover_;
        case Step::kExecute:
            return executor_;
        default:
            return committer_;
    }
}

Result<void> Settling::look_for_reorganization(const l1::Block& head)
{
    const auto fork = follower_.follow(client_, head);
    if (!fork) return std::unexpected(fork.error());
    if (!*fork) return {};
    // What was in those blocks is looked at anew: it may be in others now, or in none.
    const auto touched = journal_.included_since(**fork);
    if (!touched) return std::unexpected(touched.error());
    for (const auto& sent : *touched) {
        const auto receipt = client_.receipt(sent.hash);
        if (!receipt) return std::unexpected(receipt.error());
        auto done =
            *receipt ? journal_.include(**receipt) : journal_.set_fate(sent.hash, Fate::kWaiting);
        if (!done) return done;
    }
    for (const auto& [chain, contract] : contracts_)
        unsure_.insert(chain);
    contracts_.clear();
    const auto complete = is_complete(client_, harbour_.contracts);
    if (!complete) return std::unexpected(complete.error());
    if (!*complete) return failure(ErrorCode::kNotFound, "the contracts are gone from the L1");
    return {};
}

Result<void> Settling::find_contracts(std::span<const std::shared_ptr<chain::Chain>> chains,
                                      const Progress& progress)
{
    std::vector<l1::NewChain> missing;
    for (const auto& chain : chains) {
        const auto& config = chain->config();
        if (contracts_.contains(config.chain_id)) continue;
        missing.push_back(creation_of(config, options_.keys));
        if (!options_.backs_geneses) missing.back().genesis_backing = {};
        if (progress) progress("looking for the contract of " + config.name);
    }
    if (missing.empty()) return {};
    auto owner = l1::Account::open(client_, options_.keys.owner, stop_);
    if (!owner) return std::unexpected(owner.error());
    const auto created = l1::create_chains(
        *owner, harbour_.contracts, missing,
        [&](const std::string& step, std::size_t index, std::size_t count) {
            if (progress)
                progress("creating chains on the L1: " + step + ", " + std::to_string(index + 1) +
                         " of " + std::to_string(count));
        });
    if (!created) return std::unexpected(created.error());
    for (std::size_t i = 0; i < missing.size(); ++i)
        contracts_[missing[i].parameters.chain_id] = (*created)[i];
    return {};
}

Result<std::vector<Settling::Island>> Settling::read_islands(
    std::span<const std::shared_ptr<chain::Chain>> chains, const l1::Block& head,
    std::uint64_t final_block)
{
    std::vector<Island> islands;
    for (const auto& chain : chains) {
        Island island{.chain = chain,
                      .id = chain->config().chain_id,
                      .contract = contracts_.at(chain->config().chain_id),
                      .standing = {}};
        const auto standing = read_standing(client_, island.contract, l1::Tag::kLatest);
        if (!standing) return std::unexpected(standing.error());
        island.standing = *standing;
        const auto executed = final_block == head.number
                                  ? Result<std::uint64_t>(standing->executed)
                                  : read_executed(client_, island.contract, final_block);
        if (!executed) return std::unexpected(executed.error());
        // A block that came meanwhile may have made it more.
        island.executed_finally = std::min(*executed, standing->executed);
        const auto fits = agrees(island);
        if (!fits) return std::unexpected(fits.error());
        if (*fits) islands.push_back(std::move(island));
    }
    return islands;
}

Result<void> Settling::round(std::span<const std::shared_ptr<chain::Chain>> chains,
                             const Progress& progress)
{
    faults_.clear();
    const auto head = client_.block(l1::Tag::kLatest);
    if (!head) return std::unexpected(head.error());
    if (!*head) return failure(ErrorCode::kCorrupt, "the L1 has no latest block");
    const bool is_idle = std::ranges::all_of(chains, [&](const auto& chain) {
        return contracts_.contains(chain->config().chain_id) &&
               chain->settled().executed == chain->last_batch();
    });
    if (is_idle && quiet_ == (*head)->hash) return {};
    quiet_.reset();
    if (auto done = look_for_reorganization(**head); !done) return done;
    if (auto done = find_contracts(chains, progress); !done) return done;
    std::set<Step> busy;
    for (const auto step : {Step::kCommit, Step::kProve, Step::kExecute}) {
        const auto waits = sender_of(step).look();
        if (!waits) return std::unexpected(waits.error());
        if (*waits) busy.insert(step);
    }
    const auto final_block = finality_.last(client_, (*head)->number);
    if (!final_block) return std::unexpected(final_block.error());
    auto islands = read_islands(chains, **head, *final_block);
    if (!islands) return std::unexpected(islands.error());
    islands_ = std::move(*islands);
    if (auto done = feed(islands_, *final_block); !done) return done;
    for (const auto step : {Step::kCommit, Step::kProve, Step::kExecute})
        if (!busy.contains(step))
            if (auto done = take_step(step, islands_); !done) return done;
    if (is_idle && busy.empty() && islands_.size() == chains.size()) quiet_ = (*head)->hash;
    return {};
}

Result<void> Settling::feed(std::span<const Island> islands, std::uint64_t last)
{
    for (const auto& island : islands) {
        const auto fed =
            feed_.feed(*island.chain, island.contract, last, unsure_.contains(island.id));
        if (fed) {
            unsure_.erase(island.id);
        } else if (fed.error().code == ErrorCode::kUnavailable) {
            return fed;
        } else {
            faults_[island.id] =
                island.chain->config().name + ": its queue on the L1: " + describe(fed.error());
        }
    }
    return {};
}

Result<bool> Settling::agrees(Island& island)
{
    const auto& standing = island.standing;
    const auto expected = [&](std::uint64_t number) -> std::optional<Hash> {
        if (number == 0)
            return hash_of(stored_genesis(chain::genesis_commitment(island.chain->config())));
        const auto record = island.chain->batch(number);
        if (!record) return std::nullopt;
        return hash_of(stored(*record));
    };
    if (expected(standing.committed) == standing.last_committed) {
        auto told = island.chain->set_settled({.committed = standing.committed,
                                               .verified = standing.verified,
                                               .executed = island.executed_finally});
        if (!told) return std::unexpected(told.error());
        return true;
    }
    const auto executed =
        read_stored(client_, island.contract, standing.executed, l1::Tag::kLatest);
    if (!executed) return std::unexpected(executed.error());
    if (expected(standing.executed) != *executed) {
        faults_[island.id] = "the L1 executed another batch " + std::to_string(standing.executed) +
                             " of " + island.chain->config().name + " than this chain has";
        return false;
    }
    if (auto done = take_back(island); !done) return std::unexpected(done.error());
    return false;
}

Result<void> Settling::take_back(const Island& island)
{
    // Somebody committed what this chain does not have, or the chain took batches back: the L1
    // forgets them too, down to the last one that both know.
    auto last = island.standing.executed;
    for (auto number = last + 1; number < island.standing.committed; ++number) {
        const auto there = read_stored(client_, island.contract, number, l1::Tag::kLatest);
        if (!there) return std::unexpected(there.error());
        const auto here = island.chain->batch(number);
        if (!here || hash_of(stored(*here)) != *there) break;
        last = number;
    }
    const auto waits = committer_.look();
    if (!waits) return std::unexpected(waits.error());
    if (*waits) return {};
    std::vector<Part> parts;
    for (auto number = last + 1; number <= island.standing.committed; ++number)
        parts.push_back({island.id, number});
    const auto sent = committer_.send(Step::kRevert,
                                      {.from = {},
                                       .to = harbour_.contracts.validator_timelock,
                                       .data = revert_call(island.contract, last),
                                       .value = {}},
                                      parts);
    if (!sent && sent.error().code != ErrorCode::kInvalidArgument)
        return std::unexpected(sent.error());
    faults_[island.id] = island.chain->config().name + " takes batches " +
                         std::to_string(last + 1) + " to " +
                         std::to_string(island.standing.committed) + " back from the L1" +
                         (sent ? "" : ": " + sent.error().sentence);
    return {};
}

}  // namespace archi::settlement
