#include "chain/chain_genesis.hpp"

#include "state/memory_store.hpp"
#include "stf/system_accounts.hpp"

namespace archi::chain {

stf::Genesis genesis_of(const Config& config)
{
    std::vector<stf::GenesisAccount> accounts;
    for (const auto& [address, balance] : config.genesis) {
        auto& account = accounts.emplace_back();
        account.address = address;
        account.balance = balance;
    }
    if (const auto& settlement = config.settlement; settlement.chain_id != 0)
        for (auto& account :
             stf::system_accounts(settlement.chain_id,
                                  {.asset = settlement.base_token,
                                   .chain_id = settlement.token_chain == 0 ? settlement.chain_id
                                                                           : settlement.token_chain,
                                   .address = settlement.token,
                                   .name = settlement.token_name,
                                   .symbol = settlement.token_symbol}))
            accounts.push_back(std::move(account));
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
