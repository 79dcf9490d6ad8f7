// archipelago zk bench, as a user runs it.

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

class ZkBenchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void measures_a_program_of_the_users();
    void stops_when_it_is_interrupted();
    void refuses_what_it_does_not_know();
};

namespace {

const QString kBinary = QStringLiteral(ARCHI_BIN_DIR "/archipelago");

QStringList bench(const QStringList& arguments)
{
    return QStringList{QStringLiteral("zk"), QStringLiteral("bench")} + arguments;
}

int exit_code(const QStringList& arguments)
{
    QProcess process;
    process.start(kBinary, bench(arguments));
    return process.waitForFinished() ? process.exitCode() : -1;
}

}  // namespace

void ZkBenchTest::measures_a_program_of_the_users()
{
    QProcess process;
    process.start(kBinary, bench({QStringLiteral(ARCHI_BIN_DIR "/guest/hello.elf"),
                                  QStringLiteral("--input-hex"), QStringLiteral("416461"),
                                  QStringLiteral("--opening"), QStringLiteral("whir-johnson"),
                                  QStringLiteral("--json")}));
    QVERIFY(process.waitForFinished(300'000));
    QCOMPARE(process.exitCode(), 0);
    const auto told = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QVERIFY(told[QLatin1String("cores")].toInt() > 0);
    const auto measurements = told[QLatin1String("measurements")].toArray();
    QCOMPARE(measurements.size(), 1);
    const auto of = measurements[0].toObject();
    QCOMPARE(of[QLatin1String("set")].toString(), QStringLiteral("whir_johnson_100"));
    QCOMPARE(of[QLatin1String("opening")].toString(), QStringLiteral("WHIR"));
    QVERIFY(of[QLatin1String("allProofsBits")].toDouble() >= 100);
    QVERIFY(of[QLatin1String("stages")].toObject().contains(QLatin1String("open")));
    for (const auto* name : {"cycles", "kilohertz", "peakBytes", "proofBytes", "verifySeconds",
                             "guestCycles", "guestCompressions", "guestMultiplications"})
        QVERIFY2(of[QLatin1String(name)].toDouble() > 0, name);
    // What chips save is less than everything, and more than nothing.
    QVERIFY(of[QLatin1String("guestCyclesWithChips")].toDouble() <
            of[QLatin1String("guestCycles")].toDouble());
    QVERIFY(of[QLatin1String("guestCyclesWithChips")].toDouble() > 0);
}

void ZkBenchTest::stops_when_it_is_interrupted()
{
    const QTemporaryDir folder;
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(kBinary, bench({}));
    QVERIFY(process.waitForStarted());
    process.setReadChannel(QProcess::StandardError);
    while (!process.readAllStandardError().contains("execute"))
        QVERIFY(process.waitForReadyRead(60'000));
    QVERIFY(process.processId() > 0);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(120'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void ZkBenchTest::refuses_what_it_does_not_know()
{
    QCOMPARE(exit_code({QStringLiteral("--set"), QStringLiteral("toy")}), 2);
    QCOMPARE(exit_code({QStringLiteral("--rate"), QStringLiteral("3")}), 2);
    QCOMPARE(exit_code({QStringLiteral("--opening"), QStringLiteral("fri")}), 2);
    QCOMPARE(exit_code({QStringLiteral("--table"), QStringLiteral("--rate"), QStringLiteral("2")}),
             2);
    QCOMPARE(exit_code({QStringLiteral("missing.elf")}), 2);
}

QTEST_GUILESS_MAIN(ZkBenchTest)
#include "zk_bench_test.moc"
