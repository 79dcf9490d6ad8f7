#include <array>

#include "crypto/host/mnemonic.hpp"
#include "node/world.hpp"

namespace archi::node {

const std::vector<TestAccount>& test_accounts()
{
    static const auto accounts = [] {
        constexpr std::array kLabels{"alice", "bob",   "carol", "dave", "erin",
                                     "frank", "grace", "heidi", "ivan", "judy"};
        const auto keys = crypto::test_account_keys();
        std::vector<TestAccount> made;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            TestAccount account;
            account.label = kLabels[i];
            account.address = crypto::address_of(keys[i]).value();
            account.private_key = fixed<Hash>(keys[i].bytes);
            account.derivation = "m/44'/60'/0'/0/" + std::to_string(i);
            made.push_back(std::move(account));
        }
        return made;
    }();
    return accounts;
}

}  // namespace archi::node
