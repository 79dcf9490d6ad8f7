// How runs end, fail, are cut and are recorded.

#include <QtTest>
#include <random>

#include "assembler.hpp"
#include "base/blake3.hpp"
#include "machine/host/costs.hpp"
#include "replay.hpp"

using namespace archi;
using namespace archi::machine;
using namespace archi::machine::assembler;

namespace {

constexpr Word kExitWord = assembler::kExit;

Executable load(const Code& code, const Bytes& data = {})
{
    auto executable = load_elf(elf_of(code, data));
    if (!executable) qFatal("%s", executable.error().sentence.c_str());
    return std::move(*executable);
}

/// x5 := value, then `rest`, then the end.
Code with_x5(Word value, const Code& rest)
{
    Code code;
    load_constant(code, 5, value);
    code.insert(code.end(), rest.begin(), rest.end());
    code.push_back(kExitWord);
    return code;
}

QString fault_of(const Code& code)
{
    const auto executable = load(code);
    const auto done = execute(executable, {});
    if (done) return {};
    // In segments the same is said.
    auto run = Run::start(executable, {}, segment_limits(std::uint64_t{1} << 30));
    const auto segment = run->next_segment(Run::Records::kAll);
    if (segment || describe(segment.error()) != describe(done.error()))
        return QStringLiteral("segments say something else");
    return QString::fromStdString(done.error().sentence);
}

Code random_run(std::uint64_t seed, unsigned programs)
{
    Code code;
    load_constant(code, 2, kData + 0x100);
    load_constant(code, 3, kData + 0x1000);
    const auto body = RandomPrograms(seed).make(programs);
    code.insert(code.end(), body.begin(), body.end());
    code.push_back(kExitWord);
    return code;
}

struct Whole {
    std::vector<Segment> segments;
    std::vector<FinalCell> finals;
};

Whole run_whole(const Executable& executable, const SegmentLimits& limits, Run::Records records)
{
    auto run = Run::start(executable, {}, limits);
    if (!run) qFatal("%s", run.error().sentence.c_str());
    Whole whole;
    while (!run->ended()) {
        auto segment = run->next_segment(records);
        if (!segment) qFatal("%s", segment.error().sentence.c_str());
        whole.segments.push_back(std::move(*segment));
    }
    whole.finals = run->final_cells();
    return whole;
}

}  // namespace

class RunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void faults_say_what_and_where_data()
    {
        QTest::addColumn<Code>("code");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const Code& code, const char* message) {
            QTest::newRow(name) << code << QString::fromLatin1(message);
        };
        row("ecall", {kEcall}, "No instruction of the proof machine: 0x00000073 at 0x10000");
        row("fence", {0x0ff0000f}, "No instruction of the proof machine: 0x0ff0000f");
        row("lw misaligned", with_x5(kData + 2, {lw(6, 5, 0)}),
            "Misaligned: the instruction 0x0002a303 (lw) at 0x10008 accesses 0x4000002");
        row("lh misaligned", with_x5(kData, {i_type(3, 1, 6, 5, 3)}), "(lh) at 0x10008 accesses");
        row("lhu misaligned", with_x5(kData, {i_type(3, 5, 6, 5, 1)}), "Misaligned");
        row("sw misaligned", with_x5(kData, {sw(6, 5, 1)}), "Misaligned");
        row("sh misaligned", with_x5(kData, {s_type(1, 5, 6, 5)}), "Misaligned");
        row("load of text", with_x5(kText, {lw(6, 5, 0)}), "Outside memory");
        row("store to text", with_x5(kText, {sw(6, 5, 0)}), "Outside memory");
        row("load below data", with_x5(kData, {lw(6, 5, -4)}), "Outside memory");
        row("load above memory", with_x5(kMemoryBytes, {lw(6, 5, 0)}), "accesses 0x40000000");
        row("byte above memory", with_x5(0xffffffff, {i_type(3, 0, 6, 5, 0)}), "0xffffffff");
        row("store wraps to zero", with_x5(0xffffffff, {s_type(0, 5, 6, 1)}), "accesses 0x0");
        row("jalr outside", with_x5(kData, {jalr(1, 5, 0)}), "leads to 0x4000000");
        row("jalr misaligned", with_x5(kText, {jalr(1, 5, 2)}), "Misaligned");
        row("jalr to the exit pc", with_x5(0, {jalr(1, 5, 1)}), "leads to 0x0");
        row("jal outside", {jal(1, -4)}, "leads to 0xfffc");
        row("branch outside", {b_type(0, 0, 0, 4092)}, "leads to 0x10ffc");
        row("past the end", {addi(1, 0, 1)}, "ran past the end of its text, at 0x10004");
        row("no input", {hint(5), kExitWord}, "The input has no further word");
    }

    void faults_say_what_and_where()
    {
        QFETCH(Code, code);
        QFETCH(QString, message);
        const auto said = fault_of(code);
        QVERIFY2(said.contains(message), qPrintable(said));
    }

    void the_ends_of_memory_belong_to_it()
    {
        const auto executable =
            load(with_x5(kMemoryBytes - 4, {sw(5, 5, 0), lw(10, 5, 0), i_type(3, 4, 11, 5, 3)}));
        const auto done = execute(executable, {});
        QVERIFY(done.has_value());
        QCOMPARE(done->ending.words[0], kMemoryBytes - 4);
        QCOMPARE(done->ending.words[1], 0x3fU);
    }

    void hints_come_in_order_and_the_output_belongs_to_its_digest()
    {
        const Bytes input = {1, 2, 3, 4, 5};
        Code code = {hint(5), hint(6), hint(7)};
        load_constant(code, 18, kData);
        code.push_back(sw(6, 18, 0));
        code.push_back(sw(7, 18, 4));
        code.push_back(addi(19, 5, 0));
        const auto digest = blake3(input);
        for (Word i = 0; i < kOutputWords; ++i) {
            Word word = 0;
            for (Word j = 0; j < 4; ++j)
                word |= Word{digest[4 * i + j]} << 8 * j;
            load_constant(code, 10 + i, word);
        }
        code.push_back(kExitWord);
        const auto done = execute(load(code), hint_words(input));
        QVERIFY(done.has_value());
        QVERIFY(done->ending.succeeded);
        QVERIFY(done->ending.output == input);
        // Another input leaves bytes that the digest does not fit.
        const auto other = execute(load(code), hint_words(Bytes{1, 2, 3, 4, 6}));
        QVERIFY(other->ending.succeeded && !other->ending.output);
    }

    void failing_gives_the_exit_code_and_nothing_to_prove()
    {
        const auto executable = load(with_x5(77, {fail(5)}));
        const auto done = execute(executable, {});
        QVERIFY(done.has_value() && !done->ending.succeeded);
        QCOMPARE(done->ending.exit_code, 77U);
        auto run = Run::start(executable, {}, segment_limits(std::uint64_t{1} << 20));
        const auto segment = run->next_segment(Run::Records::kAll);
        QVERIFY(segment.has_value() && run->ended() && !run->ending().succeeded);
        QCOMPARE(segment->records.size(), std::size_t{2});
        QVERIFY(!segment->exit && segment->end_pc != kExitPc);
    }

    void runs_that_take_too_long_are_stopped()
    {
        const auto endless = load({jal(0, 0)});
        const auto done = execute(endless, {}, 1'000'000);
        QVERIFY(!done && done.error().code == ErrorCode::kLimitExceeded);
        auto limits = segment_limits(std::uint64_t{1} << 40);
        limits.max_cycles = 100;
        auto run = Run::start(endless, {}, limits, 250);
        QCOMPARE(run->next_segment(Run::Records::kNone)->cycles(), 100U);
        QCOMPARE(run->next_segment(Run::Records::kAll)->cycles(), 100U);
        const auto last = run->next_segment(Run::Records::kAll);
        QVERIFY(!last && last.error().code == ErrorCode::kLimitExceeded);

        // An exit in the very last cycle is in time.
        QVERIFY(execute(load({addi(5, 0, 1), kExitWord}), {}, 2).has_value());
        QVERIFY(!execute(load({addi(5, 0, 1), kExitWord}), {}, 1));
    }

    void limits_out_of_range_are_refused()
    {
        const auto executable = load({kExitWord});
        auto limits = segment_limits(1000);
        QVERIFY(!Run::start(executable, {}, segment_limits(10)));
        limits.max_cycles = 0;
        QVERIFY(!Run::start(executable, {}, limits));
        limits.max_cycles = kMaxSegmentCycles + 1;
        QVERIFY(!Run::start(executable, {}, limits));
        QVERIFY(!Run::start(executable, {}, segment_limits(1 << 20), kMaxCycles + 1));
    }

    void records_and_boundaries_tell_one_story()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        Bytes data(600);
        std::mt19937 random(seed);
        for (auto& byte : data)
            byte = static_cast<std::uint8_t>(random());
        const auto executable = load_elf(elf_of(random_run(seed, 100), data));
        QVERIFY(executable.has_value());
        for (const auto cells : {20'000U, 100'000U, 10'000'000U}) {
            const auto limits = segment_limits(cells);
            const auto recorded = run_whole(*executable, limits, Run::Records::kAll);
            Replay replay(executable->program);
            for (const auto& segment : recorded.segments) {
                QVERIFY(replay.agrees(segment));
                QVERIFY(segment.cost <= cells);
            }
            QVERIFY(replay.agrees(recorded.finals));
            QCOMPARE(recorded.segments.back().end_pc, kExitPc);

            // Metering cuts at the same places and sees the same, but for the records.
            const auto metered = run_whole(*executable, limits, Run::Records::kNone);
            QVERIFY(metered.finals == recorded.finals);
            QCOMPARE(metered.segments.size(), recorded.segments.size());
            for (std::size_t i = 0; i < metered.segments.size(); ++i) {
                const auto& one = metered.segments[i];
                const auto& other = recorded.segments[i];
                QVERIFY(one.records.empty() && one.boundary == other.boundary);
                QVERIFY(one.rows == other.rows && one.cost == other.cost);
                QVERIFY(one.exit == other.exit && one.end_pc == other.end_pc);
                QCOMPARE(one.end_timestamp, other.end_timestamp);
            }
        }
    }

    void an_injected_fault_breaks_the_story_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<Word>("cycle");
        QTest::addColumn<Word>("place");
        QTest::addColumn<Word>("change");
        const auto row = [](const char* name, FaultKind kind, Word cycle, Word place, Word change) {
            QTest::newRow(name) << static_cast<int>(kind) << cycle << place << change;
        };
        const auto data = kData / 4;
        row("PRE_EXEC_PC_MOD", FaultKind::kPreExecPcMod, 3, kText + 4 * 5, 0);
        row("POST_EXEC_PC_MOD", FaultKind::kPostExecPcMod, 3, kText + 4 * 5, 0);
        row("INSTR_WORD_MOD", FaultKind::kInstrWordMod, 3, 0, addi(6, 5, 2));
        row("BR_NEG_COND", FaultKind::kBrNegCond, 6, 0, 0);
        row("COMP_OUT_MOD", FaultKind::kCompOutMod, 3, 0, 1);
        row("LOAD_VAL_MOD", FaultKind::kLoadValMod, 5, 0, 1);
        row("STORE_OUT_MOD", FaultKind::kStoreOutMod, 4, 0, 1);
        row("PRE_EXEC_MEM_MOD", FaultKind::kPreExecMemMod, 5, data, 1);
        row("POST_EXEC_MEM_MOD", FaultKind::kPostExecMemMod, 5, data, 1);
        row("PRE_EXEC_REG_MOD", FaultKind::kPreExecRegMod, 3, 5, 4);
        row("POST_EXEC_REG_MOD", FaultKind::kPostExecRegMod, 3, 6, 4);
    }

    void an_injected_fault_breaks_the_story()
    {
        QFETCH(int, kind);
        QFETCH(Word, cycle);
        QFETCH(Word, place);
        QFETCH(Word, change);
        const auto executable = load(
            with_x5(kData, {addi(6, 0, 9), addi(6, 5, 1), sw(6, 5, 0), lw(7, 5, 0),
                            b_type(0, 7, 5, 8), addi(10, 7, 0), lw(11, 5, 0), addi(12, 6, 0)}));
        const auto limits = segment_limits(std::uint64_t{1} << 20);
        const auto honest = run_whole(executable, limits, Run::Records::kAll);
        Replay replay(executable.program);
        QVERIFY(is_consistent(executable, honest.segments.front()));

        auto run = Run::start(executable, {}, limits, kMaxCycles,
                              {{static_cast<FaultKind>(kind), cycle, place, change}});
        const auto faulty = run->next_segment(Run::Records::kAll);
        QVERIFY(faulty.has_value() && run->ended());
        QVERIFY(faulty->records != honest.segments.front().records ||
                faulty->boundary != honest.segments.front().boundary);
        QVERIFY(!is_consistent(executable, *faulty));
    }

private:
    /// The records follow the program and each other, and every result is that of its instruction.
    static bool is_consistent(const Executable& executable, const Segment& segment)
    {
        Replay replay(executable.program);
        if (!replay.agrees(segment)) return false;
        for (const auto& record : segment.records) {
            const auto& [opcode, rd, rs1, rs2, immediate] = record.instruction;
            const auto index = (record.pc - executable.program.text_begin) / 4;
            if (!(executable.program.text[index] == record.instruction)) return false;
            if (opcode == Opcode::kAddi && record.rd.value != record.rs1.value + immediate)
                return false;
            if (opcode == Opcode::kLw && record.rd.value != record.memory.value) return false;
            if (opcode == Opcode::kSw && record.rs2.value != record.memory.value) return false;
            const bool taken = opcode == Opcode::kBeq && record.rs1.value == record.rs2.value;
            const auto next = taken ? immediate : record.pc + 4;
            if (opcode != Opcode::kExit && record.next_pc != next) return false;
        }
        return true;
    }
};

QTEST_GUILESS_MAIN(RunTest)
#include "run_test.moc"
