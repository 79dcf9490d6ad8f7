// archipelago demo: the story of a chain, told while it happens.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "base/hex.hpp"
#include "base/log.hpp"
#include "cli/batches.hpp"
#include "cli/commands.hpp"
#include "cli/demo_bridges.hpp"
#include "cli/demo_world.hpp"
#include "cli/table.hpp"
#include "cli/transfers.hpp"
#include "node/demo.hpp"
#include "node/layout.hpp"
#include "node/world_file.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kAccountsShown = 4;
constexpr std::size_t kBurst = 200;
constexpr std::chrono::seconds kBatchPatience{60};
constexpr std::uint64_t kBatchesShown = 3;

/// Prints for people unless the answer is to be JSON.
class Narrator {
public:
    explicit Narrator(bool silent) : silent_(silent) {}
    template <typename... Arguments>
    void say(fmt::format_string<Arguments...> text, Arguments&&... arguments) const
    {
        if (silent_) return;
        fmt::print("{}\n", fmt::format(text, std::forward<Arguments>(arguments)...));
        static_cast<void>(std::fflush(stdout));
    }

private:
    bool silent_;
};

struct Story {
    node::ChainSnapshot chain;
    std::vector<u256> before;
    std::vector<u256> after;
    json::array transfers;
    json::object batch;
    json::value bridged;  ///< null without an L1, as the next
    json::value settled;
};

Result<std::vector<u256>> balances(RpcClient& client)
{
    std::vector<u256> found;
    for (const auto& account : node::test_accounts()) {
        auto wei = client.balance(account.address);
        if (!wei) return std::unexpected(wei.error());
        found.push_back(*wei);
    }
    return found;
}

