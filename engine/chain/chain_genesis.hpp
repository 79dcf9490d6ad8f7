#pragma once
// Block 0 of a chain, from its declaration alone.

#include "chain/config.hpp"
#include "stf/genesis.hpp"

namespace archi::chain {

/// The same declaration gives the same block 0 wherever it is made: its time is zero.
[[nodiscard]] stf::Genesis genesis_of(const Config& config);

/// The state commitment before the first batch: what an L1 must know of a chain when its contract
/// is created (ChainParameters.genesisCommitment).
[[nodiscard]] Hash genesis_commitment(const Config& config);

}  // namespace archi::chain
