// What the strip of batches shows: rows that come, go and change one by one, and the L1 as a row.

#include <QAbstractItemModelTester>
#include <QtTest>

#include "models/batch_steps_model.hpp"
#include "models/batches_model.hpp"
#include "models/chains_model.hpp"
#include "models/mainland_entry.hpp"
#include "node/layout.hpp"

using namespace archi;
using namespace archi::app;

namespace {

node::BatchList sealed_until(std::uint64_t last, std::uint64_t shown, std::uint64_t open = 0)
{
    node::BatchList list{.chain = "tortuga", .settles = true, .open_transactions = open};
    list.sealed = last;
    for (auto number = last; number > last - shown; --number)
        list.batches.push_back({.number = number, .transactions = number});
    return list;
}

node::BatchStep sent(const char* step, std::uint8_t hash)
{
    node::BatchStep made;
    made.step = step;
    made.fate = "waiting";
    made.transaction.bytes[31] = hash;
    made.bytes = 1204;
    return made;
}

QList<int> numbers(const BatchesModel& model)
{
    QList<int> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row).data(BatchesModel::NumberRole).toInt();
    return all;
}

int stage(const BatchesModel& model, int row)
{
    return model.index(row).data(BatchesModel::StageRole).toInt();
}

node::WorldSnapshot world_on(std::optional<node::MainlandSnapshot> mainland)
{
    node::WorldSnapshot world{.path = {}, .chains = {}, .mainland = std::move(mainland)};
    for (const auto* name : {"barbuda", "tortuga"}) {
        auto& chain = world.chains.emplace_back();
        chain.name = name;
        chain.state.phase = chain::Phase::kRunning;
        chain.metrics.transactions_per_second = 2;
    }
    return world;
}

node::MainlandSnapshot embedded()
{
    node::MainlandSnapshot mainland{.url = "http://127.0.0.1:8545", .is_embedded = true};
    mainland.chain.emplace();
    mainland.chain->name = node::kMainland;
    mainland.chain->is_open = true;
    mainland.chain->state.phase = chain::Phase::kRunning;
    mainland.chain->metrics.transactions_per_second = 5;
    mainland.settling.phase = chain::Phase::kRunning;
    return mainland;
}

}  // namespace

class BatchesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void the_open_batch_comes_first_and_becomes_a_sealed_one()
    {
        BatchesModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(sealed_until(0, 0, 7));
        QCOMPARE(numbers(model), QList<int>({1}));
        QCOMPARE(stage(model, 0), int{BatchStage::Open});
        QCOMPARE(model.index(0).data(BatchesModel::TransactionsRole).toInt(), 7);
        QVERIFY(model.index(0).data(BatchesModel::SealedRole).toString().isEmpty());

        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.apply(sealed_until(1, 1));
        QCOMPARE(numbers(model), QList<int>({2, 1}));
        QCOMPARE(stage(model, 1), int{BatchStage::Sealed});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(resets.count(), 0);
    }

    void a_batch_walks_through_its_stages_and_only_its_row_changes()
    {
        BatchesModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto list = sealed_until(3, 3);
        model.apply(list);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.apply(list);
        QCOMPARE(changes.count(), 0);
        const std::array stages{std::pair{node::BatchStage::kCommitted, BatchStage::Committed},
                                std::pair{node::BatchStage::kAccepted, BatchStage::Accepted},
                                std::pair{node::BatchStage::kExecuted, BatchStage::Executed}};
        for (const auto& [engine_stage, shown] : stages) {
            list.batches[1].stage = engine_stage;
            model.apply(list);
            QCOMPARE(stage(model, 2), int{shown});
            QCOMPARE(changes.takeFirst()[0].toModelIndex().row(), 2);
            QVERIFY(changes.isEmpty());
        }
        list.batches[0].steps.push_back(sent("commit", 1));
        model.apply(list);
        QVERIFY(model.index(1).data(BatchesModel::WaitingRole).toBool());
        QVERIFY(!model.index(2).data(BatchesModel::WaitingRole).toBool());
    }

    void old_batches_leave_at_the_end_and_reverted_ones_at_the_front()
    {
        BatchesModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(sealed_until(9, 4));
        model.apply(sealed_until(11, 4));
        QCOMPARE(numbers(model), QList<int>({12, 11, 10, 9, 8}));
        model.apply(sealed_until(8, 4));
        QCOMPARE(numbers(model), QList<int>({9, 8, 7, 6, 5}));
        QCOMPARE(stage(model, 0), int{BatchStage::Open});
        QCOMPARE(stage(model, 1), int{BatchStage::Sealed});
        QCOMPARE(model.row_of(7), 2);
        QCOMPARE(model.row_of(10), -1);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void steps_are_added_and_told_what_became_of_them()
    {
        BatchStepsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto steps = std::vector{sent("commit", 1)};
        model.apply(steps);
        const auto first = model.index(0);
        QVERIFY(first.data(BatchStepsModel::WaitingRole).toBool());
        QVERIFY(first.data(BatchStepsModel::GasRole).toString().isEmpty());
        QCOMPARE(first.data(BatchStepsModel::BytesRole).toString(), QStringLiteral("1\u2009204"));

        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        steps[0].fate = "included";
        steps[0].block = 12;
        steps[0].gas = 128'310;
        steps.push_back(sent("prove", 2));
        model.apply(steps);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(first.data(BatchStepsModel::GasRole).toString(), QStringLiteral("128\u2009310"));
        QCOMPARE(first.data(BatchStepsModel::BlockRole).toInt(), 12);
        QCOMPARE(model.index(1).data(BatchStepsModel::StepRole).toInt(), int{BatchStep::Prove});
        QCOMPARE(resets.count(), 0);

        model.apply({sent("commit", 3)});  // of another batch
        QCOMPARE(resets.count(), 1);
        QVERIFY(model.index(0).data(BatchStepsModel::HashRole).toString().endsWith("03"));
    }

    void the_mainland_is_the_first_row_and_no_island()
    {
        ChainsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(world_on({}));
        QCOMPARE(model.islands(), 2);
        model.apply(world_on(embedded()));
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.index(0).data(ChainsModel::IsMainlandRole).toBool());
        QVERIFY(!model.index(1).data(ChainsModel::IsMainlandRole).toBool());
        QCOMPARE(model.islands(), 2);
        QCOMPARE(model.running(), 2);
        QCOMPARE(model.transactionsPerSecond(), 4.0);
        model.apply(world_on({}));
        QCOMPARE(model.rowCount(), 2);
    }

    void the_mainland_is_degraded_when_nothing_settles_there()
    {
        ChainsModel model;
        MainlandEntry entry;
        entry.setChains(&model);
        QVERIFY(!entry.exists());
        auto mainland = embedded();
        mainland.settling = {chain::Phase::kDegraded, "it refuses", "Read the log.", 0};
        model.apply(world_on(mainland));
        QCOMPARE(model.index(0).data(ChainsModel::StateRole).toInt(), int{ChainState::Degraded});
        QCOMPARE(model.index(0).data(ChainsModel::DetailRole).toString(),
                 QStringLiteral("it refuses"));
        QVERIFY(entry.exists() && entry.embedded());
        QCOMPARE(entry.settlingState(), int{ChainState::Degraded});
        QVERIFY(entry.bridgehub().isEmpty());

        mainland.chain->state.phase = chain::Phase::kStopped;  // its own state says more
        model.apply(world_on(mainland));
        QCOMPARE(model.index(0).data(ChainsModel::StateRole).toInt(), int{ChainState::Stopped});
    }

    void an_l1_elsewhere_shows_what_the_operator_knows_of_it()
    {
        ChainsModel model;
        node::MainlandSnapshot mainland{.url = "http://10.0.0.7:8545", .chain_id = 11'155'111};
        mainland.settling = {chain::Phase::kStarting, "looking for the L1", {}, 0};
        model.apply(world_on(mainland));
        const auto row = model.index(0);
        QCOMPARE(row.data(ChainsModel::StateRole).toInt(), int{ChainState::Starting});
        QCOMPARE(row.data(ChainsModel::ChainIdRole).toULongLong(), 11'155'111ULL);
        QCOMPARE(row.data(ChainsModel::RpcUrlRole).toString(),
                 QStringLiteral("http://10.0.0.7:8545"));
        QVERIFY(row.data(ChainsModel::BlockNumberRole).toDouble() < 0);
    }
};

QTEST_MAIN(BatchesTest)
#include "batches_test.moc"
