// What lists, receipts and the map show of transfers.

#include <QAbstractItemModelTester>
#include <QtTest>

#include "models/bridges_model.hpp"
#include "models/chains_model.hpp"
#include "models/coins_model.hpp"
#include "models/name_completion.hpp"
#include "models/receipt_model.hpp"
#include "models/transfers_model.hpp"

using namespace archi::app;

namespace {

TransferRow transfer(int id, const char* from = "mainland", const char* to = "tortuga")
{
    TransferRow row;
    row.id = QStringLiteral("0x%1").arg(id, 4, 16, QLatin1Char('0'));
    row.from_chain = QString::fromLatin1(from);
    row.to_chain = QString::fromLatin1(to);
    row.from = QStringLiteral("alice@") + row.from_chain;
    row.to = QStringLiteral("bob@") + row.to_chain;
    row.amount = QStringLiteral("12.5");
    row.symbol = QStringLiteral("ETH");
    row.steps[TransferStage::Sent] = {true, 1'000, QStringLiteral("0xaa")};
    return row;
}

void reach(TransferRow& row, TransferStage::Stage stage, std::int64_t time)
{
    row.steps[static_cast<std::size_t>(stage)] = {true, time, QStringLiteral("0xbb")};
    if (stage == TransferStage::Arrived) row.fate = TransferFate::Arrived;
}

template <typename Model>
QStringList texts(const Model& model, int role)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row).data(role).toString();
    return all;
}

}  // namespace

class TransfersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_coin_is_where_the_money_is()
    {
        auto row = transfer(1);
        QCOMPARE(position_of(row), 0.0);
        reach(row, TransferStage::Batched, 2'000);
        QCOMPARE(position_of(row), 0.2);
        reach(row, TransferStage::Proven, 3'000);
        QCOMPARE(position_of(row), 0.8);
        reach(row, TransferStage::Settled, 4'000);
        QCOMPARE(position_of(row), 0.9);
        reach(row, TransferStage::Arrived, 5'000);
        QCOMPARE(position_of(row), 1.0);
        auto instant = transfer(2);
        reach(instant, TransferStage::Arrived, 2'000);
        QCOMPARE(position_of(instant), 1.0);
    }

    void transfers_come_change_and_go_row_by_row()
    {
        TransfersModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!model.known());
        model.apply({transfer(1)});
        QVERIFY(model.known());
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        auto first = transfer(1);
        model.apply({transfer(3), transfer(2), first});
        QCOMPARE(texts(model, TransfersModel::IdRole), QStringList({"0x0003", "0x0002", "0x0001"}));
        QCOMPARE(changes.count(), 0);
        QCOMPARE(model.underWay(), 3);
        reach(first, TransferStage::Arrived, 3'000);
        model.apply({transfer(3), transfer(2), first});
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes[0][0].toModelIndex().row(), 2);
        QCOMPARE(model.underWay(), 2);
        // Should two change places, no row is lost.
        model.apply({transfer(2), transfer(3)});
        QCOMPARE(texts(model, TransfersModel::IdRole), QStringList({"0x0002", "0x0003"}));
        QCOMPARE(resets.count(), 0);
    }

    void the_list_is_bounded_and_tells_why_it_cannot_be_read()
    {
        TransfersModel model;
        std::vector<TransferRow> many;
        for (int id = 300; id > 0; --id)
            many.push_back(transfer(id));
        model.apply(many);
        QCOMPARE(model.rowCount(), static_cast<int>(TransfersModel::kWindow));
        model.set_problem(QStringLiteral("the database is locked"));
        QCOMPARE(model.problem(), QStringLiteral("the database is locked"));
        QCOMPARE(model.rowCount(), static_cast<int>(TransfersModel::kWindow));
        model.apply({});
        QVERIFY(model.problem().isEmpty());
    }

    void times_are_told_from_history_alone()
    {
        TransfersModel model;
        model.apply({transfer(1)});
        QVERIFY(model.timeFromHistory("mainland", "tortuga").isEmpty());
        std::vector<TransferRow> rows;
        for (int id = 20; id > 0; --id) {
            auto row = transfer(id);
            reach(row, TransferStage::Arrived, 1'000 + id * 500);
            rows.push_back(row);
        }
        model.apply(rows);
        QCOMPARE(model.timeFromHistory("mainland", "tortuga"),
                 QStringLiteral("in 1 to 9 s, from the last 20"));
        QVERIFY(model.timeFromHistory("tortuga", "mainland").isEmpty());
    }

    void a_receipt_has_five_stages_and_says_what_it_waits_for()
    {
        TransfersModel model;
        ReceiptModel receipt;
        const QAbstractItemModelTester tester(
            &receipt, QAbstractItemModelTester::FailureReportingMode::QtTest);
        receipt.setTransfers(&model);
        receipt.setTransferId(QStringLiteral("0x0001"));
        QVERIFY(!receipt.exists());
        auto row = transfer(1);
        reach(row, TransferStage::Batched, 2'000);
        model.apply({row});
        QVERIFY(receipt.exists());
        QCOMPARE(receipt.rowCount(), 5);
        QCOMPARE(receipt.reached(), int{TransferStage::Batched});
        QCOMPARE(texts(receipt, ReceiptModel::DoneRole),
                 QStringList({"true", "true", "false", "false", "false"}));
        QCOMPARE(texts(receipt, ReceiptModel::CurrentRole),
                 QStringList({"false", "false", "true", "false", "false"}));
        QCOMPARE(texts(receipt, ReceiptModel::ChainRole),
                 QStringList({"mainland", "mainland", "mainland", "mainland", "tortuga"}));
        QVERIFY(receipt.seconds() < 0);
        reach(row, TransferStage::Arrived, 4'500);
        model.apply({row});
        QCOMPARE(receipt.seconds(), 3.5);
        QVERIFY(!texts(receipt, ReceiptModel::CurrentRole).contains(QStringLiteral("true")));
        model.apply({});  // left the list; the receipt stays while it is shown
        QVERIFY(receipt.exists());
        receipt.setTransferId({});
        QVERIFY(!receipt.exists());
    }

    void a_receipt_is_found_by_the_transaction_that_sent()
    {
        TransfersModel model;
        ReceiptModel receipt;
        receipt.setTransfers(&model);
        receipt.setTransferId(QStringLiteral("0xaa"));
        QVERIFY(!receipt.exists());
        model.apply({transfer(1)});
        QVERIFY(receipt.exists());
        QCOMPARE(receipt.from(), QStringLiteral("alice@mainland"));
    }

    void names_are_completed_from_accounts_and_chains()
    {
        ChainsModel chains;
        archi::node::WorldSnapshot world;
        for (const auto* name : {"nassau", "tortuga"})
            world.chains.emplace_back().name = name;
        chains.apply(world);
        NameCompletion completion;
        completion.setChains(&chains);
        QCOMPARE(completion.names().size(), 20);
        completion.setPrefix(QStringLiteral("Bob"));
        QCOMPARE(completion.names(), QStringList({"bob@nassau", "bob@tortuga"}));
        completion.setPrefix(QStringLiteral("bob@t"));
        QCOMPARE(completion.names(), QStringList({"bob@tortuga"}));
        completion.setPrefix(QStringLiteral("0x"));
        QVERIFY(completion.names().isEmpty());
    }

    void coins_travel_arrive_and_leave()
    {
        CoinsModel coins;
        const QAbstractItemModelTester tester(
            &coins, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto old = transfer(9);
        reach(old, TransferStage::Arrived, 2'000);
        auto row = transfer(1);
        coins.apply({row, old});
        QCOMPARE(texts(coins, CoinsModel::KeyRole), QStringList({"0x0001"}));
        reach(row, TransferStage::Batched, 2'000);
        coins.apply({row, old});
        QCOMPARE(coins.index(0).data(CoinsModel::PositionRole).toDouble(), 0.2);
        reach(row, TransferStage::Arrived, 3'000);
        coins.apply({row, old});
        QCOMPARE(coins.index(0).data(CoinsModel::PositionRole).toDouble(), 1.0);
        QTRY_COMPARE(coins.rowCount(), 0);
        coins.apply({row, old});
        QCOMPARE(coins.rowCount(), 0);
    }

    void a_transfer_too_fast_to_be_seen_under_way_still_has_its_coin()
    {
        CoinsModel coins;
        coins.apply({});
        QSignalSpy changes(&coins, &QAbstractItemModel::dataChanged);
        auto row = transfer(1);
        reach(row, TransferStage::Arrived, 1'200);
        coins.apply({row});
        QCOMPARE(coins.rowCount(), 1);
        QCOMPARE(changes.count(), 1);  // it set out before it arrived
        QCOMPARE(coins.index(0).data(CoinsModel::PositionRole).toDouble(), 1.0);
        QTRY_COMPARE(coins.rowCount(), 0);
        coins.apply({row});
        QCOMPARE(coins.rowCount(), 0);
    }

    void coins_at_one_place_lie_beside_each_other()
    {
        CoinsModel coins;
        coins.apply({transfer(1), transfer(2), transfer(3, "tortuga", "nassau")});
        QCOMPARE(texts(coins, CoinsModel::PlaceRole), QStringList({"0", "1", "0"}));
    }

    void many_transfers_are_a_convoy_with_their_number()
    {
        CoinsModel coins;
        const QAbstractItemModelTester tester(
            &coins, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<TransferRow> rows;
        for (int id = 0; id < 60; ++id)
            rows.push_back(transfer(id));
        for (int id = 0; id < 20; ++id)
            reach(rows[static_cast<std::size_t>(id)], TransferStage::Batched, 2'000);
        coins.apply(rows);
        QCOMPARE(texts(coins, CoinsModel::NumberRole), QStringList({"20", "40"}));
        rows.resize(10);
        coins.apply(rows);
        QCOMPARE(coins.rowCount(), 10);
    }

    void bridges_have_no_direction_and_grow_with_traffic()
    {
        BridgesModel bridges;
        const QAbstractItemModelTester tester(
            &bridges, QAbstractItemModelTester::FailureReportingMode::QtTest);
        bridges.apply(
            {transfer(1, "tortuga", "nassau"), transfer(2, "nassau", "tortuga"), transfer(3)});
        QCOMPARE(texts(bridges, Qt::DisplayRole),
                 QStringList({"nassau-tortuga", "mainland-tortuga"}));
        QCOMPARE(texts(bridges, BridgesModel::VolumeRole), QStringList({"2", "1"}));
        bridges.apply({transfer(3)});
        QCOMPARE(texts(bridges, Qt::DisplayRole), QStringList({"mainland-tortuga"}));
    }
};

QTEST_GUILESS_MAIN(TransfersTest)
#include "transfers_test.moc"
