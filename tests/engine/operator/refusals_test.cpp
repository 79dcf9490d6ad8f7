#include <QtTest>

#include "engine/operator/waterfront.hpp"
#include "operator/availability.hpp"

using namespace archi;
using test::comes_true;
using test::Waterfront;

namespace {

/// A field of the 389 bytes that a commitment brings (stf/OUTPUT.md), and what the contract says
/// when it is another one.
struct Field {
    const char* name;
    std::size_t offset;
    const char* words;
};

// What only the proof can tell is not here: accumulator after, message root, and the openings
// that are checked at execution.
constexpr Field kFields[] = {
    {"protocol version", 3, "WrongField: protocol version"},
    {"program hash", 35, "WrongField: program hash"},
    {"chain id", 43, "WrongField: chain id"},
    {"settlement chain id", 51, "WrongField: settlement chain id"},
    {"group", 83, "WrongField: group"},
    {"batch number", 99, "WrongField: batch number"},
    {"last timestamp", 110, "WrongField: last timestamp"},
    {"data scheme", 116, "WrongField: data scheme"},
    {"data commitment", 148, "WrongPubdata"},
    {"queue hash", 180, "WrongField: queue hash"},
    {"queue count", 188, "WrongField: queue count"},
    {"accumulator before", 220, "WrongField: accumulator before"},
    {"cycles", 349, "WrongField: cycles"},
    {"upgrade hash", 388, "WrongField: upgrade hash"},
};

/// One sealed batch of a chain whose contract is there, and that nobody committed yet.
struct Uncommitted {
    Waterfront front;
    Address contract;
    l1::Contracts contracts;
    settlement::Share share;

    Uncommitted()
    {
        auto settling = front.hire();
        if (!comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }))
            qFatal("the operator does not come up");
        contract = test::contract_of(front, *settling);
        contracts = settling->harbour()->contracts;
        settling.reset();
        front.send_everywhere();
        if (!comes_true([&] { return front.chains[0]->last_batch() >= 1; }))
            qFatal("no batch is sealed");
        const auto record = front.chains[0]->batch(1).value();
        share.contract = contract;
        share.previous = settlement::stored_genesis(record.commitment_before);
        share.batches.push_back({.stored = settlement::stored(record),
                                 .output = record.output,
                                 .flows = record.flows,
                                 .data = front.chains[0]->pubdata(1).value()});
    }
    /// What the L1 would say to person `who`: nothing, or why it refuses.
    [[nodiscard]] std::string ask(std::uint32_t who, const Bytes& call) const
    {
        auto client = front.shore.client();
        const auto outcome = client
                                 .call({.from = test::person(who).address,
                                        .to = contracts.validator_timelock,
                                        .data = call,
                                        .value = {}})
                                 .value();
        return outcome.reverted ? settlement::revert_words(outcome.data) : "";
    }
    void run(std::uint32_t who, const Bytes& call) const
    {
        auto client = front.shore.client();
        auto account = l1::Account::open(client, test::person(who).key).value();
        const auto done =
            account.run({.from = {}, .to = contracts.validator_timelock, .data = call, .value = {}},
                        test::kPatience);
        if (!done) qFatal("%s", describe(done.error()).c_str());
    }
};

}  // namespace

class RefusalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_batch_with_one_wrong_field_is_refused_by_the_contract()
    {
        Uncommitted world;
        auto& share = world.share;
        QCOMPARE(world.ask(1, settlement::commit_call({&share, 1})), std::string());
        for (const auto& field : kFields) {
            auto wrong = share;
            wrong.batches[0].output.at(field.offset) ^= 1U;
            const auto words = world.ask(1, settlement::commit_call({&wrong, 1}));
            if (!words.starts_with(field.words))
                QFAIL((std::string(field.name) + ": \"" + words + "\"").c_str());
        }
        auto cut = share;
        cut.batches[0].output.pop_back();
        QVERIFY(world.ask(1, settlement::commit_call({&cut, 1})).starts_with("WrongOutputLength"));
        auto other_data = share;
        other_data.batches[0].data.push_back(0);
        QVERIFY(
            world.ask(1, settlement::commit_call({&other_data, 1})).starts_with("WrongPubdata"));
        auto other_start = share;
        other_start.previous.state_commitment[0] ^= 1U;
        QVERIFY(world.ask(1, settlement::commit_call({&other_start, 1}))
                    .starts_with("WrongStoredBatch"));
    }

    void time_and_epoch_do_not_go_back()
    {
        Uncommitted world;
        world.run(1, settlement::commit_call({&world.share, 1}));
        const auto& chain = *world.front.chains[0];
        world.front.send_everywhere();
        QVERIFY(comes_true([&] { return chain.last_batch() >= 2; }));
        const auto record = chain.batch(2).value();
        const settlement::Share next{.contract = world.contract,
                                     .previous = world.share.batches[0].stored,
                                     .batches = {{.stored = settlement::stored(record),
                                                  .output = record.output,
                                                  .flows = record.flows,
                                                  .data = chain.pubdata(2).value()}}};
        QCOMPARE(world.ask(1, settlement::commit_call({&next, 1})), std::string());
        const std::pair<std::size_t, const char*> kinds[] = {{84, "WrongField: epoch"},
                                                             {100, "WrongField: first timestamp"}};
        for (const auto& [offset, words] : kinds) {
            auto wrong = next;
            for (std::size_t i = 0; i < 8; ++i)
                wrong.batches[0].output.at(offset + i) = 0;
            const auto told = world.ask(1, settlement::commit_call({&wrong, 1}));
            QVERIFY2(told.starts_with(words), told.c_str());
        }
        // A first timestamp past the last one is the last one's fault.
        auto late = next;
        late.batches[0].output.at(100) = 1;
        QVERIFY(world.ask(1, settlement::commit_call({&late, 1}))
                    .starts_with("WrongField: last timestamp"));
    }

    void openings_and_order_are_checked_at_execution()
    {
        Uncommitted world;
        auto& share = world.share;
        world.run(1, settlement::commit_call({&share, 1}));
        QVERIFY(world.ask(1, settlement::commit_call({&share, 1})).starts_with("WrongBatchNumber"));
        QVERIFY(world.ask(3, settlement::execute_call({&share, 1})).starts_with("NotProven"));
        world.run(2, settlement::prove_call({&share, 1}));
        auto wrong = share;
        wrong.batches[0].flows = {1};
        QVERIFY(world.ask(3, settlement::execute_call({&wrong, 1})).starts_with("WrongOpening"));
        wrong = share;
        wrong.batches[0].stored.epoch ^= 1U;
        QVERIFY(
            world.ask(3, settlement::execute_call({&wrong, 1})).starts_with("WrongStoredBatch"));
        world.run(3, settlement::execute_call({&share, 1}));
        QCOMPARE(test::standing_of(world.front, world.contract).executed, std::uint64_t{1});
    }

    void each_key_does_its_own_step_alone()
    {
        Uncommitted world;
        const auto call = settlement::commit_call({&world.share, 1});
        for (const std::uint32_t who : {0U, 2U, 3U, 7U})
            QVERIFY(world.ask(who, call).starts_with("Unauthorized"));
        QVERIFY(
            world.ask(2, settlement::revert_call(world.contract, 0)).starts_with("Unauthorized"));
    }

    void what_the_chain_does_not_have_is_taken_back_and_settled_anew()
    {
        Uncommitted world;
        auto other = world.share;
        other.batches[0].stored.state_commitment[5] ^= 1U;
        world.run(1, settlement::commit_call({&other, 1}));
        const auto before = test::standing_of(world.front, world.contract).last_committed;
        const auto settling = world.front.hire();
        QVERIFY(comes_true([&] { return world.front.all_executed(); }));
        const auto mine = settlement::hash_of(world.share.batches[0].stored);
        auto client = world.front.shore.client();
        QVERIFY(before != mine);
        QVERIFY(settlement::read_stored(client, world.contract, 1, l1::Tag::kLatest).value() ==
                mine);
    }

    void batches_that_the_chain_takes_back_are_taken_back_and_settled_anew()
    {
        Uncommitted world;
        world.run(1, settlement::commit_call({&world.share, 1}));
        auto& chain = *world.front.chains[0];
        QVERIFY(chain.revert_batches(1));
        const auto settling = world.front.hire();
        QVERIFY(comes_true([&] { return world.front.all_executed(); }));
        // The transfer waited, and is in what was executed.
        const auto nonce = chain.pending_nonce(test::person(4).address);
        QCOMPARE(nonce, std::uint64_t{1});
        QCOMPARE(test::standing_of(world.front, world.contract).executed, chain.last_batch());
    }

    void a_stored_batch_is_hashed_as_the_contract_does()
    {
        Uncommitted world;
        world.run(1, settlement::commit_call({&world.share, 1}));
        auto client = world.front.shore.client();
        QVERIFY(settlement::read_stored(client, world.contract, 0, l1::Tag::kLatest).value() ==
                settlement::hash_of(world.share.previous));
        QVERIFY(settlement::read_stored(client, world.contract, 1, l1::Tag::kLatest).value() ==
                settlement::hash_of(world.share.batches[0].stored));
        QVERIFY(
            settlement::read_stored(client, world.contract, 2, l1::Tag::kLatest).value().is_zero());
    }
};

QTEST_GUILESS_MAIN(RefusalsTest)
#include "refusals_test.moc"
