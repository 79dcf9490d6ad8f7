#include <QtTest>
#include <random>

#include "engine/operator/waterfront.hpp"

using namespace archi;
using chain::Chain;
using test::comes_true;
using test::Waterfront;

namespace {

/// How far the chain is in one step.
std::uint64_t reached(const chain::Settled& settled, int step)
{
    const std::uint64_t counters[] = {settled.committed, settled.verified, settled.executed};
    return counters[step];
}

void mine(const Waterfront& front, int blocks)
{
    for (int i = 0; i < blocks; ++i)
        static_cast<void>(front.shore.chain->mine().value());
}

void each_step()
{
    QTest::addColumn<int>("step");
    QTest::newRow("committed") << 0;
    QTest::newRow("accepted") << 1;
    QTest::newRow("executed") << 2;
}

}  // namespace

class FaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_reorganization_at_any_step_is_made_good_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("depth");
        QTest::addColumn<bool>("dropped");
        for (const int step : {0, 1, 2})
            for (const int depth : {1, 2, 5, 17, 64})
                for (const bool dropped : {false, true})
                    QTest::addRow("step %d, %d blocks, %s", step, depth,
                                  dropped ? "dropped" : "waiting again")
                        << step << depth << dropped;
    }
    void a_reorganization_at_any_step_is_made_good()
    {
        QFETCH(int, step);
        QFETCH(int, depth);
        QFETCH(bool, dropped);
        Waterfront front;
        const auto settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        mine(front, 70);
        front.send_everywhere();
        QVERIFY(comes_true([&] { return reached(front.chains[0]->settled(), step) > 0; }));
        QVERIFY(front.shore.chain->reorganize(
            std::uint64_t(depth), dropped ? Chain::Undone::kDrop : Chain::Undone::kWait));
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        QVERIFY(comes_true([&] {
            return test::standing_of(front, test::contract_of(front, *settling)).executed ==
                   front.chains[0]->last_batch();
        }));
    }

    void a_reorganization_that_undoes_the_contracts_is_made_good_data()
    {
        QTest::addColumn<bool>("dropped");
        QTest::newRow("waiting again") << false;
        QTest::newRow("dropped") << true;
    }
    void a_reorganization_that_undoes_the_contracts_is_made_good()
    {
        QFETCH(bool, dropped);
        Waterfront front;
        auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        const auto height = front.shore.chain->head()->header.number;
        QVERIFY(front.shore.chain->reorganize(
            height - 1, dropped ? Chain::Undone::kDrop : Chain::Undone::kWait));
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
    }

    void many_reorganizations_while_batches_flow()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        Waterfront front(2);
        const auto settling = front.hire();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
        mine(front, 70);
        for (int round = 0; round < 15; ++round) {
            front.send_everywhere();
            QTest::qWait(int(random() % 600));
            QVERIFY(front.shore.chain->reorganize(1 + random() % 64, random() % 2 == 0
                                                                         ? Chain::Undone::kDrop
                                                                         : Chain::Undone::kWait));
            mine(front, 64);
        }
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
    }

    void a_restart_at_any_step_goes_on_data() { each_step(); }
    void a_restart_at_any_step_goes_on()
    {
        QFETCH(int, step);
        Waterfront front(2);
        for (int round = 0; round < 3; ++round) {
            front.send_everywhere();
            auto settling = front.hire();
            const auto before = reached(front.chains[0]->settled(), step);
            QVERIFY(comes_true([&] { return reached(front.chains[0]->settled(), step) > before; }));
            settling.reset();
            settling = front.hire();
            QVERIFY(comes_true([&] { return front.all_executed(); }));
        }
    }

    void a_lost_journal_is_no_loss()
    {
        Waterfront front;
        auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        settling.reset();
        settling = front.hire("another");
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
    }

    void an_l1_that_is_down_is_told_and_waited_for()
    {
        Waterfront front;
        const auto settling = front.hire();
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        front.shore.go_down();
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kDegraded; }));
        QVERIFY(!settling->state().detail.empty());
        QVERIFY(settling->state().cure.find("Start the L1") != std::string::npos);
        front.send_everywhere();
        front.shore.come_back();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        QVERIFY(comes_true([&] { return settling->state().phase == chain::Phase::kRunning; }));
    }

    void a_fee_that_waits_is_raised_under_its_nonce()
    {
        Waterfront front(1, chain::milliseconds(1500));
        auto settling = front.hire("", std::chrono::milliseconds(200));
        front.send_everywhere();
        QVERIFY(comes_true([&] { return front.all_executed(); }));
        settling.reset();
        const auto journal = settlement::Journal::open(front.desk() / "operator.db").value();
        const auto commits = journal->of_nonce(test::person(1).address, 0).value();
        QVERIFY(commits.size() > 1);
        for (std::size_t i = 1; i < commits.size(); ++i) {
            QVERIFY(commits[i - 1].max_fee > commits[i].max_fee);
            QVERIFY(commits[i - 1].call == commits[i].call);
        }
    }

    void two_operators_with_the_same_keys_do_no_harm()
    {
        Waterfront front(2);
        const auto first = front.hire();
        QVERIFY(comes_true([&] { return first->state().phase == chain::Phase::kRunning; }));
        const auto second = front.hire("second");
        for (int round = 0; round < 4; ++round) {
            front.send_everywhere();
            QVERIFY(comes_true([&] { return front.all_executed(); }));
        }
        for (std::size_t i = 0; i < 2; ++i)
            QCOMPARE(test::standing_of(front, test::contract_of(front, *first, i)).executed,
                     front.chains[i]->last_batch());
        QVERIFY(comes_true([&] { return first->state().phase == chain::Phase::kRunning; }));
        QVERIFY(comes_true([&] { return second->state().phase == chain::Phase::kRunning; }));
    }

    void an_l1_that_talks_nonsense_is_told_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::newRow("no JSON") << "<html>";
        QTest::newRow("null") << QString::fromStdString(test::result("null"));
        QTest::newRow("a wrong type") << QString::fromStdString(test::result("[1,2]"));
        QTest::newRow("a refusal")
            << R"({"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}})";
        QTest::newRow("nothing") << "";
    }
    void an_l1_that_talks_nonsense_is_told()
    {
        QFETCH(QString, answer);
        net::Pool pool;
        const auto server =
            net::Server::start(pool, {}, std::make_shared<test::Liar>(answer.toStdString()))
                .value();
        const QTemporaryDir folder;
        settlement::Operator settling(
            {.url = "http://127.0.0.1:" + std::to_string(server->port()),
             .folder = folder.path().toStdString(),
             .keys = test::operator_keys()},
            {.chains = [] { return std::vector<std::shared_ptr<Chain>>{}; }, .on_change = [] {}});
        settling.start();
        QVERIFY(comes_true([&] { return settling.state().phase == chain::Phase::kDegraded; }));
        QVERIFY(!settling.state().detail.empty());
        settling.stop();
        QCOMPARE(settling.state().phase, chain::Phase::kStopped);
    }

    void another_l1_at_the_same_address_is_refused()
    {
        const QTemporaryDir folder;
        const auto run = [&](const test::Shore& shore) {
            settlement::Operator settling(
                {.url = shore.url(),
                 .folder = folder.path().toStdString(),
                 .keys = test::operator_keys()},
                {.chains = [] { return std::vector<std::shared_ptr<Chain>>{}; },
                 .on_change = [] {}});
            settling.start();
            static_cast<void>(comes_true([&] {
                const auto phase = settling.state().phase;
                return phase == chain::Phase::kRunning || phase == chain::Phase::kDegraded;
            }));
            return settling.state();
        };
        QCOMPARE(run(test::Shore()).phase, chain::Phase::kRunning);
        // The embedded L1's genesis is the same everywhere; another chain id is not.
        const auto other = run(test::Shore(1337));
        QCOMPARE(other.phase, chain::Phase::kDegraded);
        QVERIFY(other.detail.find("another one") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(FaultsTest)
#include "faults_test.moc"
