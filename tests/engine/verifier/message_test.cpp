// False messages over true traces: the prover changes one thing that it says and is honest in
// everything else, so that only the check which the message is for can notice. And executors that
// err: what they believe to have done is never proven.

#include <QtTest>

#include <algorithm>
#include <random>

#include "engine/verifier/lying_backend.hpp"
#include "engine/verifier/toy_run.hpp"

namespace {

using namespace archi;
using namespace archi::verifier;
using namespace archi::verifier::test;
using prover::make_cpu_backend;

std::uint64_t seed()
{
    return static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
}

constexpr Scope kBoth[] = {kLocal, kGlobal};

class MessageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<prover::Backend> backend_ = make_cpu_backend({.threads = 2});
    const ToyRun run_{seed(), machine::kMaxSegmentCycles};

    void refuse(Lies lies, Fault expected, const char* what)
    {
        const LyingBackend lying(*backend_, std::move(lies));
        const auto verified = verify(run_.prove(lying));
        QVERIFY2(!verified, what);
        QVERIFY2(verified.error() == expected,
                 qPrintable(QString("%1: %2").arg(what).arg(
                     QString::fromStdString(std::string(describe(verified.error()))))));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qInfo("seed %llu", static_cast<unsigned long long>(seed()));
        const LyingBackend honest(*backend_, {});
        QVERIFY(verify(run_.prove(honest)));
    }

