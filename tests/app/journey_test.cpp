// Raises an island through the window, uses it over its RPC port, and looks at every room.

#include "app/accessible_controls.hpp"
#include "app/animation.hpp"
#include "app/studio_driver.hpp"
#include "base/hex.hpp"
#include "facade/format.hpp"
#include "models/chain_feed.hpp"
#include "models/receipt_model.hpp"
#include "net/client.hpp"
#include "node/transfer.hpp"

using namespace archi;
using namespace archi::app;
using test::kPatience;

namespace {

/// A batch is open for ten seconds, and an epoch as long.
constexpr int kSettledPatience = 90'000;

// A transfer of one ether from alice to bob.
Bytes transfer(std::uint64_t chain_id, std::uint64_t nonce)
{
    const auto& accounts = node::test_accounts();
    const auto raw = node::sign_transfer(accounts[0], {.chain_id = chain_id,
                                                       .nonce = nonce,
                                                       .max_fee = u256(10'000'000'000),
                                                       .to = accounts[1].address,
                                                       .value = u256(1'000'000'000'000'000'000)});
    return raw.value();
}

}  // namespace

class JourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QElapsedTimer clock;
        clock.start();
        studio_ = std::make_unique<test::StudioDriver>(folder_.path() + QStringLiteral("/world"));
        QVERIFY(window() != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(window()));
        qInfo("window after %lld ms", clock.elapsed());
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void makes_a_new_world_and_shows_an_empty_map()
    {
        QTRY_COMPARE_WITH_TIMEOUT(engine()->phase(), Engine::Open, kPatience);
        QCOMPARE(engine()->chains()->islands(), 0);
        shoot("map-empty");
    }

    void refuses_a_bad_name_beside_the_field()
    {
        studio_->press(Qt::Key_N, Qt::ControlModifier);
        auto* name = studio_->find("chainName");
        QVERIFY(name != nullptr);
        QTRY_VERIFY(name->hasActiveFocus());
        studio_->type("7 Seas");
        studio_->click("createChain");
        QVERIFY(!engine()->creating());
        QVERIFY(name->property("wrong").toBool());
        shoot("create-refused");
        studio_->click("chainName");
        studio_->press(Qt::Key_A, Qt::ControlModifier);
        studio_->press(Qt::Key_Delete);
    }

    void raises_an_island_through_the_dialogue()
    {
        studio_->type("tortuga");
        shoot("create");
        studio_->click("createChain");
        QTRY_COMPARE_WITH_TIMEOUT(engine()->chains()->running(), 1, kPatience);
        QTRY_VERIFY(!studio_->find("createChain"));
        QVERIFY(!studio_->find_text(QStringLiteral("Unproven")).isEmpty());
    }

    void shows_a_transaction_that_came_over_rpc()
    {
        const auto* chain = engine()->chains()->find(QStringLiteral("tortuga"));
        QVERIFY(chain != nullptr);
        auto client = net::Client::create(chain->rpc_url);
        ChainFeed feed;
        feed.setEngine(engine());
        feed.setChain(QStringLiteral("tortuga"));
        for (std::uint64_t nonce = 0; nonce < 12; ++nonce) {
            const auto body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":["
                "\"" +
                hex::encode(transfer(chain->chain_id, nonce)) + "\"]}";
            const auto answer = client->post(body);
            QVERIFY(answer.has_value());
            QVERIFY2(answer->body.find("result") != std::string::npos, answer->body.c_str());
            QTRY_COMPARE_WITH_TIMEOUT(payments(feed).size(), static_cast<qsizetype>(nonce) + 1,
                                      kPatience);
        }
        const auto newest = payments(feed).constFirst();
        QVERIFY(newest.data(TransactionsModel::SuccessRole).toBool());
        const auto number = newest.data(TransactionsModel::BlockRole).toULongLong();
        QVERIFY(number >= 12);
        QTRY_VERIFY(engine()->chains()->find(QStringLiteral("tortuga"))->metrics.transactions >=
                    12);
    }

