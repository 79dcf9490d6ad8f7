#pragma once
// How chains look in a terminal.

#include <string>

#include "node/snapshot.hpp"

namespace archi::cli {

/// One chain a line: name, state, id, RPC, block, rate, what waits, and whether it is proven; "-"
/// for what is not known because the chain's database is not open.
[[nodiscard]] std::string chain_table(const node::WorldSnapshot& world);

/// Where the world's chains settle, and what the operator does there.
[[nodiscard]] std::string mainland_lines(const node::MainlandSnapshot& mainland);

/// "running", or "failed: cause. cure".
[[nodiscard]] std::string state_words(const chain::State& state);

/// Wei as units of 18 decimals, without trailing zeros: "12.5".
[[nodiscard]] std::string ether(const u256& wei);

}  // namespace archi::cli