    void the_fingerprint_names_the_bus()
    {
        std::mt19937_64 random(seed());
        const auto element = [&] {
            E::Coefficients coefficients;
            for (auto& each : coefficients)
                each = F(static_cast<std::uint32_t>(random()));
            return E(coefficients);
        };
        const auto fingerprint = Fingerprint<E>::from(element(), element());
        for (std::size_t bus = 0; bus < machine::kBuses; ++bus) {
            const auto of_bus = fingerprint.of(static_cast<machine::Bus>(bus));
            QVERIFY(of_bus != fingerprint.alpha);  // that of a padding leaf
            for (std::size_t other = 0; other < bus; ++other)
                QVERIFY(of_bus != fingerprint.of(static_cast<machine::Bus>(other)));
        }
        // An entry has another weight than the bus and than every other entry.
        for (std::size_t i = 0; i < fingerprint.beta.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(fingerprint.beta[i] != fingerprint.beta[j]);
    }

    void sums_over_the_buses()
    {
        for (const auto scope : kBoth) {
            const auto name = scope == kLocal ? "local" : "global";
            const auto when = [scope](auto lie) {
                return [scope, lie](Scope each, auto& message) {
                    if (each == scope) lie(message);
                };
            };
            refuse({.root = when([](auto& root) { root = {E{}, E{}}; })}, Fault::kZeroSum, name);
            refuse({.root = when([](auto& root) { root[1] = E{}; })}, Fault::kZeroSum, name);
            refuse({.root = when([](auto& root) { root[0] += E::one(); })}, Fault::kUnbalanced,
                   name);
            refuse(
                {.root = when([](auto& root) { root = {root[0] + root[0], root[1] + root[1]}; })},
                Fault::kUnbalanced, name);
            refuse({.sum_round = when([](auto& slope) { slope[0] += E::one(); })},
                   Fault::kUnbalanced, name);
            refuse({.sum_round = when([](auto& slope) { slope[1] += E::one(); })},
                   Fault::kUnbalanced, name);
            refuse({.children = when([](auto& child) { child = {}; })}, Fault::kUnbalanced, name);
            for (std::size_t i = 0; i < 4; ++i)
                refuse({.children = when([i](auto& child) { child[i] += E::one(); })},
                       Fault::kUnbalanced, name);
        }
    }

    void leaves_that_keep_the_last_layer()
    {
        // Only the last layer lies, and its equation holds: both fractions times a constant.
        unsigned layers = 0;
        const auto count = [&layers](Scope scope, auto&) { layers += scope == kLocal ? 1 : 0; };
        const LyingBackend counting(*backend_, {.children = count});
        static_cast<void>(run_.prove(counting));
        unsigned layer = 0;
        refuse({.children =
                    [&](Scope scope, auto& child) {
                        if (scope != kLocal || ++layer != layers) return;
                        const E factor(F(3));
                        child = {child[0] * factor, child[1] * factor.inverse(), child[2] * factor,
                                 child[3] * factor.inverse()};
                    }},
               Fault::kParts, "last layer");
    }

    void parts()
    {
        refuse({.parts = [](auto& parts) { parts.numerator[0][kLocal] += E::one(); }},
               Fault::kParts, "numerator");
        refuse({.parts = [](auto& parts) { parts.denominator[0][kLocal] += E::one(); }},
               Fault::kParts, "denominator");
        refuse({.parts =
                    [](auto& parts) {
                        for (auto& each : parts.numerator)
                            each = {};
                        for (auto& each : parts.denominator)
                            each = {};
                    }},
               Fault::kParts, "zero");
        refuse({.parts =
                    [](auto& parts) {
                        parts.numerator[0][kLocal] += E::one();
                        parts.numerator[1][kLocal] -= E::one();
                    }},
               Fault::kConstraints, "shifted numerators");
        refuse({.parts =
                    [](auto& parts) {
                        parts.denominator[0][kLocal] += E::one();
                        parts.denominator[1][kLocal] -= E::one();
                    }},
               Fault::kConstraints, "shifted denominators");
    }

    /// Short chips join the sumcheck late: had their parts another scale, sums would shift between
    /// chips of different heights.
    void parts_of_short_chips_scaled_as_tall_ones()
    {
        auto trace = run_.segments.front();
        prover::sort_by_chip(trace.traces);
        const auto shape = prover::shape_of(trace);
        const auto tallest = static_cast<std::size_t>(
            std::ranges::max_element(shape, {}, &Instance::log_height) - shape.begin());
        unsigned scaled = 0;
        for (std::size_t i = 0; i < shape.size(); i += 5) {
            const auto shorter = shape[tallest].log_height - shape[i].log_height;
            if (shorter == 0) continue;
            const E factor(F(1U << shorter));
            for (const bool is_up : {false, true}) {
                bool is_told = false;
                const auto scale = [&](auto& part) {
                    auto& mine = part[i][kLocal];
                    is_told |= mine != E{};
                    const auto other = mine * (is_up ? factor : factor.inverse());
                    part[tallest][kLocal] += mine - other;
                    mine = other;
                };
                refuse({.parts = [&](auto& parts) { scale(parts.denominator); }},
                       Fault::kConstraints, "denominators");
                QVERIFY(is_told);
                is_told = false;
                const LyingBackend lying(*backend_,
                                         {.parts = [&](auto& parts) { scale(parts.numerator); }});
                const auto verified = verify(run_.prove(lying));
                if (!is_told) continue;  // a part of zero is zero in any scale
                QVERIFY(!verified);
                QVERIFY(verified.error() == Fault::kConstraints);
                ++scaled;
            }
        }
        QVERIFY(scaled > 4);
    }

    void constraints_and_openings()
    {
        for (std::size_t i = 0; i < kRoundDegree; ++i)
            refuse({.constraint_round = [i](auto& slope) { slope[i] += E::one(); }},
                   Fault::kConstraints, "round");
        for (const bool is_first : {false, true})
            refuse({.openings =
                        [is_first](auto& openings) {
                            auto& of = is_first ? openings.front() : openings.back();
                            of.columns.front() += E::one();
                        }},
                   Fault::kConstraints, "column");
        refuse({.openings =
                    [](auto& openings) {
                        for (std::size_t j = 0; j < openings.size(); ++j)
                            for (auto& each : openings[j].columns)
                                each = E{};
                    }},
               Fault::kConstraints, "all zero");
    }

    void stacking()
    {
        for (std::size_t i = 0; i < 2; ++i)
            refuse({.stacking_round = [i](auto& slope) { slope[i] += E::one(); }}, Fault::kStacking,
                   "round");
        refuse({.stacked = [](auto& values) { values.front() += E::one(); }}, Fault::kStacking,
               "first");
        refuse({.stacked = [](auto& values) { std::ranges::fill(values, E{}); }}, Fault::kStacking,
               "zero");
    }

    void opening()
    {
        refuse({.slope = [](auto& slope) { slope += E::one(); }}, Fault::kFold, "slope");
        refuse({.last = [](auto& last) { last.front() += E::one(); }}, Fault::kFold, "last word");
        refuse({.folded_cap = [](auto& cap) { cap.front()[0] ^= 1; }}, Fault::kOpening,
               "first node of the caps");
        refuse({.folded_cap = [](auto& cap) { std::ranges::reverse(cap); }}, Fault::kOpening,
               "order of the caps");
        refuse({.opened_word = [](auto& bytes) { bytes.front() ^= 1; }}, Fault::kOpening, "leaf");
        refuse({.opened_word = [](auto& bytes) { bytes.back() ^= 1; }}, Fault::kOpening, "sibling");
    }

    void trees_of_another_kind()
    {
        using iop::TreeKind;
        const auto taken_for = [](TreeKind from, TreeKind to) {
            return [from, to](TreeKind& kind) { kind = kind == from ? to : kind; };
        };
        for (const auto from : {TreeKind::kProgram, TreeKind::kEarly, TreeKind::kMain})
            refuse({.kind = taken_for(from, TreeKind::kFolded)}, Fault::kOpening, "folded");
        refuse({.kind = taken_for(TreeKind::kMain, TreeKind::kEarly)}, Fault::kOpening, "early");
        refuse({.kind = taken_for(TreeKind::kEarly, TreeKind::kMain)}, Fault::kOpening, "main");
    }

    void work_that_is_not_done()
    {
        // One nonce after the other, from the first of the run to the last before the queries.
        unsigned nonces = 0;
        const LyingBackend counting(*backend_, {.nonce = [&](auto&) { ++nonces; }});
        static_cast<void>(run_.prove(counting));
        QVERIFY(nonces > 4);
        for (unsigned lied = 1; lied <= nonces; lied += lied < 4 || lied + 2 >= nonces ? 1 : 3) {
            unsigned nonce = 0;
            // The smallest nonce that works is replaced by one before it, which does not.
            bool is_told = false;
            Lies lies{.nonce = [&](auto& number) {
                if (++nonce != lied || number == 0) return;
                --number;
                is_told = true;
            }};
            const LyingBackend lying(*backend_, std::move(lies));
            const auto verified = verify(run_.prove(lying));
            if (!is_told) continue;
            QVERIFY(!verified);
            QVERIFY(verified.error() == Fault::kGrinding);
        }
    }

    void faults_of_the_executor_data()
    {
        QTest::addColumn<int>("kind");
        constexpr std::array<const char*, 11> kNames = {
            "PRE_EXEC_PC_MOD",   "POST_EXEC_PC_MOD", "INSTR_WORD_MOD",   "BR_NEG_COND",
            "COMP_OUT_MOD",      "LOAD_VAL_MOD",     "STORE_OUT_MOD",    "PRE_EXEC_MEM_MOD",
            "POST_EXEC_MEM_MOD", "PRE_EXEC_REG_MOD", "POST_EXEC_REG_MOD"};
        for (std::size_t i = 0; i < kNames.size(); ++i)
            QTest::newRow(kNames[i]) << static_cast<int>(i);
    }

    /// By the whole way from program to proof, with parameters as secure as the default.
    void faults_of_the_executor()
    {
        QFETCH(int, kind);
        const auto of_kind = static_cast<machine::FaultKind>(kind);
        prover::ProveOptions options;
        options.parameters = prover::test::small_parameters();
        options.parameters.grinding.queries = 0;
        options.parameters.queries = 400;
        const auto hints = prover::test::hint_bytes(1, 2000);
        const auto prove = [&] {
            return prover::prove_run(*backend_, run_.executable, hints, options);
        };
        const auto honest = prove();
        QVERIFY2(honest, honest ? "" : describe(honest.error()).c_str());
        const auto verifies = [&](bytes_view proof) {
            return verify_run<E>(machine_air<E>(), options.parameters, proof).has_value();
        };
        QVERIFY(verifies(honest->proof));
        const auto& program = run_.executable.program;
        const auto cycles = static_cast<std::uint32_t>(honest->cycles);
        const bool is_of_memory = of_kind == machine::FaultKind::kPreExecMemMod ||
                                  of_kind == machine::FaultKind::kPostExecMemMod;
        const bool is_of_register = of_kind == machine::FaultKind::kPreExecRegMod ||
                                    of_kind == machine::FaultKind::kPostExecRegMod;
        std::mt19937_64 random(seed());
        unsigned refused = 0;
        for (unsigned tried = 0; tried < 60 && refused < 3; ++tried) {
            machine::Injection fault{.kind = of_kind};
            fault.cycle = static_cast<std::uint32_t>(random()) % (cycles - 10);
            fault.change = 1U << random() % 32;
            fault.place = program.text_begin + 4 * (random() % program.text.size());
            if (is_of_memory) fault.place = program.image_begin + random() % 60;
            if (is_of_register) fault.place = 1 + random() % 31;
            if (of_kind == machine::FaultKind::kInstrWordMod)
                fault.change = 0x13 | (static_cast<std::uint32_t>(random()) & 0xffff8f80);
            options.injections = {fault};
            const auto proven = prove();
            if (!proven || proven->proof == honest->proof) continue;  // no run, or no difference
            QVERIFY(!verifies(proven->proof));
            ++refused;
        }
        QVERIFY(refused > 0);
    }
};

}  // namespace

QTEST_GUILESS_MAIN(MessageTest)
#include "message_test.moc"