Result<void> single_transfers(const Narrator& narrator, TransferDesk& desk, Story& story)
{
    struct Step {
        std::size_t from, to;
        std::uint64_t tenths;  ///< of one ETH
    };
    constexpr std::array kSteps{Step{0, 1, 125}, Step{1, 2, 40}, Step{2, 3, 7}, Step{3, 0, 3}};
    for (const auto& step : kSteps) {
        const auto& from = node::test_accounts()[step.from];
        const auto& to = node::test_accounts()[step.to];
        const auto value = u256{step.tenths} * u256{100'000'000'000'000'000};
        const auto begin = Clock::now();
        auto sent = desk.send(from, to.address, value);
        if (!sent) return std::unexpected(sent.error());
        const auto arrival = desk.wait(*sent);
        if (!arrival) return std::unexpected(arrival.error());
        const auto took =
            std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
        narrator.say("  {:>5} sends {:>4} ETH to {:<5}  in block {} after {} ms", from.label,
                     ether(value), to.label, arrival->block, took);
        story.transfers.push_back({{"from", from.label},
                                   {"to", to.label},
                                   {"value_wei", value.to_decimal()},
                                   {"hash", hex::encode(*sent)},
                                   {"block", arrival->block},
                                   {"milliseconds", took}});
    }
    return {};
}

Result<std::uint64_t> burst(const Narrator& narrator, TransferDesk& desk)
{
    const auto& accounts = node::test_accounts();
    std::vector<Hash> sent;
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < kBurst; ++i) {
        auto hash =
            desk.send(accounts[i % accounts.size()], accounts[(i + 1) % accounts.size()].address,
                      u256{1'000'000'000'000'000});
        if (!hash) return std::unexpected(hash.error());
        sent.push_back(*hash);
    }
    std::uint64_t first = UINT64_MAX;
    std::uint64_t last = 0;
    for (const auto& hash : sent) {
        const auto arrival = desk.wait(hash);
        if (!arrival) return std::unexpected(arrival.error());
        first = std::min(first, arrival->block);
        last = std::max(last, arrival->block);
    }
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
    narrator.say("  Everybody sends at once: {} transfers in blocks {} to {}, {} ms.", kBurst,
                 first, last, took);
    return last;
}

/// Waits for the batch that holds `block`.
Result<void> await_batch(const Narrator& narrator, RpcClient& client, std::uint64_t block,
                         Story& story)
{
    const auto deadline = Clock::now() + kBatchPatience;
    while (Clock::now() < deadline) {
        const auto last = client.quantity("zks_L1BatchNumber", {});
        if (!last) return std::unexpected(last.error());
        for (std::uint64_t number = last->low_u64(); number > 0; --number) {
            const auto batch = client.call("archi_getBatch", {number});
            if (!batch) return std::unexpected(batch.error());
            const auto* fields = batch->if_object();
            if (fields == nullptr) break;
            if (fields->at("lastBlock").to_number<std::uint64_t>() < block) break;
            if (fields->at("firstBlock").to_number<std::uint64_t>() > block) continue;
            story.batch = *fields;
            narrator.say(
                "  Batch {} is sealed: blocks {} to {}, {} transactions, {} bytes for the L1,\n"
                "  state commitment {}. It is not proven.",
                number, fields->at("firstBlock").to_number<std::uint64_t>(),
                fields->at("lastBlock").to_number<std::uint64_t>(),
                fields->at("transactions").to_number<std::uint64_t>(),
                fields->at("pubdataBytes").to_number<std::uint64_t>(),
                std::string_view(fields->at("stateCommitmentAfter").as_string()));
            return {};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return failure(ErrorCode::kUnavailable, "no batch was sealed within a minute");
}

Result<Story> tell_story(const Narrator& narrator, const node::ChainSnapshot& chain)
{
    Story story;
    story.chain = chain;
    narrator.say("{} is running: {}, chain id {}, blocks every {} ms, unproven.", chain.name,
                 chain.data_mode == chain::DataMode::kRollup ? "a rollup" : "a validium",
                 chain.chain_id, chain.config.block_time.count());
    narrator.say("Point a wallet at {}\n", chain.rpc_url);
    auto client = RpcClient::create(chain.rpc_url);
    if (!client) return std::unexpected(client.error());
    auto desk = TransferDesk::open(*client);
    if (!desk) return std::unexpected(desk.error());
    auto before = balances(*client);
    if (!before) return std::unexpected(before.error());
    story.before = *before;

    if (auto sent = single_transfers(narrator, *desk, story); !sent)
        return std::unexpected(sent.error());
    const auto last = burst(narrator, *desk);
    if (!last) return std::unexpected(last.error());
    auto after = balances(*client);
    if (!after) return std::unexpected(after.error());
    story.after = *after;
    if (auto sealed = await_batch(narrator, *client, *last, story); !sealed)
        return std::unexpected(sealed.error());

    narrator.say("\n  {:<6} {:>24} {:>24}", "", "before (ETH)", "after (ETH)");
    for (std::size_t i = 0; i < kAccountsShown; ++i) {
        narrator.say("  {:<6} {:>24} {:>24}", node::test_accounts()[i].label,
                     ether(story.before[i]), ether(story.after[i]));
    }
    return story;
}

json::object to_json(const Story& story)
{
    json::object balances;
    for (std::size_t i = 0; i < story.after.size(); ++i) {
        balances[node::test_accounts()[i].label] = {{"before_wei", story.before[i].to_decimal()},
                                                    {"after_wei", story.after[i].to_decimal()}};
    }
    return {{"chains", json::array{{{"name", story.chain.name},
                                    {"chain_id", story.chain.chain_id},
                                    {"rpc", story.chain.rpc_url},
                                    {"proven", story.chain.metrics.proven}}}},
            {"transfers", story.transfers},
            {"burst", kBurst},
            {"batch", story.batch},
            {"bridged", story.bridged},
            {"settled", story.settled},
            {"balances", std::move(balances)}};
}

/// Waits until the L1 has executed everything, where there is one.
Result<void> settle(const Narrator& narrator, node::Control& control, Story& story)
{
    const auto world = control.status();
    if (!world) return std::unexpected(world.error());
    if (!world->mainland) {
        narrator.say("\n  There is no L1: the batch is sent nowhere.");
        return {};
    }
    narrator.say("\n  Now the L1 at {} takes it: commit, proof slot, execute.",
                 world->mainland->url);
    if (auto done = wait_settled(control, story.chain.name, kSettledPatience); !done) return done;
    const auto batches = control.batches(story.chain.name, kBatchesShown);
    if (!batches) return std::unexpected(batches.error());
    narrator.say("{}", batch_table(*batches));
    story.settled = json::parse(node::to_json(*batches));
    return {};
}

/// Sends across the bridges, where there is an L1.
Result<void> bridge_over(const Narrator& narrator, const Session& session, node::Control& control,
                         Story& story)
{
    const auto made = make_second_chain(session, control);
    if (!made) return std::unexpected(made.error());
    if (!*made) return {};
    narrator.say("\n  {}, a validium, lies beside it. Money goes across:", kSecondChain);
    const auto transfers =
        cross_bridges(control, [&](const std::string& line) { narrator.say("{}", line); });
    if (!transfers) return std::unexpected(transfers.error());
    story.bridged = json::parse(node::to_json(*transfers));
    return {};
}

/// Makes or resumes the world and gives the running demo chain. `world` is set if it is ours.
Result<node::ChainSnapshot> running_chain(const Session& session, const std::string& l1,
                                          const Narrator& narrator,
                                          std::unique_ptr<node::Control>& control)
{
    const bool resumed = node::World::exists(session.world);
    if (auto made = make_demo_world(session, l1);
        !made && made.error().code != ErrorCode::kAlreadyExists) {
        return std::unexpected(made.error());
    }
    narrator.say("{} the world in {}.", resumed ? "Resuming" : "Making", session.world.string());
    auto connected = connect(session);
    if (!connected) return std::unexpected(connected.error());
    control = std::move(*connected);
    if (auto started = control->start_chain(node::kDemoChain, progress(session)); !started)
        return std::unexpected(started.error());
    const auto world = control->status();
    if (!world) return std::unexpected(world.error());
    for (const auto& chain : world->chains)
        if (chain.name == node::kDemoChain) return chain;
    return failure(ErrorCode::kInternal, "the demo chain has disappeared");
}

int run(const Session& session, const std::string& l1, bool stay)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    if (stay) pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const Narrator narrator(session.json || session.quiet);
    std::unique_ptr<node::Control> control;
    const auto chain = running_chain(session, l1, narrator, control);
    if (!chain) return report(session, chain.error());
    auto story = tell_story(narrator, *chain);
    if (!story) return report(session, story.error());
    if (auto bridged = bridge_over(narrator, session, *control, *story); !bridged)
        return report(session, bridged.error());
    if (auto settled = settle(narrator, *control, *story); !settled)
        return report(session, settled.error());
    if (session.json) fmt::print("{}\n", json::serialize(to_json(*story)));
    static_cast<void>(std::fflush(stdout));
    if (stay) {
        narrator.say("\nStaying up; Ctrl-C stops.");
        int signal = 0;
        sigwait(&signals, &signal);
    } else {
        narrator.say("\nThe end. The chain is kept; 'archipelago up --world {}' runs it again.",
                     session.world.string());
    }
    return kDone;
}

}  // namespace

void add_demo(Registry registry)
{
    auto* command = registry.app.add_subcommand(
        "demo", "Make or resume the demo world, send transactions, tell what happens");
    const auto stay = std::make_shared<bool>(false);
    command->add_flag("--stay", *stay, "Keep the chain running afterwards, until Ctrl-C");
    command->footer("Examples:\n  archipelago demo\n  archipelago demo --json --world ./islands");
    const auto l1 = std::make_shared<std::string>(node::kEmbeddedL1);
    command->add_option("--l1", *l1, "Where a new world settles: embedded, none, or a node's URL")
        ->type_name("L1")
        ->capture_default_str();
    command->callback(
        [registry, l1, stay] { registry.exit_code = run(registry.session, *l1, *stay); });
}

}  // namespace archi::cli
