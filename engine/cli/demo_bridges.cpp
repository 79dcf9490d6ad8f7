#include "cli/demo_bridges.hpp"

#include <fmt/core.h>

#include <array>
#include <thread>

#include "cli/send.hpp"

namespace archi::cli {
namespace {

using bridge::Stage;

constexpr std::chrono::minutes kPatience{2};

struct Leg {
    const char* from;
    const char* to;
    const char* amount;
    const char* what;
};
constexpr std::array kLegs{
    Leg{"alice@mainland", "bob@tortuga", "3.5", "a deposit"},
    Leg{"alice@tortuga", "carol@nassau", "2.25", "island to island"},
    Leg{"bob@nassau", "alice@tortuga", "1.75", "the other way at the same time"},
    Leg{"dave@tortuga", "dave@mainland", "1", "a withdrawal, paid once its batch is executed"}};

/// A new chain first waits for the mainland to hold what its genesis gave away.
Result<Hash> send_when_possible(node::Control& control, const Leg& leg)
{
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        auto hash = control.send({.from = leg.from, .to = leg.to, .amount = leg.amount});
        if (hash || hash.error().code != ErrorCode::kUnavailable ||
            std::chrono::steady_clock::now() > deadline)
            return hash;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

}  // namespace

Result<bool> make_second_chain(const Session& session, node::Control& control)
{
    const auto world = control.status();
    if (!world) return std::unexpected(world.error());
    if (!world->mainland) return false;
    const auto created = control.create_chain({.name = kSecondChain,
                                               .chain_id = {},
                                               .block_time = {},
                                               .data_mode = chain::DataMode::kValidium,
                                               .rpc_port = {}},
                                              progress(session));
    if (!created && created.error().code != ErrorCode::kAlreadyExists)
        return std::unexpected(created.error());
    if (auto started = control.start_chain(kSecondChain, progress(session)); !started)
        return std::unexpected(started.error());
    return true;
}

Result<std::vector<bridge::Transfer>> cross_bridges(
    node::Control& control, const std::function<void(const std::string&)>& say)
{
    std::vector<Hash> sent;
    for (const auto& leg : kLegs) {
        const auto hash = send_when_possible(control, leg);
        if (!hash)
            return failure(std::string("cannot send from ") + leg.from + " to " + leg.to,
                           hash.error());
        sent.push_back(*hash);
    }
    std::vector<bridge::Transfer> transfers;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        auto transfer = wait_for(control, sent[i], Stage::kArrived, kPatience);
        if (!transfer) return std::unexpected(transfer.error());
        const auto took =
            transfer->step(Stage::kArrived)->unix_ms - transfer->step(Stage::kSent)->unix_ms;
        say(fmt::format("  {:>4} ETH  {:<14} -> {:<14} arrived after {:>5.1f} s  ({})",
                        kLegs[i].amount, kLegs[i].from, kLegs[i].to,
                        static_cast<double>(took) / 1000, kLegs[i].what));
        transfers.push_back(std::move(*transfer));
    }
    return transfers;
}

}  // namespace archi::cli
