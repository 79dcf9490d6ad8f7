// The executor against qemu: every instruction on edge and random operands, random programs,
// guests.

#include <QtTest>
#include <random>

#include "assembler.hpp"
#include "base/blake3.hpp"
#include "machine/host/checker.hpp"
#include "machine/host/costs.hpp"
#include "qemu.hpp"

using namespace archi;
using namespace archi::machine;
using namespace archi::machine::assembler;

namespace {

constexpr Word kResults = kData + 0x1000;
constexpr unsigned kPrograms = 1500;  // per file
constexpr unsigned kFiles = 4;

QByteArray bytes_of_words(const std::vector<Word>& words)
{
    QByteArray out;
    for (const auto word : words)
        for (unsigned i = 0; i < 4; ++i)
            out.append(static_cast<char>(word >> 8 * i));
    return out;
}

Result<Executable> guest(const char* name)
{
    QFile file(QStringLiteral(ARCHI_BIN_DIR "/guest/") + QLatin1String(name) +
               QStringLiteral(".elf"));
    if (!file.open(QIODevice::ReadOnly)) return failure(ErrorCode::kNotFound, name);
    const auto content = file.readAll();
    return load_elf(bytes_view(reinterpret_cast<const std::uint8_t*>(content.data()),
                               static_cast<std::size_t>(content.size())));
}

bytes_view view(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()),
            static_cast<std::size_t>(bytes.size())};
}

QByteArray array(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// What the guest gives on the proof machine, in plain mode, after the segments agreed.
std::optional<QByteArray> run_guest(const char* name, const QByteArray& input)
{
    const auto executable = guest(name);
    if (!executable) return std::nullopt;
    const auto hints = hint_words(view(input));
    const auto done = execute(*executable, hints, std::uint64_t{1} << 32);
    if (!done) qWarning("%s", done.error().sentence.c_str());
    if (!done || !done->ending.succeeded || !done->ending.output) return std::nullopt;
    return array(*done->ending.output);
}

/// Programs with the end that each machine wants: `size` bytes at kResults.
Code with_end(Code code, Word size, bool is_qemu)
{
    constexpr std::int32_t kWrite = 64;
    constexpr std::int32_t kExitCall = 93;
    if (is_qemu) {
        code.push_back(addi(10, 0, 1));
        load_constant(code, 11, kResults);
        load_constant(code, 12, size);
        code.push_back(addi(17, 0, kWrite));
        code.push_back(kEcall);
        code.push_back(addi(10, 0, 0));
        code.push_back(addi(17, 0, kExitCall));
        code.push_back(kEcall);
    } else {
        load_constant(code, 18, kResults);
        load_constant(code, 19, size);
        code.push_back(assembler::kExit);
    }
    return code;
}

Code random_code(std::uint64_t seed, unsigned programs)
{
    Code code;
    for (Word x = 1; x < 32; ++x)
        code.push_back(addi(x, 0, 0));  // qemu starts with values of its own
    load_constant(code, 2, kData + 0x100);
    load_constant(code, 3, kResults);
    const auto body = RandomPrograms(seed).make(programs);
    code.insert(code.end(), body.begin(), body.end());
    return code;
}

/// Memory at kResults at the end of a run, from its cells.
QByteArray results_of(const Run& run, Word size)
{
    QByteArray out(static_cast<qsizetype>(size), '\0');
    for (const auto& cell : run.final_cells()) {
        const auto offset = 4 * cell.cell - kResults;
        if (cell.cell < kMemoryCells && 4 * cell.cell >= kResults && offset < size)
            for (unsigned i = 0; i < 4; ++i)
                out[static_cast<qsizetype>(offset + i)] = static_cast<char>(cell.value >> 8 * i);
    }
    return out;
}

std::uint64_t seed_of_run()
{
    const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                          ? qEnvironmentVariable("ARCHI_SEED").toULongLong()
                          : std::random_device{}();
    qInfo("ARCHI_SEED=%llu", static_cast<unsigned long long>(seed));
    return seed;
}

}  // namespace

class EmulationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_instruction_gives_what_qemu_gives()
    {
        std::vector<Word> operands = {0,          1,          2,          3,          0xff,
                                      0x7f,       0x80,       0xffff,     0x8000,     0x7fff,
                                      0x10000,    0x7fffffff, 0x80000000, 0x80000001, 0xffffffff,
                                      0xfffffffe, 0xffff0000, 0xffff8000, 31,         32,
                                      0x55555555, 0xaaaaaaaa};
        std::mt19937_64 random(seed_of_run());
        while (operands.size() < 60)
            operands.push_back(static_cast<Word>(random() >> random() % 32));
        const auto input = bytes_of_words(operands);
        const auto expected =
            run_in_qemu(QStringLiteral(ARCHI_BIN_DIR "/guest/instructions"), input);
        QVERIFY(expected.has_value());
        QVERIFY(expected->size() > 1'000'000);
        const auto found = run_guest("instructions", input);
        QVERIFY(found.has_value());
        QVERIFY(*found == *expected);
    }

    void random_programs_give_what_qemu_gives()
    {
        const auto seed = seed_of_run();
        for (unsigned file = 0; file < kFiles; ++file) {
            const auto code = random_code(seed + file, kPrograms);
            const auto size = kPrograms * RandomPrograms::kResult;
            QTemporaryFile program;
            QVERIFY(program.open());
            program.write(array(elf_of(with_end(code, size, true))));
            program.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
            program.close();
            const auto expected = run_in_qemu(program.fileName(), {});
            QVERIFY(expected.has_value());
            QCOMPARE(expected->size(), static_cast<qsizetype>(size));

            const auto executable = load_elf(elf_of(with_end(code, size, false)));
            QVERIFY(executable.has_value());
            auto run = Run::start(*executable, {}, segment_limits(std::uint64_t{1} << 22));
            QVERIFY(run.has_value());
            while (!run->ended())
                QVERIFY(run->next_segment(Run::Records::kNone).has_value());
            QVERIFY(results_of(*run, size) == *expected);
        }
    }

    void guests_give_what_qemu_gives_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("hello") << "hello" << QByteArray("Ada");
        QTest::newRow("hello, long") << "hello" << QByteArray(70'001, 'x');
        QTest::newRow("sort") << "sort" << QByteArray();
        QTest::newRow("sort some") << "sort" << bytes_of_words({12345, 1000});
        QFile witness(QStringLiteral(ARCHI_TESTS_DIR "/fuzz/corpus/batch_input/voyage_1"));
        QVERIFY(witness.open(QIODevice::ReadOnly));
        QTest::newRow("batch") << "batch" << witness.readAll();
        QTest::newRow("sort nothing") << "sort" << bytes_of_words({7, 0});
    }

    void guests_give_what_qemu_gives()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, input);
        const auto expected = run_in_qemu(QStringLiteral(ARCHI_BIN_DIR "/guest/") + name, input);
        QVERIFY(expected.has_value());
        const auto found = run_guest(qPrintable(name), input);
        QVERIFY(found.has_value());
        QVERIFY(*found == *expected);
    }

    void batch_refuses_what_is_no_witness()
    {
        const auto executable = guest("batch");
        QVERIFY(executable.has_value());
        for (const auto& input : {QByteArray(), QByteArray(1000, '\0'), QByteArray(1000, '\xff')}) {
            const auto done = execute(*executable, hint_words(view(input)));
            QVERIFY(done.has_value());
            QVERIFY(!done->ending.succeeded);
            QCOMPARE(done->ending.exit_code, 1U);
        }
    }

    void random_programs_fill_traces_that_the_checker_accepts()
    {
        const auto seed = seed_of_run();
        const auto code = with_end(random_code(seed, 60), 60 * RandomPrograms::kResult, false);
        const auto executable = load_elf(elf_of(code));
        QVERIFY(executable.has_value());
        auto limits = segment_limits(std::uint64_t{1} << 30);
        limits.max_cycles = 1500;
        auto run = Run::start(*executable, {}, limits);
        QVERIFY(run.has_value());
        std::vector<Segment> segments;
        while (!run->ended()) {
            auto segment = run->next_segment(Run::Records::kAll);
            QVERIFY(segment.has_value());
            segments.push_back(std::move(*segment));
        }
        QVERIFY(segments.size() > 2);

        const ProgramTables tables(executable->program);
        std::vector<SegmentTraces> traces;
        std::vector<SegmentStatement> statements;
        for (const auto& segment : segments) {
            const auto finals = segment.exit ? run->final_cells() : std::vector<FinalCell>();
            auto columns = fill_early(tables, segment, finals);
            auto rest = fill_main(tables, segment, finals);
            std::ranges::move(rest, std::back_inserter(columns));
            statements.push_back(statement_of(tables, segment, finals));
            traces.push_back({statements.back(), std::move(columns)});
        }
        QVERIFY(!check_statements(executable->program, statements));
        const Checker checker(tables, std::move(traces));
        QVERIFY2(checker.accepts(), checker.first_violation().value_or("").c_str());
    }
};

QTEST_GUILESS_MAIN(EmulationTest)
#include "emulation_test.moc"
