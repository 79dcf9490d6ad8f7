#include "chain/chain_genesis.hpp"

#include "state/memory_store.hpp"

namespace archi::chain {

stf::Genesis genesis_of(const Config& config)
{
    std::vector<stf::GenesisAccount> accounts;
    for (const auto& [address, balance] : config.genesis) {
        auto& account = accounts.emplace_back();
        account.address = address;
        account.balance = balance;
    }
    return stf::make_genesis(config.rules(), 0, accounts);
}

Hash genesis_commitment(const Config& config)
{
    const auto genesis = genesis_of(config);
    state::MemoryStore tree;
    const auto head = state::apply(tree, state::plant(tree), genesis.changes);
    return state::commitment(stf::genesis_snapshot(genesis, head));
}

}  // namespace archi::chain
