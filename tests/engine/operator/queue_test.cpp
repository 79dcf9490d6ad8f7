#include <QtTest>

#include "chain/chain_genesis.hpp"
#include "engine/l1/meddler.hpp"
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

    void a_batch_that_left_out_an_overdue_entry_is_sealed_again()
    {
        // Blocks that come faster would put the L1's clock ahead of the chain's.
        Waterfront front(1, chain::milliseconds(1'000));
        auto settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        settling->stop();
        // An island whose queue has a deadline of a second, and that is fed too late.
        const auto config = test::island_config(1);
        l1::NewChain created;
        created.parameters = {.chain_id = config.chain_id,
                              .base_token = config.settlement.base_token,
                              .admin = test::person(0).address,
                              .genesis_commitment = chain::genesis_commitment(config),
                              .program_hash = {},
                              .group = config.settlement.group,
                              .max_batch_cycles = UINT64_MAX,
                              .queue_deadline = 1,
                              .exit_window = 1,
                              .upgrade_delay = kDay,
                              .minimal_gas_price = u256(1),
                              .batch_overhead_gas = 1};
        created.validators = {test::person(1).address, test::person(2).address,
                              test::person(3).address};
        auto client = front.shore.client();
        auto owner = l1::Account::open(client, test::person(0).key).value();
        QVERIFY(l1::create_chains(owner, settling->harbour()->contracts, {&created, 1}));
        front.add(config);
        static_cast<void>(test::deposit(front, *settling, 1));
        QTest::qWait(2'500);
        front.send_everywhere();
        const auto& chain = *front.chains[1];
        QVERIFY(comes_true([&] { return chain.last_batch() >= 1; }));
        QCOMPARE(chain.batch(1)->queue_end, std::uint64_t{0});

        settling = front.hire();
        const auto taken = comes_true([&] {
            const auto record = chain.batch(chain.settled().executed);
            return record && record->queue_end == 1;
        });
        QVERIFY2(taken, settling->state().detail.c_str());
        QCOMPARE(chain.batch(1)->queue_end, std::uint64_t{1});
        QVERIFY(comes_true([&] { return front.all_executed(); }));
    }

    void a_queue_that_the_l1_does_not_give_whole_is_not_taken()
    {
        Waterfront front;
        const auto settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        const auto contract = test::contract_of(front, *settling);
        settling->stop();
        static_cast<void>(test::deposit(front, *settling, 0));
        static_cast<void>(test::deposit(front, *settling, 0));
        const auto last = front.shore.chain->head()->header.number;
        test::Meddler meddler(front.shore.url());
        auto client = meddler.client();
        settlement::QueueFeed feed(client);
        const auto& chain = front.chains[0];
        const auto told = [&](test::Meddler::Lie lie) {
            meddler.tell([lie = std::move(lie)](const std::string& request, std::string answer) {
                return test::asks(request, "eth_getLogs") ? lie(request, std::move(answer))
                                                          : answer;
            });
            const auto fed = feed.feed(*chain, contract, last, false);
            return fed ? ErrorCode::kInternal : fed.error().code;
        };
        const auto logs_in = [](std::string& answer) {
            const auto begin = answer.find("\"result\":[") + 10;
            const auto middle = answer.find("},{", begin);
            const auto end = answer.rfind(']');
            return std::array{begin, middle, end};
        };
        // The first is missing; both are; they come in another order; one comes twice.
        QCOMPARE(told([&](const std::string&, std::string answer) {
                     const auto [begin, middle, end] = logs_in(answer);
                     return answer.erase(begin, middle + 2 - begin);
                 }),
                 ErrorCode::kCorrupt);
        QCOMPARE(told([&](const std::string&, std::string answer) {
                     const auto [begin, middle, end] = logs_in(answer);
                     return answer.erase(begin, end - begin);
                 }),
                 ErrorCode::kCorrupt);
        QCOMPARE(told([&](const std::string&, std::string answer) {
                     const auto [begin, middle, end] = logs_in(answer);
                     const auto first = answer.substr(begin, middle + 1 - begin);
                     const auto second = answer.substr(middle + 2, end - middle - 2);
                     return answer.replace(begin, end - begin, second + ',' + first);
                 }),
                 ErrorCode::kCorrupt);
        QCOMPARE(told([&](const std::string&, std::string answer) {
                     const auto [begin, middle, end] = logs_in(answer);
                     const auto first = answer.substr(begin, middle + 1 - begin);
                     return answer.replace(begin, end - begin, first + ',' + first);
                 }),
                 ErrorCode::kCorrupt);
        // More than a node may say.
        QCOMPARE(told([&](const std::string&, std::string answer) {
                     return answer + std::string(std::size_t{65} << 20U, ' ');
                 }),
                 ErrorCode::kLimitExceeded);
        QCOMPARE(chain->queue_known(), std::uint64_t{0});
        QCOMPARE(told([&](const std::string&, std::string answer) { return answer; }),
                 ErrorCode::kInternal);
        QCOMPARE(chain->queue_known(), std::uint64_t{2});
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
