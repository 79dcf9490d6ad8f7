// An executor that errs, in the ten ways of Arguzz, and believes itself: traces of its runs never
// pass the checker, unless the error made no difference.

#include <QtTest>

#include <algorithm>
#include <random>

#include "engine/machine/traces.hpp"
#include "machine/host/exercise.hpp"
#include "machine/host/run.hpp"

namespace {

using namespace archi::machine;

struct Recorded {
    std::vector<Segment> segments;
    std::vector<FinalCell> finals;
};

/// Empty if the run ends in a fault of the machine: it has no traces.
std::optional<Recorded> record(const Executable& executable,
                               const std::vector<Injection>& injections)
{
    const std::vector<std::uint32_t> hints(1000, 0x12345678);
    const SegmentLimits limits{.max_cycles = 200};
    auto run = Run::start(executable, hints, limits, kMaxCycles, injections);
    Recorded recorded;
    while (run.has_value() && !run->ended()) {
        auto segment = run->next_segment(Run::Records::kAll);
        if (!segment) return std::nullopt;
        recorded.segments.push_back(std::move(*segment));
    }
    if (!run.has_value()) return std::nullopt;
    recorded.finals = run->final_cells();
    return recorded;
}

bool are_equal(const std::vector<SegmentTraces>& a, const std::vector<SegmentTraces>& b)
{
    return std::ranges::equal(a, b, [](const SegmentTraces& x, const SegmentTraces& y) {
        return x.statement == y.statement &&
               std::ranges::equal(x.traces, y.traces, [](const ChipTrace& s, const ChipTrace& t) {
                   return s.chip == t.chip && s.columns.cells == t.columns.cells;
               });
    });
}

/// Whether the fault changes anything about the instruction.
bool is_hit(FaultKind kind, Opcode opcode)
{
    if (kind == FaultKind::kBrNegCond) return is_branch(opcode);
    if (kind == FaultKind::kLoadValMod) return is_load(opcode);
    if (kind == FaultKind::kStoreOutMod) return is_store(opcode);
    if (kind == FaultKind::kCompOutMod) return writes_rd(opcode) && !is_load(opcode);
    return true;
}

class FaultTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void faulty_runs_never_pass_data()
    {
        QTest::addColumn<int>("kind");
        constexpr std::array<const char*, 11> kNames = {
            "PRE_EXEC_PC_MOD",   "POST_EXEC_PC_MOD", "INSTR_WORD_MOD",   "BR_NEG_COND",
            "COMP_OUT_MOD",      "LOAD_VAL_MOD",     "STORE_OUT_MOD",    "PRE_EXEC_MEM_MOD",
            "POST_EXEC_MEM_MOD", "PRE_EXEC_REG_MOD", "POST_EXEC_REG_MOD"};
        for (std::size_t i = 0; i < kNames.size(); ++i)
            QTest::newRow(kNames[i]) << static_cast<int>(i);
    }

    void faulty_runs_never_pass()
    {
        QFETCH(int, kind);
        const auto seed =
            static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ARCHI_SEED")) + 1;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        std::mt19937_64 random(seed);
        const auto executable = Executable{exercise({.seed = seed, .instructions = 400}), {}, {}};
        const auto& program = executable.program;
        const ProgramTables tables(program);
        const auto honest_run = record(executable, {});
        QVERIFY(honest_run.has_value());
        const auto honest = fill_all(tables, honest_run->segments, honest_run->finals);
        QVERIFY(Checker(tables, honest).accepts());

        const auto of_kind = static_cast<FaultKind>(kind);
        std::vector<std::uint32_t> cycles;
        for (const auto& segment : honest_run->segments)
            for (const auto& each : segment.records)
                if (is_hit(of_kind, each.instruction.opcode))
                    cycles.push_back((each.timestamp - kFirstTimestamp) / kTimestampsPerCycle);
        QVERIFY(!cycles.empty());
        unsigned rejected = 0;
        for (unsigned tried = 0; tried < 200 && rejected < 12; ++tried) {
            Injection fault{.kind = of_kind, .cycle = cycles[random() % cycles.size()]};
            fault.change = 1U << random() % 32;
            const auto is_of_memory =
                of_kind == FaultKind::kPreExecMemMod || of_kind == FaultKind::kPostExecMemMod;
            const auto is_of_register =
                of_kind == FaultKind::kPreExecRegMod || of_kind == FaultKind::kPostExecRegMod;
            if (is_of_memory) {
                fault.place = program.image_begin + random() % 60;
            } else if (is_of_register) {
                fault.place = 1 + random() % 31;
            } else {
                fault.place = program.text_begin + 4 * (random() % program.text.size());
            }
            // addi, with any registers and any immediate.
            if (of_kind == FaultKind::kInstrWordMod)
                fault.change = 0x13 | (static_cast<std::uint32_t>(random()) & 0xffff8f80);
            const auto run = record(executable, {fault});
            if (!run) continue;
            auto traces = fill_all(tables, run->segments, run->finals);
            if (are_equal(traces, honest)) continue;
            std::vector<SegmentStatement> statements;
            for (const auto& each : traces)
                statements.push_back(each.statement);
            const Checker checker(tables, std::move(traces));
            QVERIFY2(!checker.accepts() || check_statements(program, statements),
                     qPrintable(QString("cycle %1, place %2, change %3")
                                    .arg(fault.cycle)
                                    .arg(fault.place)
                                    .arg(fault.change)));
            ++rejected;
        }
        QVERIFY(rejected >= 8);
    }
};

}  // namespace

QTEST_GUILESS_MAIN(FaultTest)
#include "fault_test.moc"
