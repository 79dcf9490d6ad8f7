#include "test_chain.hpp"

#include "base/assert.hpp"
#include "base/blake3.hpp"
#include "base/hex.hpp"
#include "state/keys.hpp"
#include "stf/system_accounts.hpp"

namespace archi::stf::testing {

Hash MapReader::value(const Hash& key)
{
    const auto found = values.find(key);
    return found == values.end() ? Hash{} : found->second;
}

std::shared_ptr<const Bytes> MapReader::code(const Hash& code_hash)
{
    const auto found = codes.find(code_hash);
    return found == codes.end() ? nullptr : found->second;
}

void MapReader::apply(std::span<const state::Change> changes)
{
    for (const auto& change : changes) {
        ARCHI_ASSERT(value(change.key) == change.before);
        values[change.key] = change.after;
    }
}

void MapReader::add_code(const Bytes& code)
{
    codes[blake3(code)] = std::make_shared<const Bytes>(code);
}

Bytes from_hex(const char* text)
{
    const auto bytes = hex::decode_lenient(text);
    ARCHI_ASSERT(bytes.has_value());
    return *bytes;
}

Bytes deploying(const Bytes& runtime)
{
    ARCHI_ASSERT(runtime.size() < 256);
    // PUSH1 size, DUP1, PUSH1 11, PUSH1 0, CODECOPY, PUSH1 0, RETURN
    Bytes code = from_hex("600080600b6000396000f3");
    code[1] = static_cast<std::uint8_t>(runtime.size());
    append(code, runtime);
    return code;
}

ChainRules test_rules()
{
    ChainRules rules;
    rules.chain_id = kChainId;
    rules.block_gas_limit = 30'000'000;
    rules.fee_collector = small_address(0xfee);
    rules.minimum_base_fee = u256{1'000'000'000};
    rules.cycles_per_gas = 1000;
    return rules;
}

ChainRules settling_rules()
{
    auto rules = test_rules();
    rules.settlement = {.chain_id = 31'337,
                        .base_token = blake3(Bytes{1}),
                        .group = blake3(Bytes{2}),
                        .epoch_seconds = 10,
                        .data_scheme = Settlement::kCalldata};
    return rules;
}

TestChain::TestChain(std::span<const Key> rich, std::vector<GenesisAccount> contracts,
                     const ChainRules& chain_rules)
    : rules(chain_rules)
{
    auto accounts = std::move(contracts);
    for (const auto& key : rich)
        accounts.push_back({.address = key.address,
                            .nonce = 0,
                            .balance = u256{1000} * u256{1'000'000'000'000'000'000},
                            .code = {},
                            .storage = {}});
    if (const auto& settlement = rules.settlement; settlement.chain_id != 0)
        for (auto& account : system_accounts(settlement.chain_id, {.asset = settlement.base_token,
                                                                   .chain_id = settlement.chain_id,
                                                                   .address = small_address(1),
                                                                   .name = "Ether",
                                                                   .symbol = "ETH"}))
            accounts.push_back(std::move(account));
    const auto genesis = make_genesis(rules, kGenesisTime, accounts);
    state.apply(genesis.changes);
    for (const auto& code : genesis.codes)
        state.add_code(code);
    parent = genesis.header;
    hashes = {genesis.hash};
    batch_state = state;
    batch_parent = parent;
    const auto empty = state::plant(tree);
    snapshot = genesis_snapshot(genesis, state::apply(tree, empty, genesis.changes));
}

BlockBuilder TestChain::begin(std::uint64_t seconds)
{
    return BlockBuilder(
        rules, state, parent, hashes.back(), parent.timestamp + seconds,
        [this](std::uint64_t number) { return number < hashes.size() ? hashes[number] : Hash{}; });
}

void TestChain::accept(const ExecutedBlock& block, std::span<const SignedTransaction> transactions)
{
    state.apply(block.changes);
    for (const auto& code : block.new_code)
        state.add_code(code);
    parent = block.header;
    hashes.push_back(block.hash);

    BatchBlock raw{.timestamp = block.header.timestamp, .transactions = {}, .set_aside = {}};
    for (std::uint32_t i = 0; i < transactions.size(); ++i) {
        raw.transactions.push_back(transactions[i].raw);
        if (block.receipts[i].gas_used == 0) raw.set_aside.push_back(i);
    }
    batch_blocks.push_back(std::move(raw));
    batch_changes.push_back(block.changes);
    batch_code.insert(batch_code.end(), block.new_code.begin(), block.new_code.end());
    batch_hashes.push_back(block.hash);
    batch_cycles += block.cycles;
}

ExecutedBlock TestChain::block(std::span<const SignedTransaction> transactions,
                               std::uint64_t seconds)
{
    auto builder = begin(seconds);
    for (const auto& transaction : transactions)
        ARCHI_ASSERT(builder.add(transaction).has_value());
    ARCHI_ASSERT(!builder.broken());
    auto sealed = builder.seal();
    accept(sealed, transactions);
    return sealed;
}

std::expected<BatchInput, BatchError> TestChain::witness()
{
    BatchInput input;
    input.rules = rules;
    input.batch_number = batch_number;
    input.before = snapshot;
    input.parent = batch_parent;
    const auto known = static_cast<std::size_t>(snapshot.block_number) + 1;
    const auto first = known > 256 ? known - 256 : 0;
    input.recent_blocks.assign(hashes.begin() + static_cast<std::ptrdiff_t>(first),
                               hashes.begin() + static_cast<std::ptrdiff_t>(known));
    input.blocks = batch_blocks;
    return add_witness(std::move(input), batch_state, tree);
}

void TestChain::close_batch(const BatchOutput& output)
{
    const auto head = state::apply(tree, snapshot.on_chain, merge_changes(batch_changes));
    ARCHI_ASSERT(head == output.after.on_chain);
    snapshot = output.after;
    batch_state = state;
    batch_parent = parent;
    ++batch_number;
    batch_blocks.clear();
    batch_changes.clear();
    batch_code.clear();
    batch_hashes.clear();
    batch_cycles = 0;
}

state::Account TestChain::account(const Address& address)
{
    const auto account = state::unpack_account(state.value(state::account_key(address)));
    ARCHI_ASSERT(account.has_value());
    return *account;
}

u256 TestChain::storage(const Address& address, const u256& slot)
{
    return u256::from_be(state.value(state::storage_key(address, slot)).bytes);
}

Transaction TestChain::transfer(const Key& from, const Address& to, const u256& value)
{
    Transaction transaction;
    transaction.kind = Kind::kDynamicFee;
    transaction.chain_id = rules.chain_id;
    transaction.nonce = account(from.address).nonce;
    transaction.max_priority_fee = u256{1'000'000'000};
    transaction.max_fee = u256{100'000'000'000};
    transaction.gas_limit = 21000;
    transaction.to = to;
    transaction.value = value;
    return transaction;
}

}  // namespace archi::stf::testing
