#include "l1/deployment.hpp"

#include "base/abi.hpp"
#include "base/assert.hpp"
#include "base/keccak.hpp"
#include "evm/evm.hpp"
#include "l1/artifacts.hpp"

namespace archi::l1 {
namespace {

constexpr std::chrono::minutes kPatience{5};
/// A creation's gas: 200 a byte of code (EIP-170), at most 18 a byte for calldata and init code,
/// and what constructors and fees take. A sum of upper bounds: nothing is estimated, so nothing
/// waits.
constexpr std::uint64_t kGasPerByte = 218;
constexpr std::uint64_t kGasBesides = 1'500'000;
constexpr std::uint64_t kVersion = 1;  ///< of the protocol, OUTPUT.md
// Data schemes, as OUTPUT.md numbers them.
constexpr std::uint64_t kCalldataScheme = 2;
constexpr std::uint64_t kCommitteeScheme = 128;

/// Transactions that follow each other and are looked at in the end.
class Plan {
public:
    explicit Plan(Account& account) : account_(account) {}

    /// Gives where the contract will be.
    Address create(const char* name, const abi::Encoder& arguments = {})
    {
        auto code = creation_code(name);
        append(code, arguments.finish());
        const auto nonce = account_.next_nonce() + steps_.size();
        const auto gas = kGasBesides + kGasPerByte * code.size();
        steps_.push_back({name, {.to = {}, .data = std::move(code)}, gas});
        return evm::create_address(account_.address(), nonce);
    }
    void call(const char* name, const Address& to, const abi::Encoder& data)
    {
        steps_.push_back({name, {.to = to, .data = data.finish()}, kGasBesides});
    }
    Result<void> run(const DeploymentProgress& progress)
    {
        std::vector<Hash> sent;
        sent.reserve(steps_.size());
        for (const auto& step : steps_) {
            const auto hash = account_.send(step.call, step.gas);
            if (!hash) return failure("cannot send " + step.name, hash.error());
            sent.push_back(*hash);
        }
        for (std::size_t i = 0; i < sent.size(); ++i) {
            const auto receipt = account_.wait(sent[i], kPatience);
            if (!receipt) return failure("cannot deploy: " + steps_[i].name, receipt.error());
            if (progress) progress(steps_[i].name, i, sent.size());
        }
        return {};
    }

private:
    struct Step {
        std::string name;
        Call call;
        std::uint64_t gas;
    };
    Account& account_;
    std::vector<Step> steps_;
};

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

Result<Address> create_chain(Account& account, const Contracts& contracts,
                             const ChainParameters& parameters, const Validators& validators)
{
    const auto base_token = parameters.base_token.is_zero() ? ether_asset_id(account.chain_id())
                                                            : parameters.base_token;
    abi::Encoder words;
    words.add(u256(parameters.chain_id)).add(base_token).add(parameters.admin);
    words.add(parameters.genesis_commitment).add(parameters.program_hash).add(parameters.group);
    words.add(u256(parameters.is_rollup ? kCalldataScheme : kCommitteeScheme));
    words.add(parameters.is_rollup ? contracts.calldata_validator : contracts.committee_validator);
    for (const auto number :
         {parameters.max_batch_cycles, parameters.queue_deadline, parameters.exit_window,
          parameters.upgrade_delay, parameters.execution_delay})
        words.add(u256(number));
    words.add(parameters.minimal_gas_price).add(u256(parameters.batch_overhead_gas));
    words.add(u256(1)).add(u256(1));  // base tokens an ether
    const Call creation{
        .to = contracts.bridgehub,
        .data =
            abi::Encoder("createNewChain(uint256,address,bytes32,uint256,address,bytes,bytes[])")
                .add(u256(parameters.chain_id))
                .add(contracts.chain_type_manager)
                .add(base_token)
                .add(u256(parameters.chain_id))
                .add(parameters.admin)
                .add_bytes(words.finish())
                .add_array({})
                .finish()};
    if (const auto created = account.run(creation, kPatience); !created)
        return std::unexpected(created.error());
    const auto found = account.client().call(
        {.to = contracts.bridgehub,
         .data = abi::Encoder("getZKChain(uint256)").add(u256(parameters.chain_id)).finish()});
    if (!found) return std::unexpected(found.error());
    abi::Decoder answer(found->data);
    const auto chain = answer.address();
    if (found->reverted || !answer.finish() || chain.is_zero())
        return failure(ErrorCode::kCorrupt, "the Bridgehub does not know the chain it created");

    for (const auto& validator : {validators.committer, validators.prover, validators.executor}) {
        const bool commits = validator == validators.committer;
        const Call call{.to = contracts.validator_timelock,
                        .data = abi::Encoder("setValidator(address,address,(bool,bool,bool,bool))")
                                    .add(chain)
                                    .add(validator)
                                    .add_bool(commits)
                                    .add_bool(validator == validators.prover)
                                    .add_bool(validator == validators.executor)
                                    .add_bool(commits)  // who commits may take back
                                    .finish()};
        if (const auto set = account.run(call, kPatience); !set)
            return std::unexpected(set.error());
    }
    return chain;
}

}  // namespace archi::l1
