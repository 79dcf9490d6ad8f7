#include <QtTest>

#include "engine/machine/traces.hpp"
#include "machine/chips.hpp"
#include "machine/host/audit.hpp"
#include "machine/host/exercise.hpp"

namespace {

using namespace archi::machine;

class AuditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_column_of_any_chip_changes_unnoticed()
    {
        const auto seed =
            static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        const auto program = exercise({.seed = seed, .instructions = 600});
        const ProgramTables tables(program);
        const auto run = reference::run(program, {.segment_cycles = 300, .seed = seed});
        const auto report = audit({tables, run.segments, run.finals, 64},
                                  {.seed = seed, .rows_per_column = 3, .records_per_chip = 6});
        QCOMPARE(report.chips.size(), kChips);
        for (const auto& chip : report.chips) {
            QVERIFY2(chip.mutations >= chip.columns * 8, chip.name.c_str());
            for (const auto& each : chip.unjustified)
                qWarning("%s.%s: %s", chip.name.c_str(), each.column.c_str(), each.how.c_str());
        }
        QVERIFY(report.passed());
    }

    void proofs_are_asked_for_a_share_of_the_changes()
    {
        const auto program = exercise({.seed = 1, .instructions = 400});
        const ProgramTables tables(program);
        const auto run = reference::run(program);
        std::size_t asked = 0;
        const auto report = audit({tables, run.segments, run.finals},
                                  {.rows_per_column = 1,
                                   .repairs_per_change = 0,
                                   .records_per_chip = 0,
                                   .prove_and_verify = [&asked](const auto& /*traces*/) {
                                       return ++asked == 3;  // one false proof
                                   }});
        QVERIFY(asked > 20);
        std::size_t found = 0;
        for (const auto& chip : report.chips)
            found += chip.unjustified.size();
        QCOMPARE(found, std::size_t{1});
        QVERIFY(!report.passed());
    }
};

}  // namespace

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
