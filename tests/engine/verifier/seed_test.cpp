// The seeds of the fuzz target `proof` are proofs still. With ARCHI_WRITE_SEEDS=1 they are made
// anew, as they must be whenever chips or the format change.

#include <QFile>
#include <QtTest>

#include "engine/verifier/toy_run.hpp"
#include "fuzz/proof_parameters.hpp"

namespace {

using namespace archi;
using namespace archi::verifier;
using namespace archi::verifier::test;

QString file(const char* name)
{
    return QString(ARCHI_TESTS_DIR "/fuzz/corpus/proof/%1").arg(name);
}

void write(const char* name, bytes_view bytes)
{
    QFile out(file(name));
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())),
        static_cast<qint64>(bytes.size()));
}

class SeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_valid_seeds_are_what_the_prover_makes_data()
    {
        QTest::addColumn<bool>("is_whir");
        QTest::newRow("valid") << false;
        QTest::newRow("valid_whir") << true;
    }
    void the_valid_seeds_are_what_the_prover_makes()
    {
        QFETCH(bool, is_whir);
        const auto parameters = is_whir ? fuzz::whir_proof_parameters() : fuzz::proof_parameters();
        const auto backend = prover::make_cpu_backend({.threads = 2});
        const ToyRun run(1, machine::kMaxSegmentCycles);
        const auto proof = run.prove(*backend, run.segments, 0, parameters);
        QVERIFY(verify_run<E>(machine_air<E>(), parameters, proof, parameters.target_bits));
        if (qEnvironmentVariableIntValue("ARCHI_WRITE_SEEDS") == 1) {
            write(QTest::currentDataTag(), proof);
            if (!is_whir) {
                write("empty", {});
                write("header", bytes_view(proof).first(50));
                write("no_segment", bytes_view(proof).first(400));
                write("no_end", bytes_view(proof).first(4000));
            }
        }
        QFile seed(file(QTest::currentDataTag()));
        QVERIFY(seed.open(QIODevice::ReadOnly));
        const auto bytes = seed.readAll();
        QVERIFY(std::ranges::equal(bytes_view(proof),
                                   bytes_view(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                              static_cast<std::size_t>(bytes.size()))));
    }
};

}  // namespace

QTEST_GUILESS_MAIN(SeedTest)
#include "seed_test.moc"
