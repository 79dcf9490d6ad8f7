// archipelago send, archipelago transfers: money between chains.

#include "cli/send.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <thread>

#include "base/hex.hpp"
#include "cli/chain.hpp"
#include "cli/table.hpp"

namespace archi::cli {
namespace {

using bridge::Stage;

constexpr std::chrono::milliseconds kPoll{100};
constexpr std::chrono::minutes kPatience{5};
constexpr std::size_t kShown = 20;

std::string chain_name(std::uint64_t id, const node::WorldSnapshot& world)
{
    if (world.mainland && world.mainland->chain_id == id) return "mainland";
    for (const auto& chain : world.chains)
        if (chain.chain_id == id) return chain.name;
    return std::to_string(id);
}

std::string account_name(const Address& address)
{
    for (const auto& account : node::test_accounts())
        if (account.address == address) return account.label;
    return hex::encode(address);
}

std::string stage_words(const bridge::Transfer& transfer)
{
    const auto& sent = transfer.step(Stage::kSent);
    std::string words;
    for (const auto stage : {Stage::kBatched, Stage::kProven, Stage::kSettled, Stage::kArrived}) {
        const auto& step = transfer.step(stage);
        if (!step || !sent) continue;
        // Nothing is proven: the step is that of the proof slot.
        const auto* name = stage == Stage::kProven ? "accepted" : bridge::to_string(stage);
        words += fmt::format(" {} {:.1f} s", name,
                             static_cast<double>(step->unix_ms - sent->unix_ms) / 1000);
    }
    return words;
}

Stage stage_called(const std::string& name)
{
    for (const auto stage : {Stage::kSent, Stage::kSettled})
        if (name == bridge::to_string(stage)) return stage;
    return Stage::kArrived;
}

struct SendOptions {
    std::vector<std::string> what;
    node::SendRequest request;
    std::string wait = "sent";
};

Result<void> send(const Session& session, node::Control& control, const SendOptions& options)
{
    const auto hash = control.send(options.request);
    if (!hash) return std::unexpected(hash.error());
    const auto side = [](const std::string& name) { return name.substr(name.find('@') + 1); };
    // On one chain there is nothing to follow but the transaction.
    if (side(options.request.from) == side(options.request.to)) {
        if (session.json)
            fmt::print("{{\"transaction\":\"{}\"}}\n", hex::encode(*hash));
        else
            fmt::print("sent, transaction {}\n", hex::encode(*hash));
        return {};
    }
    const auto transfer = wait_for(control, *hash, stage_called(options.wait), kPatience);
    if (!transfer) return std::unexpected(transfer.error());
    if (session.json) {
        fmt::print("{}\n", node::to_json(*transfer));
        return {};
    }
    const auto world = control.status();
    if (!world) return std::unexpected(world.error());
    fmt::print("{}", transfer_table({*transfer}, *world));
    return {};
}

void add_send_command(Registry registry)
{
    const auto options = std::make_shared<SendOptions>();
    auto* command = registry.app.add_subcommand(
        "send", "Send the base token from an account to one of the same or another chain");
    command->add_option("AMOUNT", options->what, "How much: 12.5, or 12.5 ETH")
        ->required()
        ->expected(1, 2);
    command->add_option("--from", options->request.from, "A test account and its chain")
        ->required()
        ->type_name("NAME@CHAIN");
    command->add_option("--to", options->request.to, "A test account or an address, and its chain")
        ->required()
        ->type_name("NAME@CHAIN");
    command->add_option("--wait", options->wait, "Return once it is sent, arrived or settled")
        ->check(CLI::IsMember({"sent", "arrived", "settled"}))
        ->capture_default_str();
    command->footer(
        "Between islands money arrives within about a second, and trusts the operator until the "
        "L1\n"
        "has executed the epoch. To the mainland it arrives once its batch is executed there.\n\n"
        "Examples:\n  archipelago send 12.5 ETH --from alice@mainland --to bob@tortuga\n"
        "  archipelago send 1 --from bob@tortuga --to carol@nassau --wait arrived");
    command->callback([registry, options] {
        options->request.amount = options->what.front();
        with_world(registry, [&](node::Control& control) {
            return send(registry.session, control, *options);
        });
    });
}

}  // namespace

Result<bridge::Transfer> wait_for(node::Control& control, const Hash& transaction,
                                  bridge::Stage stage, std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        auto transfer = control.transfer(transaction);
        if (!transfer && transfer.error().code != ErrorCode::kNotFound)
            return std::unexpected(transfer.error());
        if (transfer) {
            if (transfer->fate != bridge::Fate::kUnderWay &&
                transfer->fate != bridge::Fate::kArrived)
                return failure(ErrorCode::kInvalidArgument, std::string("the transfer is ") +
                                                                bridge::to_string(transfer->fate) +
                                                                ": " + transfer->reason);
            if (transfer->step(stage)) return transfer;
        }
        if (std::chrono::steady_clock::now() >= deadline)
            return failure(
                ErrorCode::kUnavailable,
                fmt::format("it has not {} yet{}; 'archipelago transfers' shows it",
                            bridge::to_string(stage),
                            transfer && !transfer->reason.empty() ? ": " + transfer->reason : ""));
        std::this_thread::sleep_for(kPoll);
    }
}

std::string transfer_table(const std::vector<bridge::Transfer>& transfers,
                           const node::WorldSnapshot& world)
{
    if (transfers.empty()) return "no transfers between chains yet\n";
    std::string text;
    for (const auto& transfer : transfers) {
        text +=
            fmt::format("{} {} {}@{} -> {}@{}: {}{}{}\n", ether(transfer.amount), transfer.symbol,
                        account_name(transfer.sender), chain_name(transfer.from_chain, world),
                        account_name(transfer.receiver), chain_name(transfer.to_chain, world),
                        bridge::to_string(transfer.fate), stage_words(transfer),
                        transfer.reason.empty() ? "" : " (" + transfer.reason + ")");
        text += fmt::format("    id {}\n", hex::encode(transfer.id));
    }
    return text;
}

void add_send(Registry registry)
{
    add_send_command(registry);
    struct Options {
        bool follow = false;
        std::size_t count = kShown;
    };
    const auto options = std::make_shared<Options>();
    auto* command = registry.app.add_subcommand(
        "transfers", "Show transfers between chains and how far each is, newest first");
    command->add_flag("--follow", options->follow, "Show them anew whenever they change");
    command->add_option("--count", options->count, "At most so many")->capture_default_str();
    command->callback([registry, options] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            std::string last;
            for (;;) {
                const auto list = control.transfers(options->count);
                if (!list) return std::unexpected(list.error());
                const auto world = control.status();
                if (!world) return std::unexpected(world.error());
                const auto text = registry.session.json ? node::to_json(*list) + "\n"
                                                        : transfer_table(*list, *world);
                if (text != last) {
                    fmt::print("{}", text);
                    static_cast<void>(std::fflush(stdout));
                    last = text;
                }
                if (!options->follow) return {};
                std::this_thread::sleep_for(kPoll);
            }
        });
    });
}

}  // namespace archi::cli
