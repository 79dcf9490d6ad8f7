#include "cli/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace archi::cli {

std::string state_words(const chain::State& state)
{
    std::string words = chain::to_string(state.phase);
    if (!state.detail.empty()) words += ": " + state.detail;
    if (!state.cure.empty()) words += " " + state.cure;
    return words;
}

std::string mainland_lines(const node::MainlandSnapshot& mainland)
{
    auto text = fmt::format("mainland: {} L1 at {}, chain id {}",
                            mainland.is_embedded ? "embedded" : "external", mainland.url,
                            mainland.chain_id == 0 ? "-" : fmt::to_string(mainland.chain_id));
    if (mainland.chain) {
        text += ", " + state_words(mainland.chain->state);
        if (mainland.chain->is_open)
            text += fmt::format(", block {}", mainland.chain->metrics.block_number);
    }
    return text + fmt::format("\nsettling: {}; unproven\n", state_words(mainland.settling));
}

std::string chain_table(const node::WorldSnapshot& world)
{
    const auto mainland = world.mainland ? mainland_lines(*world.mainland) : std::string();
    if (world.chains.empty())
        return mainland + "No chains yet. Make one with: archipelago chain create NAME\n";
    std::size_t width = 5;
    for (const auto& chain : world.chains)
        width = std::max(width, chain.name.size());
    auto text =
        fmt::format("{:<{}}  {:<9} {:>8}  {:<9} {:>9} {:>8} {:>7}  {:<9}  {}\n", "CHAIN", width,
                    "STATE", "ID", "DATA", "BLOCK", "TX/S", "PENDING", "PROOFS", "RPC");
    for (const auto& chain : world.chains) {
        const auto& metrics = chain.metrics;
        const auto known = [&](std::string value) { return chain.is_open ? value : "-"; };
        text += fmt::format("{:<{}}  {:<9} {:>8}  {:<9} {:>9} {:>8} {:>7}  {:<9}  {}\n", chain.name,
                            width, chain::to_string(chain.state.phase), chain.chain_id,
                            chain.data_mode == chain::DataMode::kRollup ? "rollup" : "validium",
                            known(fmt::to_string(metrics.block_number)),
                            known(fmt::format("{:.1f}", metrics.transactions_per_second)),
                            known(fmt::to_string(metrics.pending)),
                            metrics.proven ? "proven" : "unproven", chain.rpc_url);
    }
    text += mainland;
    for (const auto& chain : world.chains)
        if (!chain.state.detail.empty())
            text += fmt::format("{}: {}\n", chain.name, state_words(chain.state));
    return text;
}

std::string ether(const u256& wei)
{
    constexpr std::size_t kDecimals = 18;
    auto digits = wei.to_decimal();
    if (digits.size() <= kDecimals) digits.insert(0, kDecimals + 1 - digits.size(), '0');
    auto whole = digits.substr(0, digits.size() - kDecimals);
    auto fraction = digits.substr(digits.size() - kDecimals);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fraction.empty() ? whole : whole + "." + fraction;
}

}  // namespace archi::cli
