// archipelago accounts: the funded accounts of a world without an L1.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "base/hex.hpp"
#include "cli/commands.hpp"
#include "cli/rpc_client.hpp"
#include "cli/table.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;

struct Balance {
    std::string chain;
    u256 wei;
};

/// Balances on every running chain, asked over its RPC.
std::vector<Balance> balances(const node::WorldSnapshot& world, const Address& address)
{
    std::vector<Balance> found;
    for (const auto& chain : world.chains) {
        if (chain.state.phase != chain::Phase::kRunning &&
            chain.state.phase != chain::Phase::kDegraded)
            continue;
        auto client = RpcClient::create(chain.rpc_url);
        if (!client) continue;
        if (const auto wei = client->balance(address)) found.push_back({chain.name, *wei});
    }
    return found;
}

void print_json(const node::WorldSnapshot& world, bool keys)
{
    json::array accounts;
    for (const auto& account : node::test_accounts()) {
        json::object balance;
        for (const auto& [chain, wei] : balances(world, account.address))
            balance[chain] = wei.to_decimal();
        json::object entry{{"label", account.label},
                           {"address", hex::encode_checksummed(account.address)},
                           {"derivation", account.derivation},
                           {"balance_wei", std::move(balance)}};
        if (keys) entry["private_key"] = hex::encode(account.private_key);
        accounts.push_back(std::move(entry));
    }
    fmt::print("{}\n", json::serialize(json::object{{"accounts", std::move(accounts)}}));
}

void print_table(const node::WorldSnapshot& world, bool keys)
{
    fmt::print("Test accounts of the mnemonic \"test test … junk\". Everybody knows their keys.\n");
    for (const auto& account : node::test_accounts()) {
        fmt::print("{:<6} {}", account.label, hex::encode_checksummed(account.address));
        for (const auto& [chain, wei] : balances(world, account.address))
            fmt::print("  {} ETH on {}", ether(wei), chain);
        if (keys) fmt::print("\n       key {}", hex::encode(account.private_key));
        fmt::print("\n");
    }
}

}  // namespace

void add_accounts(Registry registry)
{
    auto* command = registry.app.add_subcommand("accounts", "Show the funded test accounts");
    const auto keys = std::make_shared<bool>(false);
    command->add_flag("--keys", *keys, "Show private keys too");
    command->footer("Example:\n  archipelago accounts --keys");
    command->callback([registry, keys] {
        auto control = connect(registry.session);
        const auto world = control ? (*control)->status()
                                   : Result<node::WorldSnapshot>(std::unexpected(control.error()));
        if (!world)
            registry.exit_code = report(registry.session, world.error());
        else if (registry.session.json)
            print_json(*world, *keys);
        else
            print_table(*world, *keys);
    });
}

}  // namespace archi::cli
