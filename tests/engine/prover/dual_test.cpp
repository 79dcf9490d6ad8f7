// Two instruction sets of the processor say the same at every step, and a backend that errs is
// found at the step where it does.

#include <QtTest>

#include "engine/verifier/lying_backend.hpp"
#include "engine/verifier/toy_run.hpp"
#include "prover/dual_backend.hpp"

namespace {

using namespace archi;
using namespace archi::prover;
using verifier::test::LyingBackend;
using verifier::test::ToyRun;

std::uint64_t seed()
{
    return static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
}

class DualTest : public QObject {
    Q_OBJECT

    const ToyRun run_{seed(), 250};

    /// The first step at which these differ; empty if none does.
    std::string first_difference(const Backend& first, const Backend& second,
                                 Bytes* proof = nullptr)
    {
        std::string found;
        const auto dual = make_dual_backend(first, second, [&](std::string_view step) {
            if (found.empty()) found = step;
        });
        auto bytes = run_.prove(*dual);
        if (proof != nullptr) *proof = std::move(bytes);
        return found;
    }

private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", static_cast<unsigned long long>(seed())); }

    void instruction_sets_agree_at_every_step()
    {
        const auto portable =
            make_cpu_backend({.instructions = iop::Instructions::kPortable, .threads = 1});
        const auto expected = run_.prove(*portable);
        for (const auto instructions : {iop::Instructions::kAvx2, iop::Instructions::kAvx512}) {
            if (!iop::supported(instructions)) continue;
            const auto vector = make_cpu_backend({.instructions = instructions, .threads = 2});
            Bytes proof;
            const auto step = first_difference(*portable, *vector, &proof);
            QVERIFY2(step.empty(), step.c_str());
            QVERIFY(proof == expected);
            QVERIFY(verifier::test::verify(proof));
        }
    }

    void the_step_that_differs_is_named()
    {
        const auto honest = make_cpu_backend({.threads = 2});
        const auto differs = [&](verifier::test::Lies lies) {
            const LyingBackend lying(*honest, std::move(lies));
            return first_difference(*honest, lying);
        };
        QCOMPARE(differs({}), std::string());
        QCOMPARE(differs({.root = [](auto, auto& root) { root[0] += E::one(); }}),
                 std::string("root of a sum"));
        QCOMPARE(differs({.sum_round = [](auto, auto& slope) { slope[1] += E::one(); }}),
                 std::string("round of a sum"));
        QCOMPARE(differs({.children = [](auto, auto& child) { child[3] += E::one(); }}),
                 std::string("values of a sum's layer"));
        QCOMPARE(differs({.parts = [](auto& parts) { parts.numerator[0][0] += E::one(); }}),
                 std::string("numerators of the parts"));
        QCOMPARE(differs({.constraint_round = [](auto& slope) { slope[3] += E::one(); }}),
                 std::string("round of the constraints"));
        QCOMPARE(differs({.openings = [](auto& all) { all[0].columns[0] += E::one(); }}),
                 std::string("opened columns"));
        QCOMPARE(differs({.stacking_round = [](auto& slope) { slope[0] += E::one(); }}),
                 std::string("round of the stacking"));
        QCOMPARE(differs({.stacked = [](auto& values) { values[0] += E::one(); }}),
                 std::string("stacked columns"));
        QCOMPARE(differs({.folded_cap = [](auto& cap) { cap[0][0] ^= 1; }}),
                 std::string("cap of a folded word"));
        QCOMPARE(differs({.slope = [](auto& slope) { slope += E::one(); }}),
                 std::string("slope of a fold"));
        QCOMPARE(differs({.last = [](auto& last) { last[0] += E::one(); }}),
                 std::string("last word"));
        QCOMPARE(differs({.opened_word = [](auto& bytes) { bytes[0] ^= 1; }}),
                 std::string("leaves of a folded word"));
        QCOMPARE(differs({.kind = [](auto& kind) { kind = iop::TreeKind::kFolded; }}),
                 std::string("cap of a commitment"));
        QCOMPARE(differs({.nonce = [](auto& nonce) { ++nonce; }}), std::string("nonce"));
    }
};

}  // namespace

QTEST_GUILESS_MAIN(DualTest)
#include "dual_test.moc"
