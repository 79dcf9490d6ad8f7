// The verifier on the proof machine says what the verifier here says.

#include <QFile>
#include <QtTest>

#include <random>
#include <set>

#include "engine/prover/proofs.hpp"
#include "machine/host/elf.hpp"

namespace {

using namespace archi;
using namespace archi::verifier;
using iop::E;

/// As engine/guest/programs/verify.cpp has it.
constexpr std::uint32_t kFirstFault = 3;
constexpr std::uint64_t kMostCycles = 1'000'000'000;

constexpr std::size_t kHead = 9000;  ///< bytes from the key to the first sums, about
constexpr unsigned kEarlyMutants = 250;
constexpr unsigned kLateMutants = 12;

std::uint64_t seed()
{
    return static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
}

class GuestVerifierTest : public QObject {
    Q_OBJECT

    std::optional<machine::Executable> guest_;

    [[nodiscard]] std::optional<machine::Execution> run(bytes_view proof) const
    {
        auto done = machine::execute(*guest_, machine::hint_words(proof), kMostCycles);
        if (!done) return std::nullopt;
        return std::move(*done);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(ARCHI_BIN_DIR "/guest/verify.elf");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        auto loaded =
            machine::load_elf(bytes_view(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                         static_cast<std::size_t>(bytes.size())));
        QVERIFY(loaded.has_value());
        guest_ = std::move(*loaded);
    }

    void both_machines_agree()
    {
        const auto backend = prover::make_cpu_backend({.threads = 2});
        const auto proven = prover::prove_run(*backend, prover::test::exercise(seed(), 400),
                                              prover::test::hint_bytes(seed(), 2000), {});
        QVERIFY2(proven, proven ? "" : describe(proven.error()).c_str());
        const auto verify = [](bytes_view proof) {
            return verify_run<E>(machine_air<E>(), iop::default_parameters(), proof);
        };
        QVERIFY(verify(proven->proof));
        const auto valid = run(proven->proof);
        QVERIFY(valid && valid->ending.succeeded && valid->ending.output);
        Bytes expected;
        append(expected, proven->program);
        append(expected, blake3(proven->output));
        QVERIFY(*valid->ending.output == expected);
        qInfo("seed %llu: %zu bytes of proof, %llu cycles", static_cast<unsigned long long>(seed()),
              proven->proof.size(), static_cast<unsigned long long>(valid->cycles));

        // What comes after the parameters: by them the guest chooses what it verifies with.
        constexpr std::size_t kFirst = 4 + iop::kEncodedParametersSize;
        const auto size = proven->proof.size();
        std::mt19937_64 random(seed());
        std::set<std::uint32_t> codes;
        const auto compare = [&](const Bytes& mutant) {
            const auto verified = verify(mutant);
            const auto there = run(mutant);
            QVERIFY(!verified && there && !there->ending.succeeded);
            QCOMPARE(there->ending.exit_code,
                     kFirstFault + static_cast<std::uint32_t>(verified.error()));
            codes.insert(there->ending.exit_code);
        };
        for (unsigned i = 0; i < kEarlyMutants + kLateMutants; ++i) {
            auto mutant = proven->proof;
            // Key, output, early commitment and the head of the segment are refused at once.
            const auto end = i < kEarlyMutants ? kHead : size - kFirst;
            mutant[kFirst + random() % end] ^= static_cast<std::uint8_t>(1U << random() % 8);
            compare(mutant);
        }
        for (const auto length : {std::size_t{0}, std::size_t{3}, kFirst, size / 2, size - 1}) {
            const auto verified = verify(bytes_view(proven->proof).first(length));
            const auto there = run(bytes_view(proven->proof).first(length));
            QVERIFY(!verified && there && !there->ending.succeeded);
        }
        QVERIFY(codes.size() >= 4);
    }
};

}  // namespace

QTEST_GUILESS_MAIN(GuestVerifierTest)
#include "guest_test.moc"
