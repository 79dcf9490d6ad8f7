#include "l1/chain_creation.hpp"

#include <algorithm>
#include <array>

#include "base/abi.hpp"
#include "l1/plan.hpp"
#include "stf/system.hpp"

namespace archi::l1 {
namespace {

// Data schemes, as OUTPUT.md numbers them.
constexpr std::uint64_t kCalldataScheme = 2;
constexpr std::uint64_t kCommitteeScheme = 128;
// Of the deposit for a genesis
constexpr std::uint64_t kBackingGas = 200'000;
constexpr std::uint64_t kGasPerPubdata = 800;  // Mailbox.sol takes no other
const u256 kQueueFee{
    10'000'000'000'000'000};  ///< wei, far more than its gas; what is left comes back

/// abi.encode(ChainParameters, bytes).
Bytes encode(const Contracts& contracts, const ChainParameters& parameters, const Hash& base_token,
             bytes_view genesis)
{
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
    return words.add_bytes(genesis).finish();
}

/// What the call gives, as one address; nullopt for zero.
Result<std::optional<Address>> ask_address(Client& client, const Call& call)
{
    const auto outcome = client.call(call);
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    const auto address = answer.address();
    if (outcome->reverted || !answer.finish())
        return failure(ErrorCode::kCorrupt, "the contracts on the L1 do not answer");
    if (address.is_zero()) return std::nullopt;
    return address;
}

/// Plans the creation; gives where the contract will be.
Result<Address> plan_creation(Plan& plan, Account& account, const Contracts& contracts,
                              const ChainParameters& parameters, bytes_view genesis)
{
    const auto base_token = parameters.base_token.is_zero() ? ether_asset_id(account.chain_id())
                                                            : parameters.base_token;
    const auto words = encode(contracts, parameters, base_token, genesis);
    plan.call("the chain's contract", contracts.bridgehub,
              abi::Encoder("createNewChain(uint256,address,bytes32,uint256,address,bytes,bytes[])")
                  .add(u256(parameters.chain_id))
                  .add(contracts.chain_type_manager)
                  .add(base_token)
                  .add(u256(parameters.chain_id))
                  .add(parameters.admin)
                  .add_bytes(words)
                  .add_array({}));
    const auto address =
        ask_address(account.client(),
                    {.from = contracts.bridgehub,
                     .to = contracts.chain_type_manager,
                     .data = abi::Encoder("createNewChain(uint256,bytes32,uint256,address,bytes)")
                                 .add(u256(parameters.chain_id))
                                 .add(base_token)
                                 .add(u256(parameters.chain_id))
                                 .add(parameters.admin)
                                 .add_bytes(words)
                                 .finish()});
    if (!address) return std::unexpected(address.error());
    if (!*address) return failure(ErrorCode::kCorrupt, "the L1 gives a chain no address");
    return **address;
}

/// Roles of one validator: commits, proves, executes, takes back.
using Roles = std::array<bool, 4>;

Result<bool> has_roles(Client& client, const Contracts& contracts, const Address& chain,
                       const Address& validator, const Roles& roles)
{
    const auto outcome = client.call(
        {.to = contracts.validator_timelock,
         .data = abi::Encoder("validators(address,address)").add(chain).add(validator).finish()});
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    Roles found{};
    for (auto& role : found)
        role = answer.boolean();
    if (outcome->reverted || !answer.finish())
        return failure(ErrorCode::kCorrupt, "the ValidatorTimelock does not answer");
    return found == roles;
}

Result<void> plan_validators(Plan& plan, Account& account, const Contracts& contracts,
                             const Address& chain, const Validators& validators)
{
    std::vector<Address> done;
    for (const auto& validator : {validators.committer, validators.prover, validators.executor}) {
        if (std::ranges::find(done, validator) != done.end()) continue;
        done.push_back(validator);
        const bool commits = validator == validators.committer;
        const Roles roles{commits, validator == validators.prover, validator == validators.executor,
                          commits};  // who commits may take back
        const auto known = has_roles(account.client(), contracts, chain, validator, roles);
        if (!known) return std::unexpected(known.error());
        if (*known) continue;
        abi::Encoder call("setValidator(address,address,(bool,bool,bool,bool))");
        call.add(chain).add(validator);
        for (const bool role : roles)
            call.add_bool(role);
        plan.call("a validator's roles", contracts.validator_timelock, call);
    }
    return {};
}

Result<void> plan_committee(Plan& plan, Account& account, const Contracts& contracts,
                            const NewChain& chain)
{
    const auto id = u256(chain.parameters.chain_id);
    const auto outcome =
        account.client().call({.to = contracts.committee_validator,
                               .data = abi::Encoder("committees(uint256)").add(id).finish()});
    if (!outcome) return std::unexpected(outcome.error());
    abi::Decoder answer(outcome->data);
    const auto committee = answer.word();
    if (outcome->reverted || !answer.finish())
        return failure(ErrorCode::kCorrupt, "the CommitteeDAValidator does not answer");
    if (!committee.is_zero()) return {};
    abi::Encoder members;
    members.add_array(std::vector{u256::from_be(chain.keeper)}).add(u256(1));
    plan.call("the data committee", contracts.committee_validator,
              abi::Encoder("announceCommittee(uint256,(address[],uint256))")
                  .add(id)
                  .add_dynamic(members));
    return {};
}

/// A deposit that the vault takes for what genesis gave away (stf/SYSTEM.md). It is the first of a
/// chain's queue, or is not made.
Result<void> plan_backing(Plan& plan, Account& account, const Contracts& contracts,
                          const NewChain& chain, const std::optional<Address>& known)
{
    if (chain.genesis_backing.is_zero()) return {};
    if (known) {
        const auto outcome = account.client().call(
            {.to = *known, .data = abi::Encoder("getTotalPriorityTxs()").finish()});
        if (!outcome) return std::unexpected(outcome.error());
        if (!abi::Decoder(outcome->data).number().is_zero()) return {};
    }
    const auto value = chain.genesis_backing + kQueueFee;
    abi::Encoder request;
    request.add(u256(chain.parameters.chain_id)).add(value).add(stf::system::kVault);
    request.add(chain.genesis_backing).add_bytes(abi::Encoder("backGenesis()").finish());
    request.add(u256(kBackingGas)).add(u256(kGasPerPubdata)).add_list({}).add(account.address());
    plan.call("what its genesis gave away", contracts.bridgehub,
              abi::Encoder("requestL2TransactionDirect((uint256,uint256,address,uint256,bytes,"
                           "uint256,uint256,bytes[],address))")
                  .add_dynamic(request),
              value);
    return {};
}

}  // namespace

Result<std::optional<Address>> find_chain(Client& client, const Contracts& contracts,
                                          std::uint64_t chain_id)
{
    return ask_address(client,
                       {.to = contracts.bridgehub,
                        .data = abi::Encoder("getZKChain(uint256)").add(u256(chain_id)).finish()});
}

Result<std::vector<Address>> create_chains(Account& account, const Contracts& contracts,
                                           std::span<const NewChain> chains,
                                           const DeploymentProgress& progress)
{
    Plan plan(account);
    std::vector<Address> addresses;
    for (const auto& chain : chains) {
        const auto found = find_chain(account.client(), contracts, chain.parameters.chain_id);
        if (!found) return std::unexpected(found.error());
        const auto address =
            *found ? Result<Address>(**found)
                   : plan_creation(plan, account, contracts, chain.parameters, chain.genesis);
        if (!address) return std::unexpected(address.error());
        auto planned = plan_validators(plan, account, contracts, *address, chain.validators);
        if (planned && !chain.parameters.is_rollup)
            planned = plan_committee(plan, account, contracts, chain);
        if (planned) planned = plan_backing(plan, account, contracts, chain, *found);
        if (!planned) return std::unexpected(planned.error());
        addresses.push_back(*address);
    }
    if (auto done = plan.run(progress); !done) return std::unexpected(done.error());
    for (std::size_t i = 0; i < chains.size(); ++i) {
        const auto found = find_chain(account.client(), contracts, chains[i].parameters.chain_id);
        if (!found) return std::unexpected(found.error());
        if (*found != addresses[i])
            return failure(ErrorCode::kCorrupt, "the Bridgehub does not know the chain it created");
    }
    return addresses;
}

Result<Address> create_chain(Account& account, const Contracts& contracts,
                             const ChainParameters& parameters, const Validators& validators)
{
    const auto found = find_chain(account.client(), contracts, parameters.chain_id);
    if (!found) return std::unexpected(found.error());
    if (*found)
        return failure(ErrorCode::kInvalidArgument,
                       "the L1 has a chain " + std::to_string(parameters.chain_id) + " already");
    const NewChain chain{.parameters = parameters,
                         .genesis = {},
                         .validators = validators,
                         .keeper = validators.committer};
    const auto created = create_chains(account, contracts, std::span(&chain, 1));
    if (!created) return std::unexpected(created.error());
    return created->front();
}

}  // namespace archi::l1
