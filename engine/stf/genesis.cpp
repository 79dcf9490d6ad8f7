#include "stf/genesis.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "base/blake3.hpp"
#include "state/keys.hpp"
#include "state/tree.hpp"
#include "stf/system.hpp"
#include "stf/world.hpp"

namespace archi::stf {
namespace {

/// A state without anything.
class Nothing final : public state::Reader {
public:
    Hash value(const Hash&) override { return {}; }
    std::shared_ptr<const Bytes> code(const Hash&) override { return nullptr; }
};

}  // namespace

Bytes pack(const ChainRules& rules)
{
    Bytes packed;
    append_be(packed, rules.chain_id, 8);
    append_be(packed, rules.block_gas_limit, 8);
    append(packed, rules.fee_collector.bytes);
    append(packed, rules.minimum_base_fee.to_be().bytes);
    append_be(packed, rules.cycles_per_gas, 8);
    if (const auto& settlement = rules.settlement; settlement.chain_id != 0) {
        append_be(packed, settlement.chain_id, 8);
        append(packed, settlement.base_token.bytes);
        append(packed, settlement.group.bytes);
        append_be(packed, settlement.epoch_seconds, 8);
        append_be(packed, settlement.data_scheme, 1);
    }
    return packed;
}

Hash rules_hash(const ChainRules& rules)
{
    return blake3(pack(rules));
}

Hash rules_key()
{
    return state::system_key(u256{system::kRulesSlot});
}

Genesis make_genesis(const ChainRules& rules, std::uint64_t timestamp,
                     std::span<const GenesisAccount> accounts)
{
    Nothing nothing;
    World world(nothing, nullptr);
    world.begin_transaction();
    for (const auto& account : accounts) {
        ARCHI_ASSERT(account.storage.empty() || !account.code.empty());
        world.set_balance(account.address, account.balance);
        world.set_nonce(account.address, account.nonce);
        world.set_code(account.address, account.code);
        for (const auto& [slot, value] : account.storage)
            world.set_storage(account.address, slot, value);
    }
    static_cast<void>(world.end_transaction());
    ARCHI_ASSERT(!world.broken());

    Genesis genesis;
    genesis.header = {.parent_hash = {},
                      .coinbase = rules.fee_collector,
                      .transactions_root = transactions_root({}),
                      .receipts_root = receipts_root({}),
                      .number = 0,
                      .gas_limit = rules.block_gas_limit,
                      .gas_used = 0,
                      .timestamp = timestamp,
                      .base_fee = rules.minimum_base_fee};
    genesis.hash = hash(genesis.header);
    genesis.changes = world.changes();
    const state::Change rules_leaf{.key = rules_key(), .before = {}, .after = rules_hash(rules)};
    genesis.changes.insert(
        std::ranges::lower_bound(
            genesis.changes, rules_leaf,
            [](const state::Change& a, const state::Change& b) { return a.key < b.key; }),
        rules_leaf);
    genesis.codes = world.new_code();
    return genesis;
}

state::Snapshot genesis_snapshot(const Genesis& genesis, const state::TreeHead& on_chain)
{
    return {.on_chain = on_chain,
            .off_chain = state::empty_tree(),
            .block_number = 0,
            .recent_blocks = state::recent_blocks_hash({&genesis.hash, 1}),
            .timestamp = genesis.header.timestamp};
}

}  // namespace archi::stf
