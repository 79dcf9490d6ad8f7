#pragma once
// Choosing what a new chain gets when the user did not say.

#include <cstdint>
#include <set>
#include <string>

#include "base/result.hpp"

namespace archi::node {

inline constexpr std::uint64_t kFirstChainId = 420'101;
inline constexpr std::uint16_t kFirstRpcPort = 3050;  ///< as ZKsync's nodes

/// The least chain id from kFirstChainId on that is not in `taken`.
[[nodiscard]] std::uint64_t free_chain_id(const std::set<std::uint64_t>& taken);

/// True if `host`:`port` can be bound now.
[[nodiscard]] bool is_port_free(const std::string& host, std::uint16_t port);

/// The least port from kFirstRpcPort on that is not in `taken` and can be bound on `host` now.
/// Errors: kBusy if there is none up to 65535.
[[nodiscard]] Result<std::uint16_t> free_port(const std::string& host,
                                              const std::set<std::uint16_t>& taken);

}  // namespace archi::node
