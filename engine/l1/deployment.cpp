#include "l1/deployment.hpp"

#include "base/abi.hpp"
#include "base/keccak.hpp"
#include "l1/plan.hpp"

namespace archi::l1 {
namespace {

constexpr std::uint64_t kVersion = 1;  ///< of the protocol, OUTPUT.md

abi::Encoder members_of(const Governance& governance)
{
    std::vector<u256> words;
    words.reserve(governance.guardians.size());
    for (const auto& guardian : governance.guardians)
        words.push_back(u256::from_be(guardian));
    abi::Encoder members;
    members.add_array(words).add(u256(governance.threshold));
    return members;
}

void plan_settlement(Plan& plan, const Address& owner, const Governance& governance,
                     Contracts& contracts)
{
    abi::Encoder guardians;
    guardians.add(owner).add_dynamic(members_of(governance));
    contracts.guardians = plan.create("Guardians", guardians);
    contracts.verifier = plan.create("UnprovenVerifier");
    contracts.proof_hub = plan.create("ProofHub", abi::Encoder()
                                                      .add(owner)
                                                      .add(contracts.guardians)
                                                      .add(contracts.verifier)
                                                      .add(u256(governance.upgrade_delay)));
    contracts.validator_timelock = plan.create(
        "ValidatorTimelock",
        abi::Encoder().add(contracts.bridgehub).add(contracts.proof_hub).add(contracts.guardians));
}

void plan_assets(Plan& plan, Contracts& contracts)
{
    const auto& hub = contracts.bridgehub;
    contracts.asset_tracker =
        plan.create("AssetTracker", abi::Encoder().add(hub).add(contracts.validator_timelock));
    contracts.nullifier = plan.create("Nullifier", abi::Encoder().add(hub));
    contracts.native_token_vault =
        plan.create("NativeTokenVault", abi::Encoder().add(hub).add(contracts.asset_tracker));
    contracts.asset_router = plan.create(
        "AssetRouter",
        abi::Encoder().add(hub).add(contracts.nullifier).add(contracts.native_token_vault));
}

void plan_chain_code(Plan& plan, Contracts& contracts)
{
    contracts.calldata_validator = plan.create("CalldataDAValidator");
    contracts.committee_validator =
        plan.create("CommitteeDAValidator", abi::Encoder().add(contracts.bridgehub));
    contracts.chain_administration =
        plan.create("ChainAdministration", abi::Encoder()
                                               .add(contracts.bridgehub)
                                               .add(contracts.chain_type_manager)
                                               .add(contracts.message_root)
                                               .add(contracts.validator_timelock)
                                               .add(contracts.proof_hub));
    contracts.chain_code = plan.create("Chain", abi::Encoder()
                                                    .add(contracts.chain_type_manager)
                                                    .add(contracts.validator_timelock)
                                                    .add(contracts.proof_hub)
                                                    .add(contracts.message_root)
                                                    .add(contracts.asset_tracker)
                                                    .add(contracts.chain_administration));
}

void plan_wiring(Plan& plan, const Contracts& contracts, std::uint64_t l1_chain_id)
{
    const auto& hub = contracts.bridgehub;
    plan.call("setParts", hub,
              abi::Encoder("setParts((address,address,address,address,address))")
                  .add(contracts.asset_router)
                  .add(contracts.nullifier)
                  .add(contracts.native_token_vault)
                  .add(contracts.message_root)
                  .add(contracts.asset_tracker));
    plan.call("addChainTypeManager", hub,
              abi::Encoder("addChainTypeManager(address)").add(contracts.chain_type_manager));
    plan.call("addTokenAssetId", hub,
              abi::Encoder("addTokenAssetId(bytes32)").add(ether_asset_id(l1_chain_id)));
    plan.call("publishVersion", contracts.chain_type_manager,
              abi::Encoder("publishVersion(uint32,address,bytes32,bytes32)")
                  .add(u256(kVersion))
                  .add(contracts.chain_code)
                  .add(Hash{})
                  .add(Hash{}));
}

}  // namespace

Hash ether_asset_id(std::uint64_t l1_chain_id)
{
    // Messaging.sol: the vault's address on every chain, and 1 for ether.
    return keccak256(
        abi::Encoder().add(u256(l1_chain_id)).add(u256(0x10004)).add(u256(1)).finish());
}

Result<Contracts> deploy_contracts(Account& account, const Governance& governance,
                                   const DeploymentProgress& progress)
{
    Contracts contracts;
    Plan plan(account);
    const auto& owner = account.address();
    contracts.bridgehub = plan.create("Bridgehub", abi::Encoder().add(owner));
    contracts.message_root = plan.create("MessageRoot", abi::Encoder().add(contracts.bridgehub));
    plan_settlement(plan, owner, governance, contracts);
    plan_assets(plan, contracts);
    contracts.chain_type_manager =
        plan.create("ChainTypeManager", abi::Encoder().add(owner).add(contracts.bridgehub));
    plan_chain_code(plan, contracts);
    plan_wiring(plan, contracts, account.chain_id());
    if (auto done = plan.run(progress); !done) return std::unexpected(done.error());
    return contracts;
}

}  // namespace archi::l1
