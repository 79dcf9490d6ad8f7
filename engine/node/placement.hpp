#pragma once
// What a new chain gets: what the user asks for, and choices where the user did not say.

#include <cstdint>
#include <set>
#include <string>

#include "base/result.hpp"
#include "chain/config.hpp"
#include "node/control.hpp"
#include "node/roster.hpp"

namespace archi::node {

inline constexpr std::uint64_t kFirstChainId = 420'101;
inline constexpr std::uint16_t kFirstRpcPort = 3050;  ///< as ZKsync's nodes

/// The least chain id from kFirstChainId on that is not in `taken`.
[[nodiscard]] std::uint64_t free_chain_id(const std::set<std::uint64_t>& taken);

/// True if `host`:`port` can be bound now.
[[nodiscard]] bool is_port_free(const std::string& host, std::uint16_t port);

/// What a test account has on a new chain: 10,000 units of the base token.
[[nodiscard]] const u256& test_balance();

/// The least port from `first` on that is not in `taken` and can be bound on `host` now.
/// Errors: kBusy if there is none up to 65535.
[[nodiscard]] Result<std::uint16_t> free_port(const std::string& host,
                                              const std::set<std::uint16_t>& taken,
                                              std::uint16_t first = kFirstRpcPort);

/// The configuration of a new chain: `base`, or by default that of a demo chain with balances for
/// the test accounts, with a name, chain id and port of its own.
/// Errors: kInvalidArgument for what validate() refuses; kAlreadyExists for a name or chain id that
/// another chain of `roster` has; kBusy for its port.
[[nodiscard]] Result<chain::Config> place(const ChainRequest& request, const Roster& roster,
                                          const std::optional<chain::Config>& base = {});

}  // namespace archi::node
