#pragma once
// The genesis of a chain as its L1 has it (l1/FORMATS.md, "Genesis"): enough to make block 0 again.

#include "chain/config.hpp"

namespace archi::chain {

/// Accounts that a genesis may have if it is published: what fits into one transaction of the L1.
inline constexpr std::size_t kMaxPublishedAccounts = 2'500;

/// Requires a configuration that settles and is valid.
[[nodiscard]] Bytes publish_genesis(const Config& config);

/// What was published, as a configuration that gives the same block 0; its name is chain-ID, and
/// what a genesis does not fix is as in Config. Total. Errors: kCorrupt.
[[nodiscard]] Result<Config> read_genesis(bytes_view published);

}  // namespace archi::chain
