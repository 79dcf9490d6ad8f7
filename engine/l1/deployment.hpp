#pragma once
// The mainland's contracts on an L1: deployed once, shared by every chain (contracts/README.md).

#include <functional>
#include <string>

#include "l1/account.hpp"

namespace archi::l1 {

struct Contracts {
    Address bridgehub;
    Address message_root;
    Address guardians;
    Address verifier;
    Address proof_hub;
    Address validator_timelock;
    Address asset_tracker;
    Address nullifier;
    Address native_token_vault;
    Address asset_router;
    Address chain_type_manager;
    Address calldata_validator;
    Address committee_validator;
    Address chain_administration;
    Address chain_code;

    bool operator==(const Contracts&) const = default;
};

/// Who may freeze batches and disable a verifier, and how long changes wait.
struct Governance {
    std::vector<Address> guardians = {};  ///< ascending
    unsigned threshold = 0;               ///< of them
    std::uint64_t upgrade_delay = 0;      ///< seconds
};

/// Called with each step: "ChainTypeManager", 10 of 18.
using DeploymentProgress =
    std::function<void(const std::string& step, std::size_t index, std::size_t count)>;

/// Deploys everything, with `account` as owner and the UnprovenVerifier as verifier, which exists
/// on local chain ids only. Sends all transactions at once; their addresses follow from the nonces.
/// Errors: those of Account; kInvalidArgument on another L1.
[[nodiscard]] Result<Contracts> deploy_contracts(Account& account, const Governance& governance,
                                                 const DeploymentProgress& progress = {});

/// Asset id of the L1's ether.
[[nodiscard]] Hash ether_asset_id(std::uint64_t l1_chain_id);

}  // namespace archi::l1
