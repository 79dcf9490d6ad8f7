// Transactions from the L1 queue: each has an outcome, and a batch says which it took.

#include <limits>
#include <vector>

#include "base/keccak.hpp"
#include "cases/case.hpp"
#include "contracts.hpp"
#include "queue_entries.hpp"
#include "state/keys.hpp"
#include "stf/output.hpp"
#include "stf/system.hpp"

namespace archi::stf::testing {
namespace {

const Address kSender = small_address(0x5e4de4);
const Address kReceiver = small_address(0x4ece1);

struct Shore {
    std::vector<Key> rich = {make_key(1)};
    TestChain chain{rich, {contract(1, counter()), contract(2, reverter())}, settling_rules()};

    u256 balance(const Address& address) { return chain.account(address).balance; }
    Receipt run(const Transaction& transaction)
    {
        return chain.block(queued(transaction)).receipts.front();
    }
    /// The batch's output, from its witness.
    std::expected<BatchOutput, BatchError> seal()
    {
        const auto input = chain.witness();
        if (!input) return std::unexpected(input.error());
        return execute_batch(*input);
    }
};

/// It is not run: the refund recipient has everything, nobody else anything.
bool not_run(const Transaction& transaction)
{
    Shore shore;
    const auto receipt = shore.run(transaction);
    const auto output = shore.seal();
    return !receipt.success && receipt.gas_used == 0 && receipt.logs.empty() &&
           shore.balance(kRefundRecipient) == transaction.queued.minted &&
           shore.balance(kSender).is_zero() && shore.balance(kReceiver).is_zero() &&
           shore.balance(shore.chain.rules.fee_collector).is_zero() && output.has_value() &&
           unpack_output(output->preimage)->queue_count == 1;
}

OutputFields fields_of(const std::expected<BatchOutput, BatchError>& output)
{
    return output ? unpack_output(output->preimage).value_or(OutputFields{}) : OutputFields{};
}

}  // namespace

CASE(queue, encoding_is_canonical)
{
    const auto transaction = queue_entry(7, kSender, kReceiver, u256{5}, Bytes(33, 0xab));
    const auto raw = encode(transaction);
    CHECK(raw.size() == 1 + 32 * (1 + 19 + 5 + 2));
    CHECK(decode(raw) == transaction);
    CHECK(hash(raw) == keccak256(bytes_view(raw).subspan(1)));
    for (std::size_t length = 0; length < raw.size(); ++length)
        CHECK(!decode(bytes_view(raw).first(length)));
    auto longer = raw;
    longer.push_back(0);
    CHECK(!decode(longer));
    // Any other bytes are another transaction, or none.
    for (std::size_t i = 1; i < raw.size(); ++i) {
        auto other = raw;
        other[i] ^= 0x80;
        const auto decoded = decode(other);
        CHECK(!decoded || (*decoded != transaction && encode(*decoded) == other));
    }
}

CASE(queue, mints_pays_and_gives_back)
{
    Shore shore;
    const auto entry = queue_entry(0, kSender, kReceiver, u256{1'000});
    const auto receipt = shore.run(entry);
    CHECK(receipt.success);
    CHECK(receipt.gas_used == 21'000);
    CHECK(receipt.effective_gas_price == kQueuePrice);
    CHECK(shore.balance(kReceiver) == u256{1'000});
    CHECK(shore.balance(kSender).is_zero());
    const auto fee = u256{21'000} * kQueuePrice;
    CHECK(shore.balance(shore.chain.rules.fee_collector) == fee);
    CHECK(shore.balance(kRefundRecipient) == entry.queued.minted - fee - u256{1'000});
    CHECK(shore.chain.account(kSender).nonce == 0);
}

CASE(queue, calls_for_any_sender)
{
    Shore shore;
    // A contract sends, and an account whose nonce says nothing; the counter counts both.
    CHECK(shore.run(queue_entry(0, place(2), place(1))).success);
    CHECK(shore.run(queue_entry(1, shore.rich[0].address, place(1))).success);
    CHECK(shore.chain.storage(place(1), u256{}) == u256{2});
    CHECK(shore.chain.account(shore.rich[0].address).nonce == 0);
}

CASE(queue, failed_call_gives_the_value_back)
{
    Shore shore;
    const auto entry = queue_entry(0, kSender, place(2), u256{1'000});
    const auto receipt = shore.run(entry);
    CHECK(!receipt.success);
    CHECK(receipt.gas_used > 21'000);
    CHECK(shore.balance(kSender).is_zero());
    CHECK(shore.balance(place(2)).is_zero());
    CHECK(shore.balance(kRefundRecipient) ==
          entry.queued.minted - u256{receipt.gas_used} * kQueuePrice);
}

CASE(queue, cycle_limit_fails_the_whole)
{
    auto rules = settling_rules();
    rules.cycles_per_gas = 32;  // not even a transfer fits
    const std::vector<Key> rich = {make_key(1)};
    TestChain chain(rich, {}, rules);
    const auto entry = queue_entry(0, kSender, kReceiver, u256{1'000});
    const auto receipt = chain.block(queued(entry)).receipts.front();
    CHECK(!receipt.success);
    CHECK(receipt.gas_used == kQueueGas);
    CHECK(chain.account(kReceiver).balance.is_zero());
    CHECK(chain.account(kSender) == state::Account{});
    CHECK(chain.account(kRefundRecipient).balance ==
          entry.queued.minted - u256{kQueueGas} * kQueuePrice);
}

CASE(queue, nothing_is_a_poison_pill)
{
    auto entry = queue_entry(0, kSender, kReceiver, u256{1'000});
    const auto changed = [&entry](auto change) {
        auto other = entry;
        change(other);
        return not_run(other);
    };
    constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
    CHECK(changed([](Transaction& it) { it.gas_limit = 20'999; }));
    CHECK(changed([](Transaction& it) { it.gas_limit = 0; }));
    CHECK(changed([](Transaction& it) { it.gas_limit = kMost; }));
    CHECK(changed([](Transaction& it) { it.gas_limit = (std::uint64_t{1} << 24U) + 1; }));
    CHECK(changed([](Transaction& it) { it.data = Bytes(10'000, 1); }));
    CHECK(changed([](Transaction& it) { it.max_fee = ~u256{}; }));
    CHECK(changed([](Transaction& it) { it.value = ~u256{}; }));
    CHECK(changed([](Transaction& it) { it.value = it.queued.minted; }));
    CHECK(changed([](Transaction& it) { it.queued.minted = u256{}; }));
    CHECK(changed([](Transaction& it) { it.queued.minted = u256{kQueueGas} * it.max_fee; }));
}

CASE(queue, mints_no_more_than_a_row_of_flows_can_hold)
{
    Shore shore;
    auto entry = queue_entry(0, kSender, kReceiver);
    for (const auto& minted : {~u256{}, u256::power_of_two(128), u256::power_of_two(112)}) {
        entry.queued.minted = minted;
        CHECK(!shore.run(entry).success);
        CHECK(shore.balance(kRefundRecipient).is_zero());
        ++entry.nonce;
    }
    CHECK(fields_of(shore.seal()).asset_flow_root.is_zero());
    entry.queued.minted = u256::power_of_two(112) - u256{1};
    CHECK(shore.run(entry).success);
    CHECK(fields_of(shore.seal()).queue_count == 4);
    CHECK(!fields_of(shore.seal()).asset_flow_root.is_zero());
}

CASE(queue, what_is_minted_comes_out_of_the_vault)
{
    Shore shore;
    const auto entry = queue_entry(0, kSender, kReceiver, u256{1'000});
    CHECK(shore.balance(system::kVault) == system::reserve());
    CHECK(shore.run(entry).success);
    CHECK(shore.balance(system::kVault) == system::reserve() - entry.queued.minted);
}

CASE(queue, mints_no_more_than_the_vault_has)
{
    Shore shore;
    auto vault = shore.chain.account(system::kVault);
    vault.balance = u256{99};
    shore.chain.state.values[state::account_key(system::kVault)] = state::pack(vault);
    const auto receipt = shore.run(queue_entry(0, kSender, kReceiver));
    CHECK(!receipt.success && receipt.gas_used == 0);
    CHECK(shore.balance(system::kVault) == u256{99});
    CHECK(shore.balance(kRefundRecipient).is_zero());
}

CASE(queue, an_entry_can_be_set_aside)
{
    Shore shore;
    const auto entry = queue_entry(0, kSender, place(1), u256{1'000});
    auto builder = shore.chain.begin();
    const auto receipt = builder.set_aside(queued(entry));
    CHECK(receipt.has_value() && !receipt->success && receipt->gas_used == 0);
    const auto mine = sign(shore.chain.transfer(shore.rich[0], kReceiver, u256{1}), shore.rich[0]);
    CHECK(!builder.set_aside(mine).has_value());
    CHECK(builder.add(mine).has_value());
    const std::vector<SignedTransaction> both = {queued(entry), mine};
    shore.chain.accept(builder.seal(), both);
    CHECK(shore.balance(kRefundRecipient) == entry.queued.minted);
    CHECK(shore.chain.storage(place(1), u256{}).is_zero());

    auto input = shore.chain.witness();
    CHECK(input.has_value());
    if (!input) return;
    const auto output = execute_batch(*input);
    CHECK(output.has_value() && output->block_hashes == shore.chain.batch_hashes);
    input->blocks[0].set_aside = {1};
    CHECK(!execute_batch(*input));
    input->blocks[0].set_aside = {0, 2};
    CHECK(!execute_batch(*input));
    input->blocks[0].set_aside = {0, 0};
    CHECK(!execute_batch(*input));
}

CASE(queue, batch_binds_entries_and_what_they_minted)
{
    Shore shore;
    std::vector<Transaction> entries;
    for (std::uint64_t i = 0; i < 3; ++i)
        entries.push_back(queue_entry(i, kSender, kReceiver, u256{i}));
    auto rolling = kEmptyKeccak;
    u256 minted;
    for (const auto& entry : entries) {
        shore.run(entry);
        rolling = roll_queue(rolling, queued(entry).hash);
        minted += entry.queued.minted;
    }
    const auto output = shore.seal();
    const auto fields = fields_of(output);
    CHECK(fields.queue_count == 3);
    CHECK(fields.queue_hash == rolling);
    const auto& settlement = shore.chain.rules.settlement;
    Bytes row;
    append(row, settlement.base_token.bytes);
    append_be(row, settlement.chain_id, 8);
    append_be(row, 0, 16);
    append(row, bytes_view(minted.to_be().bytes).last(16));
    CHECK(output.has_value() && output->flows == row);
    CHECK(fields.asset_flow_root == keccak256(row));

    // The next batch counts anew.
    if (output) shore.chain.close_batch(*output);
    shore.run(queue_entry(3, kSender, kReceiver));
    CHECK(fields_of(shore.seal()).queue_hash ==
          roll_queue(kEmptyKeccak, queued(queue_entry(3, kSender, kReceiver)).hash));
}

CASE(queue, forged_entries_show_in_the_output)
{
    const std::vector<Transaction> honest = {queue_entry(0, kSender, kReceiver, u256{5}),
                                             queue_entry(1, kSender, kReceiver, u256{6})};
    const auto sealed = [](const std::vector<Transaction>& entries) {
        Shore shore;
        for (const auto& entry : entries)
            shore.run(entry);
        return fields_of(shore.seal());
    };
    const auto truth = sealed(honest);
    CHECK(truth.queue_count == 2);
    // The L1 compares count and hash with its queue: neither may be the same for anything else.
    const auto shows = [&](const std::vector<Transaction>& entries) {
        const auto fields = sealed(entries);
        return fields.queue_hash != truth.queue_hash && fields.chain_id != 0;
    };
    CHECK(shows({honest[0]}));
    CHECK(shows({honest[1]}));
    CHECK(shows({honest[1], honest[0]}));
    CHECK(shows({honest[0], honest[0]}));
    CHECK(shows({honest[0], honest[1], honest[1]}));
    const auto altered = [&](auto alter) {
        auto entries = honest;
        alter(entries[1]);
        return shows(entries);
    };
    CHECK(altered([](Transaction& it) { it.queued.minted += u256{1}; }));
    CHECK(altered([](Transaction& it) { it.queued.from = small_address(1); }));
    CHECK(altered([](Transaction& it) { it.queued.refund_recipient = small_address(1); }));
    CHECK(altered([](Transaction& it) { it.to = small_address(0x123); }));
    CHECK(altered([](Transaction& it) { it.value += u256{1}; }));
    CHECK(altered([](Transaction& it) { it.gas_limit += 1; }));
    CHECK(altered([](Transaction& it) { it.max_fee += u256{1}; }));
    CHECK(altered([](Transaction& it) { it.data = {1}; }));
    CHECK(altered([](Transaction& it) { it.nonce = 2; }));
}

CASE(queue, no_entry_where_nothing_settles)
{
    const std::vector<Key> rich = {make_key(1)};
    TestChain chain(rich);
    auto builder = chain.begin();
    const auto entry = queued(queue_entry(0, kSender, kReceiver));
    CHECK(builder.add(entry).error() == TransactionError::kUnsupportedKind);
    CHECK(builder.set_aside(entry).error() == TransactionError::kUnsupportedKind);
    // Nobody sends one.
    CHECK(admit(entry.raw, kChainId).error() == TransactionError::kUnsupportedKind);
}

CASE(queue, waits_for_a_block_with_room)
{
    auto rules = settling_rules();
    rules.block_gas_limit = 150'000;
    TestChain chain({}, {contract(1, counter())}, rules);
    auto builder = chain.begin();
    CHECK(builder.add(queued(queue_entry(0, kSender, place(1)))).has_value());
    auto next = queue_entry(1, kSender, place(1));
    next.gas_limit = builder.gas_left() + 1;
    CHECK(builder.add(queued(next)).error() == TransactionError::kGasLimitTooHigh);
    CHECK(chain.begin().add(queued(next))->success);
}

}  // namespace archi::stf::testing
