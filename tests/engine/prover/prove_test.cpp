#include <QtTest>

#include "engine/prover/proofs.hpp"

namespace {

using namespace archi;
using namespace archi::prover;
using verifier::Fault;

std::uint64_t seed()
{
    return qEnvironmentVariableIntValue("ARCHI_SEED") + 1;
}

/// A run of every opcode, cut into segments, all of whose words are hints.
Result<Proven> prove_exercise(const Backend& backend, std::uint32_t segment_cycles,
                              std::uint64_t number)
{
    ProveOptions options;
    options.parameters = test::small_parameters();
    options.limits.max_cycles = segment_cycles;
    return prove_run(backend, test::exercise(number, 400), test::hint_bytes(number, 2000), options);
}

std::expected<verifier::Verified, Fault> verify(bytes_view proof)
{
    return verifier::verify_run<E>(verifier::machine_air<E>(), test::small_parameters(), proof);
}

class ProveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", static_cast<unsigned long long>(seed())); }

    void proofs_of_every_opcode_verify()
    {
        const auto backend = make_cpu_backend();
        const auto proven = prove_exercise(*backend, machine::kMaxSegmentCycles, seed());
        QVERIFY2(proven, proven ? "" : describe(proven.error()).c_str());
        const auto verified = verify(proven->proof);
        QVERIFY2(verified, verified ? "" : std::string(describe(verified.error())).c_str());
        QCOMPARE(verified->segments, 1U);
        QCOMPARE(verified->cycles, proven->cycles);
        QVERIFY(verified->output == proven->output);
        QVERIFY(verified->program == proven->program);
    }

    void runs_in_several_segments_verify()
    {
        const auto backend = make_cpu_backend();
        const auto proven = prove_exercise(*backend, 200, seed());
        QVERIFY2(proven, proven ? "" : describe(proven.error()).c_str());
        QVERIFY(proven->segments > 2);
        const auto verified = verify(proven->proof);
        QVERIFY2(verified, verified ? "" : std::string(describe(verified.error())).c_str());
        QCOMPARE(verified->segments, proven->segments);
    }

    void every_instruction_set_gives_the_same_bytes()
    {
        std::vector<Bytes> proofs;
        for (const auto instructions :
             {iop::Instructions::kPortable, iop::Instructions::kAvx2, iop::Instructions::kAvx512}) {
            if (!iop::supported(instructions)) continue;
            const auto backend = make_cpu_backend({.instructions = instructions, .threads = 2});
            const auto proven = prove_exercise(*backend, 300, seed() + 1);
            QVERIFY2(proven, proven ? "" : describe(proven.error()).c_str());
            proofs.push_back(proven->proof);
        }
        for (const auto& proof : proofs)
            QVERIFY(proof == proofs.front());
    }

    void named_sets_prove_and_verify_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<unsigned>("bits");
        QTest::newRow("the default") << "default_100" << 100U;
        QTest::newRow("128 bits a proof") << "high_128" << 128U;
        QTest::newRow("WHIR") << "whir_100" << 100U;
        QTest::newRow("WHIR, Johnson bound") << "whir_johnson_100" << 100U;
        QTest::newRow("WHIR, 128 bits a proof") << "whir_128" << 128U;
    }
    /// At full size: nothing about the sets is made smaller.
    void named_sets_prove_and_verify()
    {
        QFETCH(QString, name);
        QFETCH(unsigned, bits);
        const auto* const set = iop::find_parameter_set(name.toStdString());
        QVERIFY(set != nullptr);
        QCOMPARE(unsigned{set->parameters.target_bits}, bits);
        ProveOptions options;
        options.parameters = set->parameters;
        const auto backend = make_cpu_backend();
        const auto proven = prove_run(*backend, test::exercise(seed(), 400),
                                      test::hint_bytes(seed(), 2000), options);
        QVERIFY2(proven, proven ? "" : describe(proven.error()).c_str());
        QVERIFY(verifier::parameter_set_of(proven->proof) == set);
        const auto verified_for = [&](unsigned least_bits) {
            return verifier::verify_run<E>(verifier::machine_air<E>(), set->parameters,
                                           proven->proof, static_cast<std::uint16_t>(least_bits));
        };
        QVERIFY(verified_for(bits));
        QVERIFY(verified_for(bits)->program == proven->program);
        // Who demands more does not get it.
        const auto demanding = verified_for(bits + 1);
        QVERIFY(!demanding && demanding.error() == Fault::kParameters);
        qInfo("%zu bytes", proven->proof.size());
    }
};

}  // namespace

QTEST_GUILESS_MAIN(ProveTest)
#include "prove_test.moc"
