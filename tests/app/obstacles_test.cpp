// What the window says and does when things are in the way: a world that is open elsewhere, a
// damaged world file, a busy port.

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/studio_driver.hpp"
#include "models/accounts_model.hpp"
#include "models/chain_feed.hpp"
#include "node/demo.hpp"

using namespace archi;
using namespace archi::app;
using archi::test::kPatience;
using archi::test::StudioDriver;

namespace {

const QString kTortuga = QString::fromLatin1(node::kDemoChain);

/// Another program on a port of this computer.
class PortTaker {
public:
    explicit PortTaker(std::uint16_t port) : descriptor_(socket(AF_INET, SOCK_STREAM, 0))
    {
        const int yes = 1;
        setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        taken_ = bind(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                 listen(descriptor_, 1) == 0;
    }
    ~PortTaker() { close(descriptor_); }
    PortTaker(const PortTaker&) = delete;
    PortTaker& operator=(const PortTaker&) = delete;
    [[nodiscard]] bool taken() const { return taken_; }

private:
    int descriptor_;
    bool taken_ = false;
};

chain::Phase phase_of(const StudioDriver& studio, const QString& name)
{
    const auto* chain = studio.engine()->chains()->find(name);
    return chain == nullptr ? chain::Phase::kStopping : chain->state.phase;
}

}  // namespace

class ObstaclesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void opens_the_demo_from_the_empty_map()
    {
        StudioDriver studio(world());
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Open, kPatience);
        studio.click("otherAction");
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kRunning, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(
            studio.engine()->chains()->find(kTortuga)->metrics.transactions >= 3, kPatience);
        studio.engine()->close();
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Closed, kPatience);
    }

    void takes_a_world_over_from_another_process()
    {
        QProcess other;
        other.start(QStringLiteral(ARCHI_BIN_DIR "/archipelago"),
                    {QStringLiteral("up"), QStringLiteral("--world"), world()});
        QTRY_VERIFY_WITH_TIMEOUT(node::attach(world().toStdString()).has_value(), kPatience);

        StudioDriver studio(world());
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Failed, kPatience);
        QCOMPARE(studio.engine()->obstacle(), Engine::InUse);
        QVERIFY(studio.engine()->failure().contains(QString::number(other.processId())));
        studio.shoot("world-in-use");

        studio.click("tryAgain");
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Failed, kPatience);
        QCOMPARE(other.state(), QProcess::Running);

        studio.click("cure");
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Open, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kRunning, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(other.state(), QProcess::NotRunning, kPatience);
        QCOMPARE(other.exitCode(), 0);

        // The terminal's line for Stop reaches this window.
        QProcess terminal;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"), QStringLiteral(ARCHI_BIN_DIR ":") +
                                                       environment.value(QStringLiteral("PATH")));
        terminal.setProcessEnvironment(environment);
        terminal.start(QStringLiteral("/bin/sh"),
                       {QStringLiteral("-c"),
                        studio.engine()->commandLine(QStringLiteral("chain stop ") + kTortuga)});
        QTRY_COMPARE_WITH_TIMEOUT(terminal.state(), QProcess::NotRunning, kPatience);
        QCOMPARE(terminal.exitCode(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kStopped, kPatience);
    }

    void shows_the_history_and_accounts_of_a_chain_that_was_not_started()
    {
        StudioDriver studio(world());
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Open, kPatience);
        QCOMPARE(phase_of(studio, kTortuga), chain::Phase::kStopped);
        studio.go("chains/tortuga");
        QTRY_VERIFY_WITH_TIMEOUT(!studio.find_text(QStringLiteral("1 tx")).isEmpty(), kPatience);
        studio.shoot("chain-stopped");
        QCOMPARE(phase_of(studio, kTortuga), chain::Phase::kStopped);

        studio.click_text(QStringLiteral("Accounts"));
        auto* accounts = studio.find("accounts");
        QVERIFY(accounts != nullptr);
        AccountsModel model;
        model.setEngine(studio.engine());
        model.setChain(kTortuga);
        QTRY_VERIFY_WITH_TIMEOUT(
            !model.index(1).data(AccountsModel::BalanceRole).toString().isEmpty(), kPatience);
        QCOMPARE(model.index(0).data(AccountsModel::AddressRole).toString(),
                 QStringLiteral("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));

        const auto key = model.privateKey(0);
        QCOMPARE(key.size(), 66);
        QVERIFY(studio.find_text(key).isEmpty());
        auto* reveal = studio.find("reveal");
        QTest::mousePress(studio.window(), Qt::LeftButton, {}, StudioDriver::centre(reveal));
        QVERIFY(!studio.find_text(key).isEmpty());
        QVERIFY(!studio.find_text(QStringLiteral("Test key")).isEmpty());
        studio.shoot("accounts-key-held");
        QTest::mouseRelease(studio.window(), Qt::LeftButton, {}, StudioDriver::centre(reveal));
        QVERIFY(studio.find_text(key).isEmpty());

        studio.click_text(QStringLiteral("Terminal"));
        QVERIFY(
            !studio.find_text(studio.engine()->commandLine(QStringLiteral("chain stop tortuga")))
                 .isEmpty());
        studio.shoot("chain-terminal");
    }

    void says_that_a_port_is_busy_and_starts_again_once_it_is_free()
    {
        StudioDriver studio(world());
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Open, kPatience);
        const auto port = studio.engine()->chains()->find(kTortuga)->config.rpc_port;
        studio.go("chains/tortuga");
        {
            const PortTaker taker(port);
            QVERIFY(taker.taken());
            studio.engine()->startChain(kTortuga);
            QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kFailed, kPatience);
            const auto& state = studio.engine()->chains()->find(kTortuga)->state;
            QVERIFY(state.detail.find(std::to_string(port)) != std::string::npos);
            QTRY_VERIFY(!studio.find_text(QString::fromStdString(state.cure)).isEmpty());
            studio.shoot("chain-failed");
        }
        studio.click_text(QStringLiteral("Start again"));
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kRunning, kPatience);
        QTRY_VERIFY(studio.find_text(QStringLiteral("Start again")).isEmpty());
    }

    void restarts_a_chain_and_deletes_it_only_when_its_name_is_typed()
    {
        StudioDriver studio(world());
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kRunning, kPatience);
        studio.go("chains/tortuga");
        const auto before = studio.engine()->chains()->find(kTortuga)->metrics.transactions;
        QSignalSpy notices(studio.engine(), &Engine::notice);
        studio.click_text(QStringLiteral("Restart"));
        QTRY_COMPARE_WITH_TIMEOUT(notices.count(), 1, kPatience);
        QVERIFY(!notices[0][2].toBool());
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kRunning, kPatience);
        QCOMPARE(studio.engine()->chains()->find(kTortuga)->metrics.transactions, before);

        studio.click_text(QStringLiteral("Delete…"));
        QTRY_VERIFY(studio.find("confirmDelete") != nullptr);
        studio.type("tortug");
        studio.press(Qt::Key_Return);
        QVERIFY(!studio.find("confirmDelete")->isEnabled());
        QVERIFY(studio.engine()->chains()->find(kTortuga) != nullptr);
        studio.shoot("delete");
        studio.type("a");
        QTRY_VERIFY(studio.find("confirmDelete")->isEnabled());
        studio.click("confirmDelete");
        QTRY_VERIFY_WITH_TIMEOUT(studio.engine()->chains()->find(kTortuga) == nullptr, kPatience);
        QVERIFY(!QDir(world() + QStringLiteral("/trash"))
                     .entryList({QStringLiteral("tortuga-*")}, QDir::Dirs)
                     .isEmpty());
    }

    void replaces_a_damaged_world_file_and_keeps_it()
    {
        const auto file = world() + QStringLiteral("/world.toml");
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("format = \"anchor\n");
        damaged.close();

        StudioDriver studio(world());
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Failed, kPatience);
        QCOMPARE(studio.engine()->obstacle(), Engine::Damaged);
        QVERIFY(studio.engine()->failure().contains(QStringLiteral("line 1")));
        studio.shoot("world-damaged");
        studio.click("cure");
        QTRY_COMPARE_WITH_TIMEOUT(studio.engine()->phase(), Engine::Open, kPatience);
        QFile kept(file + QStringLiteral(".damaged"));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray("format = \"anchor\n"));
    }

    void opens_a_world_without_an_l1_and_gives_it_one_when_asked()
    {
        const QTemporaryDir folder;
        const auto old = folder.path() + QStringLiteral("/old");
        QVERIFY(node::World::create(old.toStdString()));
        {
            auto world = node::World::open(old.toStdString());
            QVERIFY(world.has_value());
            QVERIFY(node::make_demo(**world));
        }
        StudioDriver studio(old);
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, kTortuga), chain::Phase::kRunning, kPatience);
        QVERIFY(!studio.engine()->chains()->mainland());
        studio.go("chains/tortuga");
        auto* note = studio.find("batchNote");
        QVERIFY(note != nullptr);
        QTRY_VERIFY(
            note->property("text").toString().startsWith(QStringLiteral("Settles nowhere")));
        studio.shoot("chain-settles-nowhere");

        studio.press(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(studio.find("chainName") && studio.find("chainName")->hasActiveFocus());
        studio.type("nassau");
        studio.click("more");
        studio.click_text(QStringLiteral("On another L1"));
        studio.click("l1Url");
        studio.type("no url");
        studio.click("createChain");
        QVERIFY(!studio.engine()->creating());
        QVERIFY(studio.find("l1Url")->property("wrong").toBool());
        studio.shoot("create-elsewhere");
        studio.click_text(QStringLiteral("On an L1 of its own"));
        studio.click("createChain");
        QTRY_COMPARE_WITH_TIMEOUT(phase_of(studio, QStringLiteral("nassau")),
                                  chain::Phase::kRunning, kPatience);
        QVERIFY(studio.engine()->chains()->mainland());
        const auto* nassau = studio.engine()->chains()->find(QStringLiteral("nassau"));
        QVERIFY(nassau->config.settlement.chain_id != 0);
        QVERIFY(studio.engine()->chains()->find(kTortuga)->config.settlement.chain_id == 0);
        studio.press(Qt::Key_1, Qt::ControlModifier);
        studio.shoot("map-one-settles");
    }

private:
    [[nodiscard]] QString world() const { return folder_.path() + QStringLiteral("/world"); }

    QTemporaryDir folder_;
};

int main(int argc, char* argv[])
{
    return archi::test::run_studio_test<ObstaclesTest>(argc, argv);
}
#include "obstacles_test.moc"
