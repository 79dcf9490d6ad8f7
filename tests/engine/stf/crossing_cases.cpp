// What leaves a chain and comes to it: messages, flows and imports, from the logs of the system
// contracts to the fields of a batch's output.

#include "base/abi.hpp"
#include "base/keccak.hpp"
#include "cases/case.hpp"
#include "contracts.hpp"
#include "queue_entries.hpp"
#include "state/keys.hpp"
#include "stf/accumulator.hpp"
#include "stf/output.hpp"
#include "stf/pubdata.hpp"
#include "stf/system.hpp"

namespace archi::stf::testing {
namespace {

const Address kReceiver = small_address(0x4ece1);

struct Island {
    std::vector<Key> rich = {make_key(1)};
    TestChain chain{rich, {}, settling_rules()};

    Receipt call(const Address& to, Bytes data, const u256& value = {})
    {
        auto transaction = chain.transfer(rich[0], to, value);
        transaction.gas_limit = 1'000'000;
        transaction.data = std::move(data);
        return chain.block(sign(transaction, rich[0])).receipts.front();
    }
    Receipt deposit(const u256& amount)
    {
        auto entry = queue_entry(deposits++, rich[0].address, rich[0].address, amount);
        entry.queued.minted = amount + u256{kQueueGas} * kQueuePrice;
        return chain.block(queued(entry)).receipts.front();
    }
    Receipt say(std::string_view message)
    {
        return call(system::kMessenger,
                    abi::Encoder("sendToL1(bytes)").add_bytes(bytes_of(message)).finish());
    }
    Receipt withdraw(const u256& amount)
    {
        return call(system::kBaseToken, abi::Encoder("withdraw(address)").add(kReceiver).finish(),
                    amount);
    }
    std::expected<BatchOutput, BatchError> seal()
    {
        const auto input = chain.witness();
        if (!input) return std::unexpected(input.error());
        return execute_batch(*input);
    }
    OutputFields fields()
    {
        const auto output = seal();
        return output ? unpack_output(output->preimage).value_or(OutputFields{}) : OutputFields{};
    }
    std::uint64_t deposits = 0;
};

OutgoingLog message_log(std::uint32_t transaction, const Address& sender, bytes_view data)
{
    OutgoingLog log{.transaction = transaction,
                    .sender = system::kMessenger,
                    .key = u256::from_be(sender.bytes).to_be(),
                    .value = keccak256(data),
                    .message = Bytes(data.begin(), data.end())};
    return log;
}

}  // namespace

CASE(crossings, pins_are_what_a_genesis_deploys)
{
    Island island;
    for (const auto& contract : system::contracts())
        CHECK(island.chain.state.value(state::code_key(contract.address)) == contract.code);
    CHECK(island.chain.account(system::kVault).balance == system::reserve());
}

CASE(crossings, a_message_is_in_tree_accumulator_and_pubdata)
{
    Island island;
    CHECK(island.say("one").success);
    CHECK(island.say("two").success);
    const auto output = island.seal();
    CHECK(output.has_value());
    if (!output) return;
    const auto fields = *unpack_output(output->preimage);
    const auto sender = island.rich[0].address;
    Accumulator expected;
    expected.append(message_leaf(sender, bytes_of("one")));
    expected.append(message_leaf(sender, bytes_of("two")));
    CHECK(fields.accumulator_before.is_zero());
    CHECK(fields.accumulator_after == expected.value());
    const std::vector<OutgoingLog> logs = {message_log(0, sender, bytes_of("one")),
                                           message_log(1, sender, bytes_of("two"))};
    CHECK(fields.message_tree_root == message_tree_root(logs));
    const auto pubdata = decode_pubdata(output->pubdata);
    const PublishedLog second{.transaction = 1,
                              .kind = PublishedLog::Kind::kMessage,
                              .sender = sender,
                              .message = logs[1].message};
    CHECK(pubdata.has_value() && pubdata->logs.size() == 2 && pubdata->logs[1] == second);

    // The next batch goes on where this one ended.
    island.chain.close_batch(*output);
    CHECK(island.say("three").success);
    expected.append(message_leaf(sender, bytes_of("three")));
    const auto next = island.fields();
    CHECK(next.accumulator_before == fields.accumulator_after);
    CHECK(next.accumulator_after == expected.value());
}

CASE(crossings, a_batch_without_messages_keeps_the_accumulator)
{
    Island island;
    CHECK(island.say("one").success);
    const auto output = island.seal();
    CHECK(output.has_value());
    if (!output) return;
    island.chain.close_batch(*output);
    CHECK(island.call(kReceiver, {}, u256{1}).success);
    const auto fields = island.fields();
    CHECK(!fields.accumulator_before.is_zero());
    CHECK(fields.accumulator_after == fields.accumulator_before);
    CHECK(fields.message_tree_root == message_tree_root({}));
}

CASE(crossings, a_failed_transaction_says_nothing)
{
    Island island;
    // Nothing was deposited: there is nothing that the L1 could pay out.
    CHECK(!island.withdraw(u256{1'000}).success);
    const auto fields = island.fields();
    CHECK(fields.accumulator_after.is_zero());
    CHECK(fields.asset_flow_root.is_zero());
    CHECK(fields.message_tree_root == message_tree_root({}));
}

CASE(crossings, deposit_and_withdrawal_are_one_row)
{
    Island island;
    const u256 amount{5'000'000};
    CHECK(island.deposit(amount).success);
    CHECK(island.withdraw(amount).success);
    const auto output = island.seal();
    CHECK(output.has_value());
    if (!output) return;
    const auto& settlement = island.chain.rules.settlement;
    const Flow expected{.asset = settlement.base_token,
                        .counterparty = settlement.chain_id,
                        .sent = amount,
                        .received = amount + u256{kQueueGas} * kQueuePrice};
    CHECK(output->flows == encode_flows({&expected, 1}));
    const auto pubdata = decode_pubdata(output->pubdata);
    CHECK(pubdata.has_value() && pubdata->logs.size() == 2 &&
          pubdata->logs[0].kind == PublishedLog::Kind::kSucceeded &&
          pubdata->logs[1].sender == system::kBaseToken);
}

CASE(crossings, another_code_at_their_addresses_says_nothing)
{
    Island island;
    const auto quiet = island.fields();
    // As if a genesis had put other code at one of them: no message counts any more.
    auto& leaf = island.chain.state.values[state::code_key(system::kInteropHandler)];
    leaf[0] ^= 1;
    auto transaction = island.chain.transfer(island.rich[0], system::kMessenger, u256{});
    transaction.gas_limit = 1'000'000;
    transaction.data = abi::Encoder("sendToL1(bytes)").add_bytes(bytes_of("one")).finish();
    auto builder = island.chain.begin();
    const auto receipt = builder.add(sign(transaction, island.rich[0]));
    CHECK(receipt.has_value() && receipt->success && !receipt->logs.empty());
    CHECK(builder.crossings().logs().empty());
    static_cast<void>(quiet);
}

CASE(crossings, system_transactions_are_the_sequencers_alone)
{
    Island island;
    Transaction transaction;
    transaction.kind = Kind::kSystem;
    transaction.gas_limit = 1'000'000;
    transaction.to = system::kInteropRoots;
    transaction.data = abi::Encoder("latest(uint256,uint8)").add(u256{1}).add(u256{}).finish();
    const auto raw = encode(transaction);
    CHECK(decode(raw) == transaction);
    CHECK(admit(raw, kChainId).error() == TransactionError::kUnsupportedKind);
    const auto admitted = admit_system(raw);
    CHECK(admitted.has_value() && admitted->sender == system::kBootloader);
    if (!admitted) return;
    const auto receipt = island.chain.block(*admitted).receipts.front();
    CHECK(receipt.success && receipt.effective_gas_price.is_zero());
    CHECK(island.chain.account(system::kBootloader).nonce == 1);
    // Once.
    auto builder = island.chain.begin();
    CHECK(builder.add(*admitted).error() == TransactionError::kNonceTooLow);
    transaction.nonce = 2;
    CHECK(builder.add(*admit_system(encode(transaction))).error() ==
          TransactionError::kNonceTooHigh);
    transaction.to = kReceiver;
    CHECK(!admit_system(encode(transaction)));
    for (std::size_t length = 0; length < raw.size(); ++length)
        CHECK(!decode(bytes_view(raw).first(length)));
    CHECK(island.seal().has_value());
}

CASE(crossings, an_import_is_in_the_output)
{
    Island island;
    Accumulator other;
    for (std::uint8_t i = 0; i < 3; ++i)
        other.append(message_leaf(kReceiver, {&i, 1}));
    // One Import: chain, policy, count, root, and that it extends nothing.
    abi::Encoder import;
    import.add(u256{7002}).add(u256{Import::kInstant}).add(u256{other.count}).add(other.root());
    import.add(u256{}).add(Hash{}).add_array({});
    Transaction transaction;
    transaction.kind = Kind::kSystem;
    transaction.gas_limit = 1'000'000;
    transaction.to = system::kInteropRoots;
    transaction.data =
        abi::Encoder("addRoots((uint256,uint8,uint64,bytes32,uint64,bytes32,bytes32[])[])")
            .add_list({&import, 1})
            .finish();
    const auto admitted = admit_system(encode(transaction));
    CHECK(admitted.has_value());
    if (!admitted) return;
    CHECK(island.chain.block(*admitted).receipts.front().success);
    const auto output = island.seal();
    CHECK(output.has_value());
    if (!output) return;
    Bytes row;
    append_be(row, 7002, 8);
    append_be(row, Import::kInstant, 1);
    append(row, other.value().bytes);
    CHECK(output->imports == row);
    CHECK(unpack_output(output->preimage)->imported_accumulators == keccak256(row));
}

CASE(crossings, tree_paths_lead_to_the_root)
{
    std::vector<OutgoingLog> logs;
    for (std::uint32_t i = 0; i < 11; ++i)
        logs.push_back(message_log(i, kReceiver, Bytes(i, 7)));
    const auto root = message_tree_root(logs);
    for (std::size_t index = 0; index < logs.size(); ++index) {
        auto node = leaf_of(logs[index]);
        const auto path = message_tree_path(logs, index);
        CHECK(path.size() == 14);
        for (std::size_t height = 0; height < path.size(); ++height) {
            Keccak256 parent;
            const bool is_right = (index >> height & 1U) != 0;
            parent.update(is_right ? path[height].bytes : node.bytes);
            parent.update(is_right ? node.bytes : path[height].bytes);
            node = parent.finish();
        }
        CHECK(node == root);
    }
}

}  // namespace archi::stf::testing
