// Runs guest programs on rv32im, under qemu.

#include <QProcess>
#include <QtTest>

class GuestTest : public QObject {
    Q_OBJECT

    static constexpr int kTimeout = 240'000;  // milliseconds; qemu on a busy machine

    /// Gives the exit code, or -1 after a message.
    static int run(const QString& program, const QByteArray& input, QByteArray& output)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral("qemu-riscv32"),
                      {QStringLiteral(ARCHI_BIN_DIR "/guest/") + program});
        if (!process.waitForStarted()) {
            qWarning("qemu-riscv32 does not start: install the package qemu-user");
            return -1;
        }
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(kTimeout)) return -1;
        output = process.readAllStandardOutput();
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

private Q_SLOTS:
    void cases_hold_on_rv32im()
    {
        QByteArray output;
        const auto code = run(QStringLiteral("cases"), {}, output);
        qInfo("%s", output.constData());
        QCOMPARE(code, 0);
        QVERIFY(output.endsWith(" passed, 0 failed\n"));
        QVERIFY(!output.startsWith("0 passed"));
    }

    void batch_refuses_what_is_no_witness_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("zeros") << QByteArray(1000, '\0');
        QTest::newRow("ones") << QByteArray(200'000, '\xff');
    }

    void batch_refuses_what_is_no_witness()
    {
        QFETCH(QByteArray, input);
        QByteArray output;
        QCOMPARE(run(QStringLiteral("batch"), input, output), 1);
        QVERIFY(output.isEmpty());
    }
};

QTEST_GUILESS_MAIN(GuestTest)
#include "guest_test.moc"
