#pragma once
// A chain's contract on an L1.

#include <span>

#include "l1/deployment.hpp"

namespace archi::l1 {

/// ChainParameters of contracts/src/chain/ChainStorage.sol.
struct ChainParameters {
    std::uint64_t chain_id = 0;
    Hash base_token;  ///< asset id; zero: the L1's ether
    Address admin;
    Hash genesis_commitment;
    Hash program_hash;  ///< zero while batches are not proven
    Hash group;         ///< zero: in none
    bool is_rollup = true;
    std::uint64_t max_batch_cycles = 0;
    std::uint64_t queue_deadline = 0;  ///< seconds, as all that follow
    std::uint64_t exit_window = 0;
    std::uint64_t upgrade_delay = 0;
    std::uint64_t execution_delay = 0;
    u256 minimal_gas_price;  ///< of queue transactions, in units of the base token
    std::uint64_t batch_overhead_gas = 0;
};

/// The keys that act for a chain: three, or fewer with more to do. Who commits may take batches
/// back.
struct Validators {
    Address committer;
    Address prover;
    Address executor;
};

struct NewChain {
    ChainParameters parameters;
    Bytes genesis;  ///< published with it (FORMATS.md)
    Validators validators;
    Address keeper;  ///< of a validium's data: its committee of one; not looked at for a rollup
    /// Ether that the chain's genesis gave away: `account` deposits as much into its vault, so that
    /// what left no account of the L1 can be paid out there.
    u256 genesis_backing = {};
};

/// The contract of chain `chain_id`; nullopt: the Bridgehub knows none.
[[nodiscard]] Result<std::optional<Address>> find_chain(Client& client, const Contracts& contracts,
                                                        std::uint64_t chain_id);

/// Creates the contracts of chains, lets their validators act and seats their committees, all at
/// once; gives the addresses. What is done already is not done again, so that an interrupted call
/// can be repeated. `account` owns the contracts and is the chains' admin.
/// Errors: those of Account.
[[nodiscard]] Result<std::vector<Address>> create_chains(Account& account,
                                                         const Contracts& contracts,
                                                         std::span<const NewChain> chains,
                                                         const DeploymentProgress& progress = {});

/// One chain that is not there yet, without a published genesis. Errors: kInvalidArgument if it is;
/// those of Account.
[[nodiscard]] Result<Address> create_chain(Account& account, const Contracts& contracts,
                                           const ChainParameters& parameters,
                                           const Validators& validators);

}  // namespace archi::l1