    void settles_its_batches_on_the_mainland_in_the_strip()
    {
        studio_->go("chains/tortuga");
        QTRY_VERIFY_WITH_TIMEOUT(!studio_->find_text(QStringLiteral("Open")).isEmpty(), kPatience);
        shoot("chain-batch-open");
        QTRY_VERIFY_WITH_TIMEOUT(!studio_->find_text(QStringLiteral("Executed")).isEmpty(),
                                 kSettledPatience);
        QVERIFY(studio_->find_text(QStringLiteral("unproven")).size() >= 2);
        studio_->click_text(QStringLiteral("Executed"));
        auto* steps = studio_->find("batchSteps");
        QVERIFY(steps != nullptr);
        QTRY_VERIFY(steps->property("count").toInt() >= 3);
        QTRY_VERIFY(
            !studio_->find_text(QStringLiteral("unproven: taken without a proof")).isEmpty());

        const auto list = batches();
        QVERIFY(list.has_value());
        const auto& commit = list->batches.back().steps.front();
        QVERIFY(!studio_->find_text(QStringLiteral("%1 gas").arg(grouped(commit.gas))).isEmpty());
        QVERIFY(
            !studio_->find_text(QStringLiteral("%1 bytes").arg(grouped(commit.bytes))).isEmpty());
        shoot("chain-batches");
        studio_->click_button(QStringLiteral("Transactions"));
    }

    void says_why_batches_wait_and_goes_on_when_the_mainland_is_started_again()
    {
        engine()->stopChain(QStringLiteral("mainland"));
        QTRY_COMPARE_WITH_TIMEOUT(phase_of("tortuga"), chain::Phase::kDegraded, kPatience);
        QCOMPARE(phase_of("mainland"), chain::Phase::kStopped);
        QVERIFY(!studio_
                     ->find_text(
                         QStringLiteral("The L1 takes nothing now: batches wait, none is lost."))
                     .isEmpty());
        shoot("chain-degraded");
        studio_->press(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!studio_->find_text(QStringLiteral("Degraded")).isEmpty());
        shoot("map-degraded");
        studio_->go("chains/tortuga");
        studio_->click_text(QStringLiteral("Start the mainland"));
        QTRY_COMPARE_WITH_TIMEOUT(phase_of("mainland"), chain::Phase::kRunning, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(phase_of("tortuga"), chain::Phase::kRunning, kPatience);
        studio_->go("chains/mainland");
        QTRY_VERIFY(studio_->find("batches") == nullptr);
        QVERIFY(studio_->find_text(QStringLiteral("Delete…")).isEmpty());
        shoot("mainland");
        studio_->press(Qt::Key_1, Qt::ControlModifier);
        auto* map = studio_->find("sea");
        QVERIFY(map != nullptr && map->setProperty("selected", QStringLiteral("mainland")));
        QTRY_VERIFY(!studio_->find_text(QStringLiteral("Bridgehub")).isEmpty());
        shoot("map-mainland");
        studio_->press(Qt::Key_Escape);
    }

    void raises_another_island_and_a_validium()
    {
        for (const auto* name : {"nassau", "barbuda"}) {
            engine()->createChain(
                QString::fromLatin1(name), {}, 500,
                qstrcmp(name, "nassau") == 0 ? DataMode::Validium : DataMode::Rollup, {}, {});
            QTRY_VERIFY_WITH_TIMEOUT(
                !engine()->creating() && engine()->chains()->find(QString::fromLatin1(name)),
                kPatience);
        }
        engine()->stopChain(QStringLiteral("barbuda"));
        QTRY_COMPARE_WITH_TIMEOUT(engine()->chains()->running(), 2, kPatience);
        studio_->press(Qt::Key_1, Qt::ControlModifier);
        shoot("map");
    }

    void walks_the_map_by_keyboard_and_opens_a_chain()
    {
        auto* map = studio_->find("sea");
        QVERIFY(map != nullptr);
        map->forceActiveFocus(Qt::TabFocusReason);
        studio_->press(Qt::Key_Right);
        QVERIFY(!map->property("selected").toString().isEmpty());
        for (const auto key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_Left, Qt::Key_Right})
            if (map->property("selected").toString() != QLatin1String("tortuga"))
                studio_->press(key);
        QCOMPARE(map->property("selected").toString(), QStringLiteral("tortuga"));
        while (studio_->find("dismiss") != nullptr)
            studio_->click("dismiss");
        shoot("map-selected");
    }

