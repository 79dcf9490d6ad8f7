#include "stf/system_accounts.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "stf/system.hpp"
#include "stf/system_code.hpp"

namespace archi::stf {
namespace {

/// As Solidity keeps a bytes32 that holds a short text.
u256 text_word(std::string_view text)
{
    ARCHI_ASSERT(text.size() < Hash::kSize);
    Hash word;
    std::ranges::copy(text, word.begin());
    return u256::from_be(word.bytes);
}

}  // namespace

std::vector<GenesisAccount> system_accounts(std::uint64_t l1_chain_id, const BaseToken& token)
{
    std::vector<GenesisAccount> accounts;
    for (const auto& contract : system::contracts()) {
        GenesisAccount account;
        account.address = contract.address;
        account.nonce = 1;  // as a creation leaves it (EIP-161)
        account.code = system::code_of(contract.address);
        if (contract.address == system::kVault) {
            account.balance = system::reserve();
            // The first slots of IslandVault.sol.
            account.storage = {
                {u256{0}, u256{l1_chain_id}},     {u256{1}, u256::from_be(token.asset.bytes)},
                {u256{2}, u256{token.chain_id}},  {u256{3}, u256::from_be(token.address.bytes)},
                {u256{4}, text_word(token.name)}, {u256{5}, text_word(token.symbol)}};
        }
        accounts.push_back(std::move(account));
    }
    return accounts;
}

}  // namespace archi::stf
