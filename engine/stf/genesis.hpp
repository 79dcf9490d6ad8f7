#pragma once
// Block 0: the state a chain starts from. The rules of the chain are part of it, so that a proof is
// about these rules and no others (GENESIS.md).

#include <span>
#include <utility>
#include <vector>

#include "state/commitment.hpp"
#include "stf/block.hpp"

namespace archi::stf {

struct GenesisAccount {
    Address address;
    std::uint64_t nonce = 0;
    u256 balance;  ///< wei; the sum over all is below 2^128
    Bytes code;
    std::vector<std::pair<u256, u256>> storage;  ///< slot, value; only with code
};

struct Genesis {
    Header header;
    Hash hash;
    std::vector<state::Change> changes;  ///< from nothing, ascending by key; all of them new leaves
    std::vector<Bytes> codes;
};

/// The rules as GENESIS.md packs them, and BLAKE3 of that.
[[nodiscard]] Bytes pack(const ChainRules& rules);
[[nodiscard]] Hash rules_hash(const ChainRules& rules);
/// The system leaf that holds rules_hash, from genesis on.
[[nodiscard]] Hash rules_key();

/// Requires distinct addresses, and storage only where there is code.
[[nodiscard]] Genesis make_genesis(const ChainRules& rules, std::uint64_t timestamp,
                                   std::span<const GenesisAccount> accounts);

/// What the first batch starts from; `on_chain` is the tree with the genesis changes in it.
[[nodiscard]] state::Snapshot genesis_snapshot(const Genesis& genesis,
                                               const state::TreeHead& on_chain);

}  // namespace archi::stf
