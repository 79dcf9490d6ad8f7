#include <QtTest>

#include "engine/operator/waterfront.hpp"

using namespace archi;
using settlement::Step;
using test::comes_true;
using test::Waterfront;

namespace {

std::vector<settlement::Sent> steps_of(const settlement::Operator& settling,
                                       const Waterfront& front, std::size_t index,
                                       std::uint64_t batch)
{
    return settling.steps({front.chains.at(index)->config().chain_id, batch}).value();
}

}  // namespace

class SettleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void three_chains_settle_epochs_together()
    {
        Waterfront front(3);
        const auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        QCOMPARE(settling->state().phase, chain::Phase::kRunning);
        for (std::size_t i = 0; i < 3; ++i) {
            const auto standing = test::standing_of(front, test::contract_of(front, *settling, i));
            QCOMPARE(standing.executed, front.chains[i]->last_batch());
            QVERIFY(comes_true([&] { return steps_of(*settling, front, i, 1).size() == 3; }));
            const auto steps = steps_of(*settling, front, i, 1);
            for (const auto step : {Step::kCommit, Step::kProve, Step::kExecute}) {
                const auto& sent = steps.at(static_cast<std::size_t>(step));
                QVERIFY(sent.step == step);
                QVERIFY(comes_true([&] {
                    return steps_of(*settling, front, i, 1).at(std::size_t(step)).gas_used > 0;
                }));
            }
        }
        // Each key did its own step and no other.
        const auto steps = steps_of(*settling, front, 0, 1);
        QVERIFY(steps[0].sender == test::person(1).address);
        QVERIFY(steps[1].sender == test::person(2).address);
        QVERIFY(steps[2].sender == test::person(3).address);
    }

    void chains_that_seal_in_the_same_epoch_share_a_call()
    {
        Waterfront front(3);
        const auto settling = front.hire();
        for (int round = 0; round < 5; ++round) {
            front.send_everywhere();
            QVERIFY(comes_true([&] { return front.all_executed(); }));
        }
        // At least one call of the five rounds moved more than one chain.
        bool shared = false;
        for (std::uint64_t batch = 1; batch <= front.chains[0]->last_batch(); ++batch) {
            const auto here = steps_of(*settling, front, 0, batch);
            for (std::uint64_t other = 1; other <= front.chains[1]->last_batch(); ++other)
                for (const auto& sent : steps_of(*settling, front, 1, other))
                    shared = shared || std::ranges::any_of(here, [&](const auto& mine) {
                                 return mine.hash == sent.hash;
                             });
        }
        QVERIFY(shared);
    }

    void the_l1_says_unproven_and_the_chain_knows_what_is_final()
    {
        Waterfront front;
        QCOMPARE(front.chains[0]->settled(), chain::Settled{});
        const auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        const auto unproven = front.shore.ask(test::contract_of(front, *settling), "isUnproven()");
        QVERIFY(abi::Decoder(unproven).boolean());
        QVERIFY(!front.chains[0]->metrics().proven);
    }

    void a_validium_keeps_its_data_to_itself()
    {
        Waterfront front(0);
        front.add(test::island_config(0, chain::DataMode::kValidium));
        const auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        const auto commit = steps_of(*settling, front, 0, 1).at(0);
        const auto pubdata = front.chains[0]->pubdata(1).value();
        const auto found = std::ranges::search(commit.raw, pubdata);
        QVERIFY(found.empty());
    }

    void what_is_settled_is_known_before_the_l1_answers_again()
    {
        Waterfront front;
        auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        const auto settled = front.chains[0]->settled();
        settling.reset();
        front.shore.go_down();
        settling = front.hire();
        QCOMPARE(front.chains[0]->settled(), settled);
        QVERIFY(steps_of(*settling, front, 0, 1).size() >= 3);
    }
};

QTEST_GUILESS_MAIN(SettleTest)
#include "settle_test.moc"