    void shows_every_room()
    {
        studio_->press(Qt::Key_2, Qt::ControlModifier);
        shoot("chains");
        auto* router = window()->findChild<QObject*>(QStringLiteral("router"));
        QVERIFY(router != nullptr);
        QVERIFY(QMetaObject::invokeMethod(router, "go",
                                          Q_ARG(QString, QStringLiteral("chains/tortuga"))));
        QTRY_VERIFY(!studio_->find_text(QStringLiteral("1 ETH")).isEmpty());
        shoot("chain");
        studio_->click_text(QStringLiteral("Accounts"));
        QTRY_VERIFY(!studio_->find_text(QStringLiteral("10\u2009012 ETH")).isEmpty());  // bob
        shoot("chain-accounts");
        studio_->click_button(QStringLiteral("Transactions"));
        studio_->press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(router->property("route").toString(), QStringLiteral("chains"));
        studio_->press(Qt::Key_6, Qt::ControlModifier);
        QVERIFY(engine()->log()->count() > 0);
        shoot("logs");
        studio_->press(Qt::Key_Comma, Qt::ControlModifier);
        shoot("settings");
        studio_->press(Qt::Key_1, Qt::ControlModifier);
    }

    void refuses_a_transfer_to_nowhere_beside_the_field()
    {
        studio_->press(Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(engine()->transfers()->known());
        shoot("transfers-empty");
        studio_->press(Qt::Key_T, Qt::ControlModifier);
        QTRY_VERIFY(studio_->find("sendFrom") && studio_->find("sendFrom")->hasActiveFocus());
        studio_->type("alice@m");
        studio_->press(Qt::Key_Down);
        studio_->press(Qt::Key_Return);
        QCOMPARE(studio_->find("sendFrom")->property("text").toString(),
                 QStringLiteral("alice@mainland"));
        studio_->press(Qt::Key_Tab);
        studio_->type("bob");
        QTRY_VERIFY(studio_->find("offers") != nullptr);
        shoot("send-offers");
        studio_->type("@atlantis");
        studio_->press(Qt::Key_Tab);
        studio_->type("12.5");
        studio_->press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!engine()->sending());
        QVERIFY(studio_->find("sendTo")->property("wrong").toBool());
        shoot("send-refused");
    }

