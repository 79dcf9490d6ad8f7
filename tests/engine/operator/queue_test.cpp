#include <QtTest>

#include "engine/operator/waterfront.hpp"
#include "operator/queue_feed.hpp"
#include "state/account.hpp"
#include "state/keys.hpp"

using namespace archi;
using test::comes_true;
using test::Waterfront;

namespace {

constexpr std::uint64_t kDay = 86'400;

u256 balance_of(const chain::Chain& chain, const Address& address)
{
    const auto reader = chain.state_at(chain.head()->header.number);
    const auto account = state::unpack_account(reader->value(state::account_key(address)));
    return account ? account->balance : u256{};
}

l1::Log sample(std::uint64_t index)
{
    abi::Encoder tuple;
    for (std::uint64_t i = 0; i < 14; ++i)
        tuple.add(u256(i));
    tuple.add_bytes(Bytes{1, 2, 3}).add_bytes({}).add_array({}).add_bytes({}).add_bytes({});
    const auto encoded = abi::Encoder().add_dynamic(tuple).finish();
    l1::Log log;
    log.data = abi::Encoder()
                   .add(u256(index))
                   .add(keccak256(encoded))
                   .add(u256(77))
                   .add_dynamic(tuple)
                   .add_list({})
                   .finish();
    return log;
}

}  // namespace

class QueueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_log_is_read_only_if_its_transaction_has_its_hash()
    {
        const auto log = sample(5);
        const auto read = settlement::read_request(log).value();
        QCOMPARE(read.index, std::uint64_t{5});
        QCOMPARE(read.entry.deadline, std::uint64_t{77});
        QCOMPARE(read.entry.raw.front(), std::uint8_t{0x7f});
        for (std::size_t place = 0; place < log.data.size(); ++place) {
            auto other = log;
            other.data[place] ^= 1U;
            const auto changed = settlement::read_request(other);
            // Index and deadline are no part of the hash; everything of the transaction is.
            QVERIFY(!changed || changed->entry.raw == read.entry.raw);
        }
        for (std::size_t size = 0; size < log.data.size(); size += 31) {
            auto cut = log;
            cut.data.resize(size);
            const auto changed = settlement::read_request(cut);
            QVERIFY(!changed || changed->entry.raw == read.entry.raw);
        }
    }

    void a_deposit_arrives_and_is_executed_with_its_batch()
    {
        Waterfront front;
        const auto settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        static_cast<void>(test::deposit(front, *settling, 0));
        const auto& chain = *front.chains[0];
        QVERIFY(comes_true(
            [&] { return balance_of(chain, test::person(60).address) == test::ether(1); }));
        QVERIFY(comes_true([&] {
            const auto record = chain.batch(chain.settled().executed);
            return record && record->queue_end == 1;
        }));
        const auto first =
            front.shore.ask(test::contract_of(front, *settling), "getFirstUnprocessedPriorityTx()");
        QVERIFY(abi::Decoder(first).number() == u256(1));
    }

    void a_deposit_that_a_reorganization_undoes_does_not_arrive_twice()
    {
        Waterfront front;
        const auto settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        static_cast<void>(test::deposit(front, *settling, 0));
        QVERIFY(comes_true([&] { return front.chains[0]->queue_taken() == 1; }));
        QVERIFY(front.shore.chain->reorganize(1, chain::Chain::Undone::kWait));
        static_cast<void>(test::deposit(front, *settling, 0));
        QVERIFY(comes_true([&] { return front.chains[0]->queue_taken() == 2; }));
        QVERIFY(comes_true([&] {
            const auto record = front.chains[0]->batch(front.chains[0]->settled().executed);
            return record && record->queue_end == 2;
        }));
    }

    void past_the_deadline_anyone_executes_what_is_accepted()
    {
        Waterfront front;
        const auto settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        const auto contracts = settling->harbour()->contracts;
        const auto contract = test::contract_of(front, *settling);
        // From now on nobody feeds the chain or settles it but this test.
        settling->stop();
        static_cast<void>(test::deposit(front, *settling, 0));
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.chains[0]->last_batch() >= 1; }));
        const auto record = front.chains[0]->batch(1).value();
        settlement::Share share{.contract = contract,
                                .previous = settlement::stored_genesis(record.commitment_before),
                                .batches = {}};
        share.batches.push_back({.stored = settlement::stored(record),
                                 .output = record.output,
                                 .flows = record.flows,
                                 .data = front.chains[0]->pubdata(1).value()});
        auto client = front.shore.client();
        const auto act = [&](std::uint32_t who, Bytes call) {
            auto account = l1::Account::open(client, test::person(who).key).value();
            return account.run({.from = {},
                                .to = contracts.validator_timelock,
                                .data = std::move(call),
                                .value = {}},
                               test::kPatience);
        };
        QVERIFY(act(1, settlement::commit_call({&share, 1})));
        QVERIFY(act(2, settlement::prove_call({&share, 1})));
        QVERIFY(!act(6, settlement::execute_call({&share, 1})));
        static_cast<void>(front.shore.chain->advance_clock(5 * kDay).value());
        static_cast<void>(front.shore.chain->mine().value());
        const auto done = act(6, settlement::execute_call({&share, 1}));
        if (!done) QFAIL(describe(done.error()).c_str());
        QCOMPARE(test::standing_of(front, contract).executed, std::uint64_t{1});
    }
};

QTEST_GUILESS_MAIN(QueueTest)
#include "queue_test.moc"
