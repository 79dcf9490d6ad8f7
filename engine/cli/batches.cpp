// archipelago batches: a chain's batches and their way to the L1.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <thread>

#include "base/hex.hpp"
#include "cli/batches.hpp"
#include "cli/chain.hpp"

namespace archi::cli {
namespace {

constexpr std::chrono::milliseconds kPoll{250};
constexpr std::uint64_t kShown = 20;

std::string step_words(const node::BatchStep& step)
{
    if (step.fate == "waiting")
        return fmt::format("{:>8} {} waits, {} bytes", step.step, hex::encode(step.transaction),
                           step.bytes);
    return fmt::format("{:>8} {} {} in L1 block {}, {} gas, {} bytes", step.step,
                       hex::encode(step.transaction), step.fate, step.block, step.gas, step.bytes);
}

/// Prints `list` unless it says what `last` said.
void show(const Session& session, const node::BatchList& list, std::string& last)
{
    const auto text = session.json ? node::to_json(list) + "\n" : batch_table(list);
    if (text == last) return;
    fmt::print("{}", text);
    static_cast<void>(std::fflush(stdout));
    last = text;
}

}  // namespace

std::string batch_table(const node::BatchList& list)
{
    auto text = fmt::format("{}: {}, batches {} sealed, {} committed, {} accepted, {} executed{}\n",
                            list.chain, list.proven ? "proven" : "unproven", list.sealed,
                            list.settled.committed, list.settled.verified, list.settled.executed,
                            list.settles ? "" : " (it settles nowhere)");
    if (list.open_transactions > 0)
        text += fmt::format("  open   {} transactions\n", list.open_transactions);
    for (const auto& batch : list.batches) {
        text += fmt::format("{:>6}   {:<9} blocks {} to {}, {} transactions, {} bytes for the L1\n",
                            batch.number, node::to_string(batch.stage), batch.first_block,
                            batch.last_block, batch.transactions, batch.pubdata_bytes);
        for (const auto& step : batch.steps)
            text += "         " + step_words(step) + "\n";
    }
    return text;
}

Result<void> wait_settled(node::Control& control, const std::string& chain,
                          std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::optional<std::uint64_t> last;
    for (;;) {
        const auto list = control.batches(chain, 1);
        if (!list) return std::unexpected(list.error());
        if (!list->settles)
            return failure(ErrorCode::kUnsupported, chain + " settles nowhere: it has no L1");
        // What is open now is to be settled as well.
        if (!last) last = list->sealed + (list->open_transactions > 0 ? 1 : 0);
        if (list->settled.executed >= *last) return {};
        if (std::chrono::steady_clock::now() >= deadline)
            return failure(ErrorCode::kUnavailable,
                           fmt::format("batch {} of {} is not executed yet; 'archipelago status' "
                                       "tells what holds it up",
                                       *last, chain));
        std::this_thread::sleep_for(kPoll);
    }
}

void add_batches(Registry registry)
{
    struct Options {
        std::string chain;
        bool follow = false;
        std::string wait;
        std::uint64_t count = kShown;
    };
    const auto options = std::make_shared<Options>();
    auto* command = registry.app.add_subcommand(
        "batches", "Show a chain's batches: sealed, committed, accepted, executed on the L1");
    command->add_option("CHAIN", options->chain, "The chain")->required();
    command->add_flag("--follow", options->follow, "Show them anew whenever they change");
    command->add_option("--count", options->count, "At most so many, the newest")
        ->capture_default_str();
    command->add_option("--wait", options->wait, "settled: until all there is now is executed")
        ->check(CLI::IsMember({"settled"}));
    command->footer(
        "Examples:\n  archipelago batches tortuga --follow\n"
        "  archipelago batches tortuga --wait settled --json");
    command->callback([registry, options] {
        with_world(registry, [&](node::Control& control) -> Result<void> {
            if (options->wait == "settled")
                if (auto done = wait_settled(control, options->chain, kSettledPatience); !done)
                    return done;
            std::string last;
            for (;;) {
                const auto list = control.batches(options->chain, options->count);
                if (!list) return std::unexpected(list.error());
                show(registry.session, *list, last);
                if (!options->follow) return {};
                std::this_thread::sleep_for(kPoll);
            }
        });
    });
}

}  // namespace archi::cli
