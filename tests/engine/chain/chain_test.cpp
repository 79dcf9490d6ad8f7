// A chain as its users see it: receipts, state, history, restarts, batches.

#include <QtTest>

#include "chain_folder.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"
#include "stf/batch.hpp"
#include "stf/genesis.hpp"

using namespace archi;
using namespace archi::test;

namespace {

state::Account account_at(const chain::Chain& chain, const Address& address, std::uint64_t block)
{
    return state::unpack_account(chain.state_at(block)->value(state::account_key(address))).value();
}

/// Submits, and waits for the last of them.
std::vector<Hash> include(chain::Chain& chain, const std::vector<Bytes>& raws)
{
    std::vector<Hash> hashes;
    for (const auto& raw : raws)
        hashes.push_back(chain.submit(raw).value());
    if (!chain.wait_for(hashes.back(), kPatience)) qFatal("a transaction was not included");
    return hashes;
}

/// Deployments, calls and transfers of several people, over several blocks.
std::vector<Hash> lively_history(chain::Chain& chain)
{
    const auto alice = person(0);
    auto hashes = include(chain, {sign(deployment(0), alice)});
    const auto place = *chain.find_transaction(hashes[0]);
    const auto contract = chain.block(place.block)->receipts[place.index].contract_address;
    for (std::uint64_t round = 0; round < 4; ++round) {
        std::vector<Bytes> raws;
        for (std::uint32_t i = 1; i < 8; ++i) {
            raws.push_back(sign(call(2 * round, contract), person(i)));
            raws.push_back(sign(transfer(2 * round + 1, 1000 + i), person(i)));
        }
        const auto more = include(chain, raws);
        hashes.insert(hashes.end(), more.begin(), more.end());
    }
    return hashes;
}

}  // namespace

class ChainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void starts_from_its_genesis()
    {
        const ChainFolder folder;
        const auto chain = folder.open().value();
        QCOMPARE(chain->head()->header.number, 0U);
        QVERIFY(account_at(*chain, person(3).address, 0).balance == ether(100));
        QCOMPARE(chain->last_batch(), 0U);
        QVERIFY(chain->state().phase == chain::Phase::kStopped);
        QVERIFY(chain->submit(sign(transfer(0), person(0))).error().code ==
                ErrorCode::kUnavailable);
    }

    void gives_a_receipt_and_moves_the_money()
    {
        const ChainFolder folder;
        const auto chain = folder.open().value();
        chain->start();
        const auto hash = include(*chain, {sign(transfer(0, 12345), person(0))})[0];
        const auto place = chain->find_transaction(hash);
        QVERIFY(place.has_value());
        const auto block = chain->block(place->block);
        QVERIFY(block->transactions[place->index].hash == hash);
        const auto& receipt = block->receipts[place->index];
        QVERIFY(receipt.success);
        QCOMPARE(receipt.gas_used, 21'000U);
        QVERIFY(account_at(*chain, person(99).address, place->block).balance == u256{12345});
        QVERIFY(account_at(*chain, person(99).address, place->block - 1).balance == u256{});
        QCOMPARE(account_at(*chain, person(0).address, place->block).nonce, 1U);
        const auto fee = u256{21'000} * receipt.effective_gas_price;
        QVERIFY(account_at(*chain, person(98).address, place->block).balance == fee);
        QVERIFY(chain->block_hashes()(place->block) == block->hash);
        QCOMPARE(*chain->block_number(block->hash), place->block);
        QCOMPARE(chain->pending_nonce(person(0).address), 1U);
    }

    void includes_a_senders_transactions_in_nonce_order()
    {
        const ChainFolder folder;
        const auto chain = folder.open().value();
        chain->start();
        std::vector<Hash> hashes(5);
        for (std::uint64_t nonce = 5; nonce-- > 1;)
            hashes[nonce] = chain->submit(sign(transfer(nonce), person(0))).value();
        QCOMPARE(chain->pending_nonce(person(0).address), 0U);
        QCOMPARE(chain->pool_status().queued, 4U);
        hashes[0] = chain->submit(sign(transfer(0), person(0))).value();
        QVERIFY(chain->wait_for(hashes[4], kPatience));
        chain::TransactionPlace before;
        for (const auto& hash : hashes) {
            const auto place = *chain->find_transaction(hash);
            QVERIFY(place.block > before.block || place.index >= before.index);
            before = place;
        }
        QCOMPARE(chain->pool_status().pending + chain->pool_status().queued, 0U);
    }

    void makes_empty_blocks_only_when_told()
    {
        const ChainFolder folder;
        auto config = small_config();
        config.empty_block_interval = config.block_time;
        const auto chain = folder.open(config).value();
        chain->start();
        QVERIFY(comes_true([&] { return chain->head()->header.number >= 3; }));
        QVERIFY(chain->head()->transactions.empty());
    }

    void is_the_same_after_a_restart()
    {
        const ChainFolder folder;
        std::vector<Hash> hashes;
        std::vector<chain::Block> blocks;
        Hash last_value;
        {
            const auto chain = folder.open().value();
            chain->start();
            hashes = lively_history(*chain);
            chain->stop();
            for (std::uint64_t i = 0; i <= chain->head()->header.number; ++i)
                blocks.push_back(chain->block(i));
            last_value =
                chain->state_at(blocks.size() - 1)->value(state::account_key(person(1).address));
        }
        const auto chain = folder.open().value();
        QVERIFY(chain->head()->hash == blocks.back()->hash);
        for (const auto& block : blocks) {
            const auto again = chain->block(block->header.number);
            QVERIFY(again->header == block->header);
            QVERIFY(again->hash == block->hash);
            QVERIFY(again->receipts == block->receipts);
            QVERIFY(again->bloom == block->bloom);
            QVERIFY(*chain->bloom(block->header.number) == block->bloom);
            QCOMPARE(again->batch, block->batch);
            QCOMPARE(again->transactions.size(), block->transactions.size());
            for (std::size_t i = 0; i < block->transactions.size(); ++i) {
                QVERIFY(again->transactions[i].raw == block->transactions[i].raw);
                QVERIFY(again->transactions[i].hash == block->transactions[i].hash);
                QVERIFY(again->transactions[i].sender == block->transactions[i].sender);
            }
        }
        for (const auto& hash : hashes)
            QVERIFY(chain->find_transaction(hash).has_value());
        QVERIFY(chain->state_at(blocks.size() - 1)->value(state::account_key(person(1).address)) ==
                last_value);
        chain->start();
        include(*chain, {sign(transfer(8), person(1))});
    }

    void keeps_what_waits_over_a_restart()
    {
        const ChainFolder folder;
        Hash hash;
        {
            const auto chain = folder.open().value();
            chain->start();
            hash = chain->submit(sign(transfer(1), person(0))).value();
        }
        const auto chain = folder.open().value();
        QVERIFY(chain->pooled(hash) != nullptr);
        chain->start();
        include(*chain, {sign(transfer(0), person(0))});
        QVERIFY(chain->wait_for(hash, kPatience));
    }

    void makes_the_index_again_when_it_is_gone()
    {
        const ChainFolder folder;
        std::vector<Hash> hashes;
        Hash value;
        const auto key = state::account_key(person(2).address);
        {
            const auto chain = folder.open().value();
            chain->start();
            hashes = lively_history(*chain);
            QVERIFY(comes_true([&] { return chain->last_batch() >= 1; }));
            value = chain->state_at(chain->head()->header.number)->value(key);
        }
        for (const auto* name : {"index.db", "index.db-wal", "index.db-shm"})
            std::filesystem::remove(folder.path() / name);
        const auto chain = folder.open().value();
        for (const auto& hash : hashes)
            QVERIFY(chain->find_transaction(hash).has_value());
        QVERIFY(chain->state_at(chain->head()->header.number)->value(key) == value);
        const Hash keys[] = {key};
        const auto proof = chain->prove(keys).value();
        QVERIFY(state::check(proof.second[0], proof.first.after.on_chain, key).has_value());
    }

    void seals_batches_that_a_prover_would_agree_with()
    {
        const ChainFolder folder;
        const auto chain = folder.open().value();
        chain->start();
        lively_history(*chain);
        const auto last = chain->head()->batch;
        QVERIFY(comes_true([&] { return chain->last_batch() >= last; }));
        chain->stop();
        std::uint64_t next_block = 1;
        for (std::uint64_t number = 1; number <= last; ++number) {
            const auto record = *chain->batch(number);
            QCOMPARE(record.first_block, next_block);
            next_block = record.last_block + 1;
            const auto input = chain->build_witness(number);
            if (!input) QFAIL(describe(input.error()).c_str());
            const auto output = stf::execute_batch(*input);
            QVERIFY(output.has_value());
            QVERIFY(output->commitment_before == record.commitment_before);
            QVERIFY(output->commitment_after == record.commitment_after);
            QVERIFY(output->output_hash == record.output_hash);
            QVERIFY(output->public_input == record.public_input);
            QVERIFY(output->pubdata == *chain->pubdata(number));
        }
    }

    void proves_values_against_the_last_batch()
    {
        const ChainFolder folder;
        const auto chain = folder.open().value();
        chain->start();
        lively_history(*chain);
        const auto last = chain->head()->batch;
        QVERIFY(comes_true([&] { return chain->last_batch() >= last; }));
        const Hash keys[] = {state::account_key(person(99).address),
                             state::account_key(person(1234).address)};
        const auto [record, proofs] = chain->prove(keys).value();
        const auto state = chain->state_at(record.last_block);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto value = state::check(proofs[i], record.after.on_chain, keys[i]);
            QVERIFY(value.has_value());
            QVERIFY(*value == state->value(keys[i]));
        }
    }

    void refuses_a_config_that_contradicts_its_data()
    {
        const ChainFolder folder;
        static_cast<void>(folder.open().value());
        auto config = small_config();
        config.chain_id = 78;
        QVERIFY(folder.open(config).error().code == ErrorCode::kInvalidArgument);
        config = small_config(9);
        QVERIFY(folder.open(config).error().code == ErrorCode::kInvalidArgument);
        config = small_config();
        config.block_time = chain::milliseconds(500);
        QVERIFY(folder.open(config).has_value());
    }

    void copies_itself_while_it_runs()
    {
        const ChainFolder folder;
        const ChainFolder other;
        const auto chain = folder.open().value();
        chain->start();
        const auto hashes = lively_history(*chain);
        std::filesystem::create_directories(other.path());
        QVERIFY(chain->copy_to(other.path()).has_value());
        const auto copy = other.open().value();
        QVERIFY(copy->head()->header.number > 0);
        QVERIFY(copy->find_transaction(hashes[0]).has_value());
        QVERIFY(copy->block(1)->hash == chain->block(1)->hash);
    }

    void tells_its_listeners()
    {
        const ChainFolder folder;
        const auto chain = folder.open().value();
        std::atomic<int> blocks = 0;
        std::atomic<int> pending = 0;
        std::atomic<int> batches = 0;
        std::atomic<int> states = 0;
        const auto id = chain->subscribe({.on_block = [&](const chain::Block&) { ++blocks; },
                                          .on_pending = [&](const Hash&) { ++pending; },
                                          .on_batch = [&](const chain::BatchRecord&) { ++batches; },
                                          .on_state = [&](const chain::State&) { ++states; }});
        chain->start();
        include(*chain, {sign(transfer(0), person(0))});
        QVERIFY(comes_true([&] { return blocks == 1 && pending == 1 && batches == 1; }));
        QVERIFY(states >= 2);
        chain->unsubscribe(id);
        include(*chain, {sign(transfer(1), person(0))});
        QCOMPARE(blocks.load(), 1);
    }
};

QTEST_GUILESS_MAIN(ChainTest)
#include "chain_test.moc"
