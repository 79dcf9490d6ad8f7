#include <QAbstractItemModelTester>
#include <QtTest>

#include "base/log.hpp"
#include "models/blocks_model.hpp"
#include "models/chain_entry.hpp"
#include "models/chains_model.hpp"
#include "models/log_model.hpp"
#include "models/transactions_model.hpp"

using namespace archi;
using namespace archi::app;

namespace {

node::ChainSnapshot chain_named(const char* name, double rate = 0)
{
    node::ChainSnapshot snapshot;
    snapshot.name = name;
    snapshot.state.phase = chain::Phase::kRunning;
    snapshot.metrics.transactions_per_second = rate;
    return snapshot;
}

QStringList names(const ChainsModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row).data(ChainsModel::NameRole).toString();
    return all;
}

std::vector<BlockRow> blocks(std::uint64_t first, std::uint64_t last)
{
    std::vector<BlockRow> rows;
    for (auto number = first; number <= last; ++number) {
        auto& row = rows.emplace_back();
        row.number = number;
        row.transactions = number % 3;
    }
    return rows;
}

TransactionRow transaction(const char* hash)
{
    TransactionRow row;
    row.hash = QString::fromLatin1(hash);
    return row;
}

}  // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void chains_come_change_and_go_row_by_row()
    {
        ChainsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

        model.apply({.path = {}, .chains = {chain_named("nassau")}});
        model.apply(
            {.path = {},
             .chains = {chain_named("barbuda"), chain_named("nassau"), chain_named("tortuga")}});
        QCOMPARE(names(model), QStringList({"barbuda", "nassau", "tortuga"}));
        QCOMPARE(changes.count(), 0);

        model.apply(
            {.path = {},
             .chains = {chain_named("barbuda"), chain_named("nassau", 5), chain_named("tortuga")}});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 1);
        QCOMPARE(model.transactionsPerSecond(), 5.0);

        model.apply({.path = {}, .chains = {chain_named("tortuga")}});
        QCOMPARE(names(model), QStringList({"tortuga"}));
        QCOMPARE(model.running(), 1);
        QCOMPARE(resets.count(), 0);
    }

    void an_unchanged_snapshot_changes_nothing()
    {
        ChainsModel model;
        model.apply({.path = {}, .chains = {chain_named("nassau", 2)}});
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.apply({.path = {}, .chains = {chain_named("nassau", 2)}});
        QCOMPARE(changes.count(), 0);
    }

    void islands_grow_with_activity()
    {
        ChainsModel model;
        model.apply({.path = {}, .chains = {chain_named("busy", 1000), chain_named("idle")}});
        QVERIFY(model.index(0).data(ChainsModel::RadiusRole).toDouble() >
                model.index(1).data(ChainsModel::RadiusRole).toDouble() + 20);
    }

    void islands_stay_where_they_were_put()
    {
        const auto world =
            QStringLiteral("/worlds/") + QString::number(QRandomGenerator::global()->generate());
        {
            ChainsModel model;
            model.load_positions(world);
            model.apply({.path = {}, .chains = {chain_named("nassau")}});
            model.moveIsland(QStringLiteral("nassau"), {0.25, 2.0});
        }
        ChainsModel model;
        model.load_positions(world);
        model.apply({.path = {}, .chains = {chain_named("nassau"), chain_named("tortuga")}});
        QCOMPARE(model.index(0).data(ChainsModel::PositionRole).toPointF(), QPointF(0.25, 1.0));
        QVERIFY(model.index(1).data(ChainsModel::PositionRole).toPointF() != QPointF(0.25, 1.0));
    }

    void eight_islands_find_open_water()
    {
        ChainsModel model;
        node::WorldSnapshot world;
        for (const auto* name : {"a", "b", "c", "d", "e", "f", "g", "h"})
            world.chains.push_back(chain_named(name));
        model.apply(world);
        for (int i = 0; i < model.rowCount(); ++i)
            for (int j = 0; j < i; ++j) {
                const auto apart = model.index(i).data(ChainsModel::PositionRole).toPointF() -
                                   model.index(j).data(ChainsModel::PositionRole).toPointF();
                QVERIFY(std::hypot(apart.x(), apart.y()) > 0.2);
            }
    }

    void an_entry_follows_its_chain_and_notices_its_end()
    {
        ChainsModel model;
        ChainEntry entry;
        entry.setChains(&model);
        entry.setName(QStringLiteral("nassau"));
        QVERIFY(!entry.exists());
        auto snapshot = chain_named("nassau");
        snapshot.rpc_url = "http://127.0.0.1:8545";
        snapshot.metrics.block_number = 12;
        model.apply({.path = {}, .chains = {snapshot}});
        QVERIFY(entry.exists());
        QCOMPARE(entry.blockNumber(), QStringLiteral("12"));
        QCOMPARE(entry.webSocketUrl(), QStringLiteral("ws://127.0.0.1:8545"));
        QSignalSpy gone(&entry, &ChainEntry::gone);
        entry.setName(QStringLiteral("tortuga"));
        QCOMPARE(gone.count(), 0);
        entry.setName(QStringLiteral("nassau"));
        model.apply({});
        QVERIFY(!entry.exists());
        QCOMPARE(gone.count(), 1);
    }

    void blocks_are_newest_first_and_bounded()
    {
        BlocksModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(blocks(1, 3));
        QCOMPARE(model.index(0).data(BlocksModel::NumberRole).toInt(), 3);
        QCOMPARE(model.loads(), QList<qreal>({1, 2, 0}));
        model.append(blocks(4, 1000));
        QCOMPARE(model.rowCount(), static_cast<int>(BlocksModel::kWindow));
        QCOMPARE(model.index(0).data(BlocksModel::NumberRole).toInt(), 1000);
        model.append(blocks(1001, 1010));
        QCOMPARE(model.rowCount(), static_cast<int>(BlocksModel::kWindow));
        QCOMPARE(model.index(model.rowCount() - 1).data(BlocksModel::NumberRole).toInt(), 711);
        QCOMPARE(model.loads().size(), static_cast<qsizetype>(BlocksModel::kLoads));
    }

    void older_blocks_go_below_and_stay_while_newer_ones_come()
    {
        BlocksModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(blocks(601, 900));
        QCOMPARE(model.oldest(), std::uint64_t{601});
        auto older = blocks(301, 600);
        std::ranges::reverse(older);
        model.extend(older);
        QCOMPARE(model.rowCount(), 600);
        QCOMPARE(model.oldest(), std::uint64_t{301});
        model.append(blocks(901, 902));
        QCOMPARE(model.rowCount(), 600);
        QCOMPARE(model.oldest(), std::uint64_t{303});
        model.reset({});
        model.append(blocks(1, 400));
        QCOMPARE(model.rowCount(), static_cast<int>(BlocksModel::kWindow));
    }

    void transactions_are_newest_first_and_bounded()
    {
        TransactionsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.prepend({transaction("0x1")});
        model.prepend({transaction("0x3"), transaction("0x2")});
        QCOMPARE(model.index(0).data(TransactionsModel::HashRole).toString(),
                 QStringLiteral("0x3"));
        QCOMPARE(model.index(2).data(TransactionsModel::HashRole).toString(),
                 QStringLiteral("0x1"));
        model.prepend(std::vector<TransactionRow>(TransactionsModel::kWindow - 1));
        QCOMPARE(model.rowCount(), static_cast<int>(TransactionsModel::kWindow));
        QCOMPARE(model.index(model.rowCount() - 1).data(TransactionsModel::HashRole).toString(),
                 QStringLiteral("0x3"));
    }

    void the_log_follows_filters_and_forgets()
    {
        const log::Logger sequencer("sequencer", "nassau");
        const log::Logger rpc("rpc", "tortuga");
        LogModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto before = model.rowCount();
        sequencer.info("sealed batch 1");
        rpc.warning("slow client");
        QTRY_COMPARE(model.rowCount(), before + 2);
        QCOMPARE(model.index(before).data(LogModel::MessageRole).toString(),
                 QStringLiteral("sealed batch 1"));

        model.setLeast(2);
        QCOMPARE(model.index(model.rowCount() - 1).data(LogModel::ComponentRole).toString(),
                 QStringLiteral("rpc"));
        model.setLeast(1);
        model.setChain(QStringLiteral("nassau"));
        QCOMPARE(model.rowCount(), 1);
        model.setChain({});
        model.setText(QStringLiteral("SLOW"));
        QCOMPARE(model.rowCount(), 1);
        model.setText({});

        for (std::size_t i = 0; i < LogModel::kWindow + 100; ++i)
            sequencer.info("block " + std::to_string(i));
        QTRY_COMPARE(model.rowCount(), static_cast<int>(LogModel::kWindow));
        QCOMPARE(model.index(model.rowCount() - 1).data(LogModel::MessageRole).toString(),
                 QStringLiteral("block %1").arg(LogModel::kWindow + 99));
    }
};

QTEST_MAIN(ModelsTest)
#include "models_test.moc"
