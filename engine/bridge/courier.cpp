#include "bridge/courier.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "bridge/view.hpp"
#include "chain/message_tree.hpp"
#include "stf/crossings.hpp"
#include "stf/system.hpp"

namespace archi::bridge {
namespace {

namespace system = stf::system;
using namespace std::chrono_literals;

constexpr std::uint64_t kImportGas = 2'000'000;
/// Of an execution beside the bundle's own calls: proof, fee, marks.
constexpr std::uint64_t kBesideGas = 1'000'000;
constexpr std::uint64_t kMostGas = std::uint64_t{1} << 24U;
/// Bundles of one import; the next round takes the next.
constexpr std::size_t kMostBundles = 256;
constexpr unsigned kMostAttempts = 5;
constexpr std::uint8_t kRing = 64;  ///< InteropRoots.sol keeps so many

/// What an execution costs whoever includes it, in wei of the destination.
u256 cost_of(const chain::Chain& destination, const Bundle& bundle)
{
    return u256{bundle.gas} * destination.next_base_fee();
}

bool runs(const chain::Chain& chain)
{
    const auto phase = chain.state().phase;
    return phase == chain::Phase::kRunning || phase == chain::Phase::kDegraded;
}

}  // namespace

Result<void> Courier::carry(Chains chains)
{
    const auto unfinished = store_.unfinished();
    if (!unfinished) return std::unexpected(unfinished.error());
    std::map<std::pair<std::uint64_t, std::uint64_t>, Crossing> crossings;
    const auto running = [&](std::uint64_t id) {
        auto chain = chain_with(chains, id);
        return chain && runs(*chain) ? chain : nullptr;
    };
    for (const auto& passage : *unfinished) {
        const auto& transfer = passage.transfer;
        if (passage.bundle.empty() || transfer.fate != Fate::kUnderWay) continue;
        auto& crossing = crossings[{transfer.from_chain, transfer.to_chain}];
        if (!crossing.source) crossing.source = running(transfer.from_chain);
        if (!crossing.destination) crossing.destination = running(transfer.to_chain);
        crossing.passages.push_back(passage);
    }
    for (const auto& [ends, crossing] : crossings) {
        if (!crossing.source || !crossing.destination) continue;
        // Strangers wait for settlement, which has no import here yet.
        const auto& group = crossing.source->config().settlement.group;
        if (group.is_zero() || group != crossing.destination->config().settlement.group) continue;
        if (auto done = cross(crossing); !done) return done;
    }
    return {};
}

Result<bool> Courier::may_go(const Crossing& crossing, Passage& passage, const Bundle& bundle)
{
    const auto refuse = [&](const char* reason) -> Result<bool> {
        if (passage.transfer.reason == reason) return false;
        passage.transfer.reason = reason;
        if (auto done = store_.put(passage); !done) return std::unexpected(done.error());
        return false;
    };
    // Base tokens of a group count one for one.
    if (bundle.fee < cost_of(*crossing.destination, bundle))
        return refuse("its fee does not cover its execution; anyone can execute it there");
    if (bundle.gas > kMostGas - kBesideGas)
        return refuse("it asks for more gas than a transaction can have");
    auto& attempt = attempts_[passage.transfer.id];
    const auto now = Clock::now();
    if (now < attempt.next) return false;
    if (attempt.count >= kMostAttempts)
        return refuse("its execution fails there; it can be cancelled after its deadline");
    attempt.next = now + 2s * (1U << attempt.count);
    ++attempt.count;
    return true;
}

Result<void> Courier::cross(const Crossing& crossing)
{
    const auto source_id = crossing.source->config().chain_id;
    struct Load {
        Bundle bundle;
        std::uint64_t message = 0;
    };
    std::vector<Load> loads;
    for (auto passage : crossing.passages) {
        if (loads.size() >= kMostBundles) break;
        Bytes message = {0x01};
        append(message, passage.bundle);
        auto read = read_message(source_id, system::kInteropCenter, message);
        auto* bundle = std::get_if<Bundle>(&read);
        if (bundle == nullptr) continue;
        const auto goes = may_go(crossing, passage, *bundle);
        if (!goes) return std::unexpected(goes.error());
        if (*goes) loads.push_back({std::move(*bundle), passage.message});
    }
    if (loads.empty()) return {};

    const auto answer = view(*crossing.destination, system::kInteropRoots,
                             latest_call(source_id, stf::Import::kInstant));
    const auto latest = answer ? read_latest(*answer) : std::nullopt;
    if (!latest) return {};  // another block is coming; the next round asks again
    const auto& tree = crossing.source->message_tree();
    auto count = latest->count;
    auto slot = latest->slot;
    const auto tell = [&](const Address& to, Bytes data, std::uint64_t gas) {
        const auto told =
            crossing.destination->tell({.to = to, .data = std::move(data), .gas = gas});
        if (!told) log::Logger("bridge").warning(describe(told.error()));
        return told.has_value();
    };
    const bool is_known =
        std::ranges::all_of(loads, [&](const Load& load) { return load.message < latest->count; });
    if (!is_known) {
        count = tree.size();
        if (count <= latest->count) return {};  // the source went back
        const RootImport import{.chain_id = source_id,
                                .policy = stf::Import::kInstant,
                                .count = count,
                                .root = tree.root(count),
                                .old_count = latest->count,
                                .old_root = tree.root(latest->count),
                                .path = tree.consistency(latest->count, count)};
        slot = latest->count == 0 ? 0 : static_cast<std::uint8_t>((latest->slot + 1) % kRing);
        if (!tell(system::kInteropRoots, add_roots_call({&import, 1}), kImportGas)) return {};
    }
    for (const auto& load : loads) {
        if (load.message >= count) continue;
        const Inclusion proof{.chain_id = source_id,
                              .policy = stf::Import::kInstant,
                              .slot = slot,
                              .count = count,
                              .root = tree.root(count),
                              .index = load.message,
                              .path = tree.inclusion(load.message, count)};
        if (!tell(system::kInteropHandler, execute_call(load.bundle.encoded, proof),
                  load.bundle.gas + kBesideGas))
            return {};
    }
    return {};
}

}  // namespace archi::bridge
