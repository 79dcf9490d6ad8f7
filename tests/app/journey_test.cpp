// Raises an island through the window, uses it over its RPC port, and looks at every room.

#include <QDir>
#include <QQuickItem>
#include <QTemporaryDir>
#include <QtTest>

#include "base/hex.hpp"
#include "chain/chain.hpp"
#include "crypto/host/account_key.hpp"
#include "facade/preferences.hpp"
#include "models/chain_feed.hpp"
#include "net/client.hpp"
#include "stf/transaction.hpp"
#include "studio/studio.hpp"

using namespace archi;
using namespace archi::app;

namespace {

constexpr int kPatience = 30'000;  // milliseconds; only a defect takes so long

// A transfer of one ether from alice to bob.
Bytes transfer(std::uint64_t chain_id, std::uint64_t nonce)
{
    const auto& accounts = node::test_accounts();
    stf::Transaction transaction;
    transaction.kind = stf::Kind::kDynamicFee;
    transaction.chain_id = chain_id;
    transaction.nonce = nonce;
    transaction.max_fee = u256(10'000'000'000);
    transaction.gas_limit = 21'000;
    transaction.to = accounts[1].address;
    transaction.value = u256(1'000'000'000'000'000'000);
    const auto signature = crypto::sign(stf::signing_hash(transaction),
                                        fixed<crypto::PrivateKey>(accounts[0].private_key.bytes));
    transaction.r = signature->r;
    transaction.s = signature->s;
    transaction.y_parity = signature->y_parity;
    return stf::encode(transaction);
}

}  // namespace

class JourneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(QStringLiteral(ARCHI_SCREENSHOTS_DIR)));
        QElapsedTimer clock;
        clock.start();
        studio_ = std::make_unique<Studio>((folder_.path() + "/world").toStdString());
        QVERIFY(studio_->window() != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(studio_->window()));
        qInfo("window after %lld ms", clock.elapsed());
        preferences_ = studio_->qml().singletonInstance<Preferences*>(
            qmlTypeId("Archipelago.App", 1, 0, "Preferences"));
        preferences_->setReducedMotion(true);
        preferences_->setAppearance(Preferences::Dark);
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void makes_a_new_world_and_shows_an_empty_map()
    {
        QTRY_COMPARE_WITH_TIMEOUT(studio_->engine()->phase(), Engine::Open, kPatience);
        QCOMPARE(studio_->engine()->chains()->count(), 0);
        shoot("map-empty");
    }

    void refuses_a_bad_name_beside_the_field()
    {
        press(Qt::Key_N, Qt::ControlModifier);
        auto* name = find("chainName");
        QVERIFY(name != nullptr);
        QTRY_VERIFY(name->hasActiveFocus());
        type("7 Seas");
        click("createChain");
        QVERIFY(!studio_->engine()->creating());
        QVERIFY(name->property("wrong").toBool());
        shoot("create-refused");
        click("chainName");
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_Delete);
    }

    void raises_an_island_through_the_dialogue()
    {
        type("tortuga");
        shoot("create");
        click("createChain");
        QTRY_COMPARE_WITH_TIMEOUT(studio_->engine()->chains()->running(), 1, kPatience);
        QTRY_VERIFY(!find("createChain"));
        QVERIFY(!find_text(QStringLiteral("Unproven")).isEmpty());
    }

    void shows_a_transaction_that_came_over_rpc()
    {
        const auto* chain = studio_->engine()->chains()->find(QStringLiteral("tortuga"));
        QVERIFY(chain != nullptr);
        auto client = net::Client::create(chain->rpc_url);
        ChainFeed feed;
        feed.setEngine(studio_->engine());
        feed.setChain(QStringLiteral("tortuga"));
        for (std::uint64_t nonce = 0; nonce < 12; ++nonce) {
            const auto body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_sendRawTransaction\",\"params\":["
                "\"" +
                hex::encode(transfer(chain->chain_id, nonce)) + "\"]}";
            const auto answer = client->post(body);
            QVERIFY(answer.has_value());
            QVERIFY2(answer->body.find("result") != std::string::npos, answer->body.c_str());
            QTRY_COMPARE_WITH_TIMEOUT(feed.transactions()->count(), static_cast<int>(nonce) + 1,
                                      kPatience);
        }
        const auto newest = feed.transactions()->index(0);
        QCOMPARE(newest.data(TransactionsModel::ValueRole).toString(), QStringLiteral("1"));
        QVERIFY(newest.data(TransactionsModel::SuccessRole).toBool());
        const auto number = newest.data(TransactionsModel::BlockRole).toULongLong();
        QVERIFY(number >= 12);
        QTRY_VERIFY(
            studio_->engine()->chains()->find(QStringLiteral("tortuga"))->metrics.transactions >=
            12);
    }

    void raises_another_island_and_a_validium()
    {
        for (const auto* name : {"nassau", "barbuda"}) {
            studio_->engine()->createChain(
                QString::fromLatin1(name), {}, 500,
                qstrcmp(name, "nassau") == 0 ? DataMode::Validium : DataMode::Rollup, {});
            QTRY_VERIFY_WITH_TIMEOUT(
                !studio_->engine()->creating() &&
                    studio_->engine()->chains()->find(QString::fromLatin1(name)),
                kPatience);
        }
        studio_->engine()->stopChain(QStringLiteral("barbuda"));
        QTRY_COMPARE_WITH_TIMEOUT(studio_->engine()->chains()->running(), 2, kPatience);
        press(Qt::Key_1, Qt::ControlModifier);
        shoot("map");
    }

    void walks_the_map_by_keyboard_and_opens_a_chain()
    {
        auto* map = find("sea");
        QVERIFY(map != nullptr);
        map->forceActiveFocus(Qt::TabFocusReason);
        press(Qt::Key_Right);
        QVERIFY(!map->property("selected").toString().isEmpty());
        for (const auto key : {Qt::Key_Down, Qt::Key_Up, Qt::Key_Left, Qt::Key_Right})
            if (map->property("selected").toString() != QLatin1String("tortuga")) press(key);
        QCOMPARE(map->property("selected").toString(), QStringLiteral("tortuga"));
        shoot("map-selected");
    }

    void shows_every_room()
    {
        press(Qt::Key_2, Qt::ControlModifier);
        shoot("chains");
        auto* router = studio_->window()->findChild<QObject*>(QStringLiteral("router"));
        QVERIFY(router != nullptr);
        QVERIFY(QMetaObject::invokeMethod(router, "go",
                                          Q_ARG(QString, QStringLiteral("chains/tortuga"))));
        QTRY_VERIFY(!find_text(QStringLiteral("new contract")).isEmpty() ||
                    !find_text(QStringLiteral("1 ETH")).isEmpty());
        shoot("chain");
        press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(router->property("route").toString(), QStringLiteral("chains"));
        press(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(studio_->engine()->log()->count() > 0);
        shoot("logs");
        press(Qt::Key_Comma, Qt::ControlModifier);
        shoot("settings");
        press(Qt::Key_1, Qt::ControlModifier);
    }

    void holds_large_text_and_a_small_window()
    {
        auto* router = studio_->window()->findChild<QObject*>(QStringLiteral("router"));
        preferences_->setTextOffset(Preferences::kLargestText);
        shoot("map-largest-text");
        const auto size = studio_->window()->size();
        studio_->window()->resize(760, 560);
        preferences_->setTextOffset(0);
        shoot("map-small-window");
        QMetaObject::invokeMethod(router, "go", Q_ARG(QString, QStringLiteral("chains/tortuga")));
        shoot("chain-small-window");
        studio_->window()->resize(size);
        press(Qt::Key_1, Qt::ControlModifier);
    }

    void asks_once_before_it_stops_running_chains()
    {
        studio_->window()->close();
        QVERIFY(studio_->window()->isVisible());
        QTRY_VERIFY(find("confirmClose") != nullptr);
        shoot("close");
        click("confirmClose");
        QTRY_COMPARE_WITH_TIMEOUT(studio_->engine()->phase(), Engine::Closed, kPatience);
        QTRY_VERIFY(!studio_->window()->isVisible());
    }

    void left_a_world_that_opens_again()
    {
        studio_.reset();
        const auto world = node::World::open((folder_.path() + "/world").toStdString());
        QVERIFY2(world.has_value(), world ? "" : describe(world.error()).c_str());
        QCOMPARE((*world)->snapshot().chains.size(), std::size_t{3});
    }

private:
    // Shown items only.
    [[nodiscard]] QQuickItem* find(const char* name) const
    {
        for (auto* item : items(studio_->window()->contentItem()))
            if (item->objectName() == QLatin1String(name) && item->isVisible()) return item;
        return nullptr;
    }
    [[nodiscard]] QList<QQuickItem*> find_text(const QString& text) const
    {
        QList<QQuickItem*> found;
        for (auto* item : items(studio_->window()->contentItem()))
            if (item->isVisible() && item->property("text").toString() == text) found << item;
        return found;
    }
    static QList<QQuickItem*> items(QQuickItem* root)
    {
        QList<QQuickItem*> all{root};
        for (auto* child : root->childItems())
            all << items(child);
        return all;
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(studio_->window(), key, modifiers);
        QCoreApplication::processEvents();
    }
    void type(const char* text)
    {
        for (const auto* character = text; *character != '\0'; ++character)
            QTest::keyClick(studio_->window(), *character);
    }
    void click(const char* name)
    {
        auto* item = find(name);
        QVERIFY2(item != nullptr, name);
        const auto centre = item->mapToScene({item->width() / 2, item->height() / 2});
        QTest::mouseClick(studio_->window(), Qt::LeftButton, {}, centre.toPoint());
    }

    // The window as it is, dark and light.
    void shoot(const char* name)
    {
        const auto scale = qRound(studio_->window()->devicePixelRatio() * 100);
        for (const auto appearance : {Preferences::Light, Preferences::Dark}) {
            preferences_->setAppearance(appearance);
            QTest::qWait(150);
            const auto file =
                QStringLiteral("%1/%2-%3-%4.png")
                    .arg(QStringLiteral(ARCHI_SCREENSHOTS_DIR), QString::fromLatin1(name),
                         appearance == Preferences::Dark ? QStringLiteral("dark")
                                                         : QStringLiteral("light"))
                    .arg(scale);
            const auto image = studio_->window()->grabWindow();
            QVERIFY(image.width() >= 700 * scale / 100);
            QVERIFY(image.save(file));
        }
    }

    QTemporaryDir folder_;
    std::unique_ptr<Studio> studio_;
    Preferences* preferences_ = nullptr;
};

int main(int argc, char* argv[])
{
    prepare_application();
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    const QGuiApplication application(argc, argv);
    JourneyTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "journey_test.moc"
