// Runs the linked cases under QtTest, one data row each.

#include <QtTest>
#include <random>

#include "cases/case.hpp"

class CaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holds_data()
    {
        QTest::addColumn<qsizetype>("index");
        const auto& cases = archi::cases::registry();
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::newRow(cases[i].name) << static_cast<qsizetype>(i);
    }

    void holds()
    {
        QFETCH(qsizetype, index);
        const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                              ? qEnvironmentVariable("ARCHI_SEED").toULongLong()
                              : std::random_device{}();
        archi::cases::Context context;
        context.seed(seed);
        archi::cases::registry()[static_cast<std::size_t>(index)].run(context);
        if (context.failed())
            QFAIL(qPrintable(QString::fromUtf8(context.message()) +
                             QStringLiteral(" (ARCHI_SEED=%1)").arg(seed)));
    }
};

QTEST_GUILESS_MAIN(CaseTest)
#include "qttest_main.moc"
