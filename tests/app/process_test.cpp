// archipelago-studio as a program: its command line, its end, and life without a display.

#include <QtTest>
#include <csignal>

#include "node/demo.hpp"
#include "node/world.hpp"

using namespace archi;

namespace {

constexpr int kPatience = 60'000;  // milliseconds; only a defect takes so long

struct Outcome {
    int exit_code = -1;
    QString out;
    QString err;
};

QProcessEnvironment without_display()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(name));
    return environment;
}

const QString kProgram = QStringLiteral(ARCHI_BIN_DIR "/archipelago-studio");

Outcome run(const QStringList& arguments)
{
    QProcess process;
    process.setProcessEnvironment(without_display());
    process.start(kProgram, arguments);
    if (!process.waitForFinished(kPatience) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

// What the demo chain of the world in `folder` has done, asked from outside; nothing if it does not
// run.
std::optional<std::uint64_t> demo_transactions(const QString& folder)
{
    auto remote = node::attach(folder.toStdString());
    if (!remote) return {};
    const auto world = (*remote)->status();
    if (!world) return {};
    for (const auto& chain : world->chains)
        if (chain.name == node::kDemoChain && chain.state.phase == chain::Phase::kRunning)
            return chain.metrics.transactions;
    return {};
}

}  // namespace

class ProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helps_without_a_display()
    {
        const auto help = run({QStringLiteral("--help")});
        QCOMPARE(help.exit_code, 0);
        QVERIFY(help.out.contains(QStringLiteral("--demo")));
        QVERIFY(help.err.isEmpty());
        const auto version = run({QStringLiteral("--version")});
        QCOMPARE(version.exit_code, 0);
        QVERIFY(version.out.startsWith(QStringLiteral("archipelago-studio ")));
    }

    void refuses_wrong_usage_in_one_line_without_a_display()
    {
        for (const auto* wrong : {"--bogus", "islands", "--world=", "--l1=sea"}) {
            const auto outcome = run({QString::fromLatin1(wrong)});
            QCOMPARE(outcome.exit_code, 2);
            QVERIFY(outcome.out.isEmpty());
            QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
            QVERIFY(outcome.err.contains(QStringLiteral("--help")));
        }
    }

    void names_the_way_out_where_there_is_no_display()
    {
        const auto outcome = run({});
        QCOMPARE(outcome.exit_code, 1);
        QCOMPARE(outcome.err.count(QLatin1Char('\n')), 1);
        QVERIFY(outcome.err.contains(QStringLiteral("archipelago demo")));
    }

    void opens_the_demo_sends_transfers_and_ends_cleanly_when_told_to()
    {
        for (const int signal : {SIGTERM, SIGINT}) {
            const QTemporaryDir folder;
            const auto world = folder.path() + QStringLiteral("/world");
            QProcess process;
            auto environment = without_display();
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
            environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
            environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
            process.setProcessEnvironment(environment);
            process.start(kProgram, {QStringLiteral("--demo"), QStringLiteral("--world"), world});
            QVERIFY(process.waitForStarted());
            QTRY_VERIFY_WITH_TIMEOUT(demo_transactions(world).value_or(0) >= 2, kPatience);

            kill(static_cast<pid_t>(process.processId()), signal);
            QVERIFY(process.waitForFinished(kPatience));
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(process.exitCode(), 0);

            QFile log(world + QStringLiteral("/logs/archipelago.log"));
            QVERIFY(log.open(QIODevice::ReadOnly));
            QVERIFY(log.readAll().contains("stopped"));
            auto again = node::World::open(world.toStdString());
            QVERIFY(again.has_value());
            const auto chain = (*again)->open_chain(node::kDemoChain);
            QVERIFY(chain.has_value());
            QVERIFY((*chain)->metrics().transactions >= 2);
        }
    }
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "process_test.moc"
