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
};

}  // namespace

QTEST_GUILESS_MAIN(ProveTest)
#include "prove_test.moc"
