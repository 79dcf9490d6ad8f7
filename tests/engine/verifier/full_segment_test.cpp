// Mutants of the proof of a full segment, by the default parameters: none is accepted, and none
// takes longer than a valid proof does by much. 1,000 with ARCHI_FULL=1, else none: the proof takes
// 2 GB.

#include <QElapsedTimer>
#include <QtTest>

#include <random>

#include "engine/prover/proofs.hpp"

namespace {

using namespace archi;
using namespace archi::verifier;
using iop::E;

constexpr std::size_t kMutants = 1000;
constexpr std::uint32_t kRounds = 174'000;  // of six instructions: some 2^20 cycles

std::uint64_t seed()
{
    return static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
}

/// Stores, loads, multiplies and adds in a loop.
machine::Executable looping_program()
{
    using Op = machine::Opcode;
    constexpr std::uint32_t kText = 0x1000;
    constexpr std::uint32_t kData = 0x8000;
    machine::Executable executable;
    auto& program = executable.program;
    program = {.entry = kText,
               .text_begin = kText,
               .text = {{Op::kAddi, 5, 0, 0, kRounds},
                        {Op::kAddi, 6, 0, 0, kData},
                        {Op::kSw, 0, 6, 5, 0},  // kText + 8
                        {Op::kLw, 7, 6, 0, 0},
                        {Op::kMul, 7, 7, 5, 0},
                        {Op::kAdd, 8, 8, 7, 0},
                        {Op::kAddi, 5, 5, 0, 0xffffffff},
                        {Op::kBne, 0, 5, 0, kText + 8},
                        {Op::kExit, 0, 0, 0, 0}},
               .image_begin = kData / 4,
               .image = {0}};
    machine::leave_no_output(program);
    return executable;
}

class FullSegmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refuses_every_mutant()
    {
        if (qEnvironmentVariableIntValue("ARCHI_FULL") != 1) QSKIP("only with ARCHI_FULL=1");
        const auto backend = prover::make_cpu_backend();
        const auto proven = prover::prove_run(*backend, looping_program(), {}, {});
        QVERIFY2(proven, proven ? "" : describe(proven.error()).c_str());
        QCOMPARE(proven->segments, 1U);
        QVERIFY(proven->cycles > 1'000'000);
        const auto verify = [](bytes_view proof) {
            return verify_run<E>(machine_air<E>(), iop::default_parameters(), proof);
        };
        QElapsedTimer timer;
        timer.start();
        QVERIFY(verify(proven->proof));
        const auto honest = timer.nsecsElapsed();
        qInfo("seed %llu: %llu cycles, %zu bytes, verified in %lld us",
              static_cast<unsigned long long>(seed()),
              static_cast<unsigned long long>(proven->cycles), proven->proof.size(), honest / 1000);
        std::mt19937_64 random(seed());
        qint64 longest = 0;
        for (std::size_t i = 0; i < kMutants; ++i) {
            auto mutant = proven->proof;
            const auto place = random() % mutant.size();
            switch (i % 4) {
                case 0:
                    mutant.erase(mutant.begin() + static_cast<std::ptrdiff_t>(place));
                    break;
                case 1:
                    mutant.insert(mutant.begin() + static_cast<std::ptrdiff_t>(place),
                                  static_cast<std::uint8_t>(random()));
                    break;
                default:
                    mutant[place] ^= static_cast<std::uint8_t>(1U << random() % 8);
            }
            timer.start();
            QVERIFY(!verify(mutant) || mutant == proven->proof);
            longest = std::max(longest, timer.nsecsElapsed());
        }
        qInfo("%zu mutants, the longest took %lld us", kMutants, longest / 1000);
    }
};

}  // namespace

QTEST_GUILESS_MAIN(FullSegmentTest)
#include "full_segment_test.moc"
