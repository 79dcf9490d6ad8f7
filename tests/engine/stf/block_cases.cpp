// Blocks: what a transaction does to them, and which ones they refuse.

#include <vector>

#include "cases/case.hpp"
#include "contracts.hpp"
#include "evm/cycles.hpp"

namespace archi::stf::testing {
namespace {

const u256 kEther{1'000'000'000'000'000'000};

std::vector<Key> keys(std::uint64_t count)
{
    std::vector<Key> made;
    for (std::uint64_t i = 1; i <= count; ++i)
        made.push_back(make_key(i));
    return made;
}

}  // namespace

CASE(block, transfer_moves_value_and_pays_the_collector)
{
    const auto rich = keys(1);
    TestChain chain(rich);
    const auto to = small_address(0x1234567);
    const auto block = chain.block(sign(chain.transfer(rich[0], to, kEther), rich[0]));

    const auto& receipt = block.receipts.at(0);
    const auto price = block.header.base_fee + u256{1'000'000'000};
    CHECK(receipt.success);
    CHECK(receipt.gas_used == 21000);
    CHECK(receipt.cumulative_gas_used == 21000);
    CHECK(receipt.effective_gas_price == price);
    CHECK(receipt.cycles == 21000 * evm::cycles::kPerGas + evm::cycles::kEcrecover);
    CHECK(receipt.contract_address.is_zero());
    CHECK(chain.account(to).balance == kEther);
    const auto fee = u256{21000} * price;
    CHECK(chain.account(chain.rules.fee_collector).balance == fee);
    CHECK(chain.account(rich[0].address).balance == u256{999} * kEther - fee);
    CHECK(chain.account(rich[0].address).nonce == 1);
    CHECK(block.header.gas_used == 21000);
    CHECK(block.changes.size() == 3);  // sender, receiver, collector
}

CASE(block, tip_is_capped_by_the_highest_fee)
{
    const auto rich = keys(1);
    TestChain chain(rich);
    auto transaction = chain.transfer(rich[0], small_address(99), {});
    transaction.max_fee = u256{1'000'000'005};
    transaction.max_priority_fee = u256{1'000'000'000};
    const auto block = chain.block(sign(transaction, rich[0]));
    CHECK(block.header.base_fee == u256{1'000'000'000});
    CHECK(block.receipts[0].effective_gas_price == u256{1'000'000'005});

    auto legacy = chain.transfer(rich[0], small_address(99), {});
    legacy.kind = Kind::kLegacy;
    legacy.max_priority_fee = legacy.max_fee = u256{3'000'000'000};
    CHECK(chain.block(sign(legacy, rich[0])).receipts[0].effective_gas_price ==
          u256{3'000'000'000});
}

CASE(block, creation_deploys_and_its_code_is_new_once)
{
    const auto rich = keys(1);
    TestChain chain(rich);
    auto transaction = call(chain, rich[0], {}, deploying(counter()));
    transaction.to = std::nullopt;
    auto again = transaction;
    ++again.nonce;
    const std::vector<SignedTransaction> both = {sign(transaction, rich[0]), sign(again, rich[0])};
    const auto block = chain.block(both);
    CHECK(block.receipts[0].success && block.receipts[1].success);
    CHECK(block.receipts[0].contract_address == evm::create_address(rich[0].address, 0));
    CHECK(block.receipts[1].contract_address == evm::create_address(rich[0].address, 1));
    CHECK(block.new_code.size() == 1 && block.new_code[0] == counter());
    const auto created = chain.account(block.receipts[0].contract_address);
    CHECK(created.nonce == 1);
    CHECK(created.code_kind == state::CodeKind::kContract);
    CHECK(created.code_length == counter().size());
    CHECK(chain.account(rich[0].address).nonce == 2);

    const auto at = block.receipts[0].contract_address;
    CHECK(chain.block(sign(call(chain, rich[0], at), rich[0])).receipts[0].success);
    CHECK(chain.block(sign(call(chain, rich[0], at), rich[0])).receipts[0].success);
    CHECK(chain.storage(at, {}) == u256{2});
}

CASE(block, failed_creation_keeps_nonce_and_fee_only)
{
    const auto rich = keys(1);
    TestChain chain(rich);
    auto transaction = call(chain, rich[0], {}, from_hex("fe"));
    transaction.to = std::nullopt;
    transaction.value = kEther;
    const auto block = chain.block(sign(transaction, rich[0]));
    CHECK(!block.receipts[0].success);
    CHECK(block.receipts[0].gas_used == transaction.gas_limit);
    CHECK(block.new_code.empty());
    CHECK(chain.account(rich[0].address).nonce == 1);
    CHECK(chain.account(evm::create_address(rich[0].address, 0)).is_empty());
}

CASE(block, contract_destroyed_where_it_was_created_leaves_nothing)
{
    const auto rich = keys(1);
    TestChain chain(rich);
    // PUSH1 1 PUSH1 0 SSTORE CALLER SELFDESTRUCT
    auto transaction = call(chain, rich[0], {}, from_hex("600160005533ff"));
    transaction.to = std::nullopt;
    transaction.value = kEther;
    const auto block = chain.block(sign(transaction, rich[0]));
    CHECK(block.receipts[0].success);
    CHECK(chain.account(block.receipts[0].contract_address).is_empty());
    CHECK(chain.storage(block.receipts[0].contract_address, {}).is_zero());
    CHECK(block.changes.size() == 2);  // sender and collector
}

CASE(block, revert_undoes_state_and_keeps_the_rest_of_the_gas)
{
    const auto rich = keys(1);
    TestChain chain(rich, {contract(1, reverter())});
    const auto block = chain.block(sign(call(chain, rich[0], place(1)), rich[0]));
    CHECK(!block.receipts[0].success);
    CHECK(block.receipts[0].gas_used < 100'000);
    CHECK(chain.storage(place(1), {}).is_zero());
    CHECK(block.changes.size() == 2);
}

CASE(block, logs_of_successful_transactions_are_kept)
{
    const auto rich = keys(1);
    TestChain chain(rich, {contract(1, logger())});
    const auto block = chain.block(sign(call(chain, rich[0], place(1)), rich[0]));
    CHECK(block.receipts[0].logs.size() == 1);
    CHECK(block.receipts[0].logs[0].address == place(1));
    CHECK(block.receipts[0].logs[0].topics[0] == u256{7}.to_be());
}

CASE(block, clearing_storage_refunds_at_most_a_fifth)
{
    const auto rich = keys(1);
    // PUSH1 0 PUSH1 slot SSTORE, once and three times
    auto one = contract(1, from_hex("600060055500"));
    one.storage = {{u256{5}, u256{1}}};
    auto three = contract(2, from_hex("60006005556000600655600060075500"));
    three.storage = {{u256{5}, u256{1}}, {u256{6}, u256{1}}, {u256{7}, u256{1}}};
    TestChain chain(rich, {one, three});
    constexpr std::uint64_t kStore = 3 + 3 + 2100 + 2900;  // cold, from something to nothing
    const auto gas_used = [&](std::uint32_t number) {
        return chain.block(sign(call(chain, rich[0], place(number)), rich[0])).receipts[0].gas_used;
    };
    CHECK(gas_used(1) == 21000 + kStore - 4800);
    CHECK(gas_used(2) == 21000 + 3 * kStore - (21000 + 3 * kStore) / 5);
    CHECK(chain.storage(place(1), u256{5}).is_zero());
}

CASE(block, data_pays_at_least_the_floor)
{
    const auto rich = keys(1);
    TestChain chain(rich);
    auto transaction = call(chain, rich[0], small_address(0x777777), Bytes(1000, 1));
    const auto block = chain.block(sign(transaction, rich[0]));
    CHECK(block.receipts[0].gas_used == 21000 + 40 * 1000);
}

CASE(block, shows_its_own_header_to_code)
{
    const auto rich = keys(1);
    TestChain chain(rich, {contract(1, block_reader())});
    chain.block(std::span<const SignedTransaction>{});
    const auto parent_hash = chain.hashes.back();
    const auto block = chain.block(sign(call(chain, rich[0], place(1), {}, 400'000), rich[0]));
    CHECK(block.receipts[0].success);
    const auto slot = [&](std::uint64_t number) { return chain.storage(place(1), u256{number}); };
    CHECK(slot(0) == u256::from_be(chain.rules.fee_collector.bytes));
    CHECK(slot(1) == u256::from_be(parent_hash.bytes));
    CHECK(slot(2) == u256{1});
    CHECK(slot(3) == block.header.base_fee);
    CHECK(slot(4) == u256{block.header.timestamp});
    CHECK(slot(5) == u256{2});
    CHECK(slot(6) == u256::from_be(parent_hash.bytes));
}

CASE(block, cycle_limit_fails_the_whole_transaction)
{
    const auto rich = keys(2);
    auto rules = test_rules();
    rules.cycles_per_gas = 300;
    TestChain chain(rich, {contract(1, hasher()), contract(2, counter())}, rules);
    const std::vector<SignedTransaction> both = {
        sign(call(chain, rich[0], place(1), {}, 1'000'000), rich[0]),
        sign(call(chain, rich[1], place(2)), rich[1])};
    const auto block = chain.block(both);
    CHECK(!block.receipts[0].success);
    CHECK(block.receipts[0].gas_used == 1'000'000);
    CHECK(block.receipts[0].logs.empty());
    CHECK(block.receipts[0].cycles <= 1'000'000 * rules.cycles_per_gas);
    CHECK(chain.account(rich[0].address).nonce == 1);
    CHECK(block.receipts[1].success);  // the block goes on
    CHECK(chain.storage(place(2), {}) == u256{1});
}

CASE(block, transaction_whose_signature_passes_the_cycle_limit_fails)
{
    const auto rich = keys(1);
    auto rules = test_rules();
    rules.cycles_per_gas = 64;
    TestChain chain(rich, {}, rules);
    auto creation = call(chain, rich[0], {}, deploying(counter()), 60'000);
    creation.to = std::nullopt;
    const auto block = chain.block(sign(creation, rich[0]));
    CHECK(!block.receipts[0].success);
    CHECK(block.receipts[0].gas_used == 60'000);
    CHECK(chain.account(rich[0].address).nonce == 1);
    CHECK(block.changes.size() == 2);
}

CASE(block, refuses_what_does_not_belong_and_stays_as_it_was)
{
    const auto rich = keys(3);
    const auto poor = make_key(77);
    const auto smart = make_key(78);
    auto coded = contract(1, counter());
    coded.address = smart.address;
    coded.balance = kEther;
    TestChain chain(rich, {coded});
    chain.block(sign(chain.transfer(rich[0], small_address(99), {}), rich[0]));

    auto builder = chain.begin();
    const auto good = chain.transfer(rich[0], small_address(99), u256{1});
    const auto refused = [&](const Key& key, auto&& change) {
        auto bad = chain.transfer(key, small_address(99), u256{1});
        change(bad);
        const auto result = builder.add(sign(bad, key));
        return result ? std::optional<TransactionError>{} : result.error();
    };
    using enum TransactionError;
    CHECK(refused(rich[0], [](Transaction& bad) { bad.nonce = 0; }) == kNonceTooLow);
    CHECK(refused(rich[0], [](Transaction& bad) { bad.nonce = 2; }) == kNonceTooHigh);
    CHECK(refused(rich[0], [](Transaction& bad) { bad.gas_limit = 20999; }) == kIntrinsicGas);
    CHECK(refused(rich[0], [](Transaction& bad) { bad.data = Bytes(10, 1); }) == kIntrinsicGas);
    CHECK(refused(rich[0], [](Transaction& bad) { bad.gas_limit = (1U << 24U) + 1; }) ==
          kGasLimitTooHigh);
    CHECK(refused(rich[0], [](Transaction& bad) {
              bad.max_fee = bad.max_priority_fee - u256{1};
          }) == kPriorityAboveMax);
    CHECK(refused(rich[0], [](Transaction& bad) {
              bad.max_fee = bad.max_priority_fee = u256{999'999'999};
          }) == kFeeBelowBase);
    CHECK(refused(rich[0], [](Transaction& bad) { bad.value = u256{1000} * kEther; }) ==
          kInsufficientFunds);
    CHECK(refused(rich[0], [](Transaction& bad) { bad.value = u256::max(); }) ==
          kInsufficientFunds);
    CHECK(refused(rich[0], [](Transaction& bad) { bad.max_fee = u256::max(); }) ==
          kInsufficientFunds);
    CHECK(refused(poor, [](Transaction&) {}) == kInsufficientFunds);
    CHECK(refused(smart, [](Transaction&) {}) == kSenderHasCode);
    CHECK(refused(rich[0], [](Transaction& bad) {
              bad.to = std::nullopt;
              bad.data = Bytes(49153, 0);
              bad.gas_limit = 5'000'000;
          }) == kInitCodeTooLarge);
    CHECK(builder.count() == 0);
    CHECK(builder.gas_left() == chain.rules.block_gas_limit);

    CHECK(builder.add(sign(good, rich[0])).has_value());
    const auto sealed = builder.seal();
    auto clean = chain.begin();
    CHECK(clean.add(sign(good, rich[0])).has_value());
    const auto expected = clean.seal();
    CHECK(sealed.hash == expected.hash);
    CHECK(sealed.changes == expected.changes);
}

CASE(block, takes_no_more_than_its_gas)
{
    const auto rich = keys(3);
    TestChain chain(rich, {contract(1, hasher())});
    auto builder = chain.begin();
    constexpr std::uint64_t kGas = 15'000'000;
    CHECK(builder.add(sign(call(chain, rich[0], place(1), {}, kGas), rich[0])).has_value());
    CHECK(builder.gas_left() == kGas);
    CHECK(builder.add(sign(call(chain, rich[1], place(1), {}, kGas), rich[1])).has_value());
    CHECK(builder.gas_left() == 0);
    const auto third = builder.add(sign(chain.transfer(rich[2], small_address(99), {}), rich[2]));
    CHECK(!third && third.error() == TransactionError::kGasLimitTooHigh);
}

CASE(block, highest_nonce_is_never_used)
{
    const auto key = make_key(5);
    GenesisAccount old{.address = key.address,
                       .nonce = ~std::uint64_t{0},
                       .balance = kEther,
                       .code = {},
                       .storage = {}};
    TestChain chain({}, {old});
    auto builder = chain.begin();
    const auto result = builder.add(sign(chain.transfer(key, small_address(99), {}), key));
    CHECK(!result && result.error() == TransactionError::kNonceMax);
}

CASE(block, seals_to_the_same_hash_every_time)
{
    const auto rich = keys(2);
    const auto run = [&] {
        TestChain chain(rich, {contract(1, counter()), contract(2, logger())});
        std::vector<SignedTransaction> transactions = {
            sign(call(chain, rich[0], place(1)), rich[0]),
            sign(call(chain, rich[1], place(2)), rich[1])};
        return chain.block(transactions);
    };
    const auto one = run();
    const auto two = run();
    CHECK(one.hash == two.hash && one.header == two.header);
    CHECK(one.receipts == two.receipts && one.changes == two.changes);
    for (std::size_t i = 1; i < one.changes.size(); ++i)
        CHECK(one.changes[i - 1].key < one.changes[i].key);
}

CASE(block, says_when_the_state_behind_it_is_broken)
{
    const auto rich = keys(1);
    TestChain chain(rich, {contract(1, counter())});
    chain.state.codes.clear();
    auto builder = chain.begin();
    CHECK(!builder.broken());
    static_cast<void>(builder.add(sign(call(chain, rich[0], place(1)), rich[0])));
    CHECK(builder.broken());
}

}  // namespace archi::stf::testing