    void sends_ether_across_and_shows_where_it_is_until_it_arrives()
    {
        studio_->click("sendTo");
        studio_->press(Qt::Key_A, Qt::ControlModifier);
        studio_->type("bob@tortuga");
        studio_->press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(studio_->find("sendNow") == nullptr, kPatience);
        studio_->press(Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(engine()->transfers()->count(), 1, kPatience);

        // A short capture of the coin on the map, kept for a look.
        test::Animation capture(150);
        const auto transfer = engine()->transfers()->index(0);
        QElapsedTimer clock;
        clock.start();
        studio_->preferences->setReducedMotion(false);
        while ((transfer.data(TransfersModel::FateRole).toInt() == TransferFate::UnderWay ||
                engine()->coins()->count() > 0) &&
               clock.elapsed() < kSettledPatience) {
            if (capture.count() < 60)
                capture.add(window()->grabWindow().scaledToWidth(960, Qt::SmoothTransformation));
            QTest::qWait(100);
        }
        studio_->preferences->setReducedMotion(true);
        capture.add(window()->grabWindow().scaledToWidth(960, Qt::SmoothTransformation));
        QVERIFY(capture.save(QStringLiteral(ARCHI_SCREENSHOTS_DIR "/map-transfer-%1.png")
                                 .arg(qRound(window()->devicePixelRatio() * 100))));
        QCOMPARE(transfer.data(TransfersModel::FateRole).toInt(), int{TransferFate::Arrived});
        QCOMPARE(transfer.data(TransfersModel::ToRole).toString(), QStringLiteral("bob@tortuga"));
        QCOMPARE(transfer.data(TransfersModel::AmountRole).toString(), QStringLiteral("12.5"));

        studio_->press(Qt::Key_3, Qt::ControlModifier);
        studio_->go(("transfers/" + transfer.data(TransfersModel::IdRole).toString().toStdString())
                        .c_str());
        QTRY_VERIFY(!studio_->find_text(QStringLiteral("12.5 ETH")).isEmpty());
        ReceiptModel receipt;
        receipt.setTransfers(engine()->transfers());
        receipt.setTransferId(transfer.data(TransfersModel::IdRole).toString());
        const auto sent = receipt.index(TransferStage::Sent);
        QVERIFY(sent.data(ReceiptModel::DoneRole).toBool());
        QVERIFY(sent.data(ReceiptModel::TransactionRole).toString().size() == 66);
        QVERIFY(receipt.index(TransferStage::Arrived).data(ReceiptModel::DoneRole).toBool());
        shoot("transfers-receipt");
        studio_->press(Qt::Key_1, Qt::ControlModifier);
    }

    void holds_large_text_and_a_small_window()
    {
        studio_->preferences->setTextOffset(Preferences::kLargestText);
        shoot("map-largest-text");
        const auto size = window()->size();
        studio_->preferences->setTextOffset(0);
        for (const int width : {760, 860, 960}) {
            window()->resize(width, 560);
            QTest::qWait(50);
            shoot(("map-" + std::to_string(width)).c_str());
            const auto crowded = crowded_islands();
            QVERIFY2(crowded.isEmpty(), qPrintable(crowded));
        }
        window()->resize(760, 560);
        studio_->go("chains/tortuga");
        shoot("chain-small-window");
        window()->resize(size);
        studio_->press(Qt::Key_1, Qt::ControlModifier);
    }

    void shows_the_inspector_as_a_sheet_in_a_small_window_when_asked()
    {
        const auto size = window()->size();
        window()->resize(760, 560);
        auto* map = studio_->find("sea");
        map->forceActiveFocus(Qt::TabFocusReason);
        studio_->press(Qt::Key_Right);
        studio_->press(Qt::Key_Left);
        QVERIFY(!map->property("selected").toString().isEmpty());
        QVERIFY(studio_->find("inspector") == nullptr);
        studio_->press(Qt::Key_Space);
        QVERIFY(studio_->find("inspector") != nullptr);
        shoot("map-sheet");
        studio_->press(Qt::Key_Escape);
        QVERIFY(studio_->find("inspector") == nullptr);
        window()->resize(size);
        QTRY_VERIFY(studio_->find("inspector") != nullptr);
    }

    void walks_through_the_dialogue_by_keyboard()
    {
        studio_->press(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(studio_->find("chainName") && studio_->find("chainName")->hasActiveFocus());
        QSet<QQuickItem*> visited;
        for (int i = 0; i < 40 && !studio_->find("createChain")->hasActiveFocus(); ++i) {
            visited << window()->activeFocusItem();
            studio_->press(Qt::Key_Tab);
        }
        QVERIFY(studio_->find("createChain")->hasActiveFocus());
        QVERIFY(visited.size() >= 6);
        studio_->press(Qt::Key_Escape);
        QTRY_VERIFY(studio_->find("createChain") == nullptr);
    }

    void asks_once_before_it_stops_running_chains()
    {
        window()->close();
        QVERIFY(window()->isVisible());
        QTRY_VERIFY(studio_->find("confirmClose") != nullptr);
        shoot("close");
        studio_->click("confirmClose");
        QTRY_COMPARE_WITH_TIMEOUT(engine()->phase(), Engine::Closed, kPatience);
        QTRY_VERIFY(!window()->isVisible());
    }

    void left_a_world_that_opens_again()
    {
        studio_.reset();
        const auto world = node::World::open((folder_.path() + "/world").toStdString());
        QVERIFY2(world.has_value(), world ? "" : describe(world.error()).c_str());
        QCOMPARE((*world)->snapshot().chains.size(), std::size_t{3});
        const auto transfers = (*world)->transfers(10);
        QVERIFY(transfers.has_value());
        QCOMPARE(transfers->size(), std::size_t{1});
    }

private:
    // Of one ether from alice; the engine's own transactions are in the chain as well.
    [[nodiscard]] static QList<QModelIndex> payments(ChainFeed& feed)
    {
        QList<QModelIndex> found;
        for (int row = 0; row < feed.transactions()->count(); ++row) {
            const auto index = feed.transactions()->index(row);
            if (index.data(TransactionsModel::ValueRole).toString() == QLatin1String("1") &&
                index.data(TransactionsModel::FromRole)
                    .toString()
                    .startsWith("0xf39Fd6", Qt::CaseInsensitive))
                found << index;
        }
        return found;
    }
    [[nodiscard]] chain::Phase phase_of(const char* name) const
    {
        const auto* chain = engine()->chains()->find(QString::fromLatin1(name));
        return chain == nullptr ? chain::Phase::kStopping : chain->state.phase;
    }
    [[nodiscard]] Result<node::BatchList> batches() const
    {
        Result<node::BatchList> list = failure(ErrorCode::kUnavailable, "not asked");
        QSemaphore answered;
        engine()->query([&](node::World& world) {
            list = world.batches("tortuga", 100);
            answered.release();
        });
        answered.acquire();
        return list;
    }
    [[nodiscard]] QQuickWindow* window() const { return studio_->window(); }
    [[nodiscard]] Engine* engine() const { return studio_->engine(); }

    // The room as it is, for a look later; and everything in it can be read aloud.
    void shoot(const char* name)
    {
        studio_->shoot(name);
        const auto nameless = test::nameless_controls(*studio_);
        QVERIFY2(nameless.isEmpty(), qPrintable(QString::fromLatin1(name) + QStringLiteral(": ") +
                                                nameless.join(QStringLiteral("; "))));
    }

    // Which words of two islands lie on each other; "" if none do.
    [[nodiscard]] QString crowded_islands() const
    {
        struct Words {
            QQuickItem* island;
            QRectF place;
        };
        std::vector<Words> all;
        for (auto* island : studio_->shown()) {
            if (!island->property("islandRadius").isValid()) continue;
            for (auto* item : test::StudioDriver::items(island))
                if (item->isVisible() && !item->property("text").toString().isEmpty())
                    all.push_back({island, item->mapRectToScene(item->boundingRect())});
        }
        for (const auto& a : all)
            for (const auto& b : all)
                if (a.island != b.island && a.place.intersects(b.place))
                    return a.island->property("name").toString() + QStringLiteral(" and ") +
                           b.island->property("name").toString() + QStringLiteral(" at width ") +
                           QString::number(window()->width());
        return all.empty() ? QStringLiteral("no islands at all") : QString();
    }

    QTemporaryDir folder_;
    std::unique_ptr<test::StudioDriver> studio_;
};

int main(int argc, char* argv[])
{
    return test::run_studio_test<JourneyTest>(argc, argv);
}
#include "journey_test.moc"
