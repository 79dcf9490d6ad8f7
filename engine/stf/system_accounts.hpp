#pragma once
// The system contracts as accounts of a genesis (SYSTEM.md).

#include <string_view>

#include "stf/genesis.hpp"

namespace archi::stf {

/// The token that a chain's gas is paid in, as other chains know it.
struct BaseToken {
    Hash asset;                  ///< its id
    std::uint64_t chain_id = 0;  ///< where it lives
    Address address;             ///< there; 1: ether
    std::string_view name;       ///< at most 31 bytes, as is the symbol
    std::string_view symbol;
};

/// Code and storage of every system contract, and the reserve. Requires short texts.
[[nodiscard]] std::vector<GenesisAccount> system_accounts(std::uint64_t l1_chain_id,
                                                          const BaseToken& token);

}  // namespace archi::stf
