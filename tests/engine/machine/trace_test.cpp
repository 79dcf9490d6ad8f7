#include <QtTest>

#include <set>

#include "engine/machine/traces.hpp"
#include "machine/contexts/degree.hpp"
#include "machine/host/column_names.hpp"
#include "machine/host/exercise.hpp"

namespace {

using namespace archi::machine;

std::uint64_t seed()
{
    return qEnvironmentVariableIntValue("ARCHI_SEED") + 1;
}

/// What the checker says of a whole run, statements included; empty if it accepts.
std::string verdict(const Program& program, const reference::Run& run,
                    std::uint32_t max_age = kMaxAge)
{
    const ProgramTables tables(program);
    auto traces = fill_all(tables, run.segments, run.finals, max_age);
    std::vector<SegmentStatement> statements;
    for (const auto& each : traces)
        statements.push_back(each.statement);
    if (const auto error = check_statements(program, statements)) return *error;
    return Checker(tables, std::move(traces)).first_violation().value_or("");
}

/// One program that runs every register and immediate operation, comparison and branch on all
/// pairs of words at edges; operands come as constants.
Program edges_of(Opcode opcode)
{
    Program program{.entry = 0x1000, .text_begin = 0x1000, .text = {}, .image = {}};
    const auto add = [&](Opcode op, std::uint8_t rd, std::uint8_t rs1, std::uint8_t rs2,
                         std::uint32_t immediate) {
        program.text.push_back({op, rd, rs1, rs2, immediate});
    };
    for (const auto a : kEdgeWords) {
        add(Opcode::kAddi, 5, 0, 0, a);
        for (const auto b : kEdgeWords) {
            const auto is_shift = opcode >= Opcode::kSlli && opcode <= Opcode::kSrai;
            if (is_immediate_form(opcode)) {
                // Sign-extended 12 bits, or five.
                const auto immediate = is_shift           ? b % 32
                                       : (b & 0x800) != 0 ? b | 0xfffff000
                                                          : b & 0x7ff;
                add(opcode, 7, 5, 0, immediate);
                continue;
            }
            add(Opcode::kAddi, 6, 0, 0, b);
            const auto here = program.text_end();
            if (is_branch(opcode))
                add(opcode, 0, 5, 6, here + 8), add(Opcode::kAddi, 7, 7, 0, 1);
            else
                add(opcode, 7, 5, 6, 0);
        }
    }
    add(Opcode::kExit, 0, 0, 0, 0);
    program.image_begin = program.text_end() / 4;
    return program;
}

class TraceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInfo("seed %llu", static_cast<unsigned long long>(seed())); }

    void exercises_execute_every_opcode_of_the_rom()
    {
        const auto program = exercise({.seed = seed(), .instructions = 400});
        const ProgramTables tables(program);
        const auto run = reference::run(program);
        std::set<RomOpcode> executed;
        for (const auto& record : run.segments[0].records)
            executed.insert(tables.rows[(record.pc - program.text_begin) / 4].opcode);
        for (unsigned opcode = 1; opcode < kRomOpcodes; ++opcode)
            QVERIFY2(executed.contains(static_cast<RomOpcode>(opcode)),
                     qPrintable(QString::number(opcode)));
    }

    void honest_runs_pass_in_any_number_of_segments()
    {
        for (std::uint64_t i = 0; i < 40; ++i) {
            const auto program = exercise({.seed = seed() + i, .instructions = 400});
            const reference::Options options{
                .segment_cycles = static_cast<std::uint32_t>(80 + 60 * (i % 10)), .seed = i};
            const auto run = reference::run(program, options);
            const auto text = verdict(program, run, i % 2 == 0 ? kMaxAge : 64);
            QVERIFY2(text.empty(), text.c_str());
        }
    }

    void operations_pass_on_all_pairs_of_edges_data()
    {
        QTest::addColumn<int>("opcode");
        for (unsigned i = 1; i < kOpcodes; ++i) {
            const auto opcode = static_cast<Opcode>(i);
            if (opcode <= Opcode::kBgeu ||
                (is_immediate_form(opcode) && mnemonic(opcode) != "none"))
                QTest::newRow(std::string(mnemonic(opcode)).c_str()) << static_cast<int>(i);
        }
    }
    void operations_pass_on_all_pairs_of_edges()
    {
        QFETCH(int, opcode);
        const auto program = edges_of(static_cast<Opcode>(opcode));
        const auto text = verdict(program, reference::run(program));
        QVERIFY2(text.empty(), text.c_str());
    }

    void shifts_pass_for_every_amount()
    {
        for (const auto opcode : {Opcode::kSll, Opcode::kSrl, Opcode::kSra}) {
            Program program{.entry = 0x1000, .text_begin = 0x1000, .text = {}, .image = {}};
            for (const std::uint32_t word : {0x80000001U, 0xdeadbeefU, 0x7fff8000U})
                for (std::uint32_t amount = 0; amount < 64; ++amount) {
                    program.text.push_back({Opcode::kAddi, 5, 0, 0, word});
                    program.text.push_back({Opcode::kAddi, 6, 0, 0, amount});
                    program.text.push_back({opcode, 7, 5, 6, 0});
                    const auto immediate =
                        static_cast<Opcode>(static_cast<unsigned>(opcode) + kImmediateForm);
                    program.text.push_back({immediate, 7, 5, 0, amount % 32});
                }
            program.text.push_back({Opcode::kExit, 0, 0, 0, 0});
            program.image_begin = program.text_end() / 4;
            const auto text = verdict(program, reference::run(program));
            QVERIFY2(text.empty(), text.c_str());
        }
    }

    /// A cell that rests for longer than 2^16 timestamps is refreshed, in one segment or later.
    void cells_may_rest_for_any_time()
    {
        Program program{.entry = 0x1000,
                        .text_begin = 0x1000,
                        .text = {},
                        .image_begin = 0x1000,
                        .image = {7, 8}};
        program.text = {{Opcode::kAddi, 5, 0, 0, 0x4000}, {Opcode::kLw, 6, 5, 0, 0},
                        {Opcode::kAddi, 7, 0, 0, 20000},  {Opcode::kAddi, 7, 7, 0, 0xffffffff},
                        {Opcode::kBne, 0, 7, 0, 0x100c},  {Opcode::kLw, 8, 5, 0, 4},
                        {Opcode::kSw, 0, 5, 6, 0},        {Opcode::kExit, 0, 0, 0, 0}};
        for (const auto cycles : {kMaxSegmentCycles, std::uint32_t{13000}}) {
            const auto run = reference::run(program, {.segment_cycles = cycles});
            const auto text = verdict(program, run);
            QVERIFY2(text.empty(), text.c_str());
        }
    }

    void violations_are_readable()
    {
        const auto program = exercise({.seed = seed(), .instructions = 100});
        const ProgramTables tables(program);
        const auto run = reference::run(program);
        Checker checker(tables, fill_all(tables, run.segments, run.finals));
        QVERIFY(checker.accepts());
        // The first trace is the boundary's: its flag, then another timestamp.
        checker.set({0, 0, 0}, 0, F(2));
        QCOMPARE(checker.first_violation().value(),
                 std::string("segment 0, boundary, row 0: constraint 0 is not zero"));
        checker.roll_back();
        QVERIFY(checker.accepts());
        checker.set({0, 0, 0}, 2, F(1));
        QVERIFY(checker.first_violation()->contains("memory ("));
    }

    void rows_stand_in_any_order()
    {
        const auto program = exercise({.seed = seed(), .instructions = 100});
        const ProgramTables tables(program);
        const auto run = reference::run(program);
        Checker checker(tables, fill_all(tables, run.segments, run.finals));
        const RowAddress first{0, 0, 0};
        const RowAddress second{0, 0, 1};
        QVERIFY(checker.only_reorders());
        for (std::size_t column = 0; column < checker.trace(first).columns.width; ++column) {
            const auto a = checker.get(first, column);
            const auto b = checker.get(second, column);
            checker.set(first, column, b);
            checker.set(second, column, a);
        }
        QVERIFY(checker.accepts());
        QVERIFY(checker.only_reorders());
        checker.set(second, 2, checker.get(second, 2) + F::one());
        QVERIFY(!checker.only_reorders());
    }

    void readme_shows_the_chips_as_they_are()
    {
        QFile file(ARCHI_TESTS_DIR "/../engine/machine/README.md");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll();
        for (std::size_t chip = 0; chip < kChips; ++chip) {
            const auto& shape = kShapes[chip];
            const auto begin = text.indexOf(("| " + std::string(chip_name(chip)) + " |").c_str());
            QVERIFY2(begin >= 0, std::string(chip_name(chip)).c_str());
            const auto line = text.mid(begin, text.indexOf('\n', begin) - begin);
            const auto expected = QByteArray("| ") + QByteArray::number(qulonglong{shape.columns}) +
                                  " | " + QByteArray::number(qulonglong{shape.interactions}) +
                                  " | " + QByteArray::number(qulonglong{shape.constraints}) + " |";
            QVERIFY2(line.endsWith(expected), line.constData());
        }
    }

    void heights_cover_rows_with_little_padding()
    {
        QVERIFY(heights_for(0).empty());
        QCOMPARE(heights_for(1), (std::vector<unsigned>{4}));
        QCOMPARE(heights_for(4096), (std::vector<unsigned>{12}));
        QCOMPARE(heights_for(4097), (std::vector<unsigned>{12, 4}));
        QCOMPARE(heights_for(1U << 20), (std::vector<unsigned>{20}));
        QCOMPARE(heights_for((1U << 19) + (1U << 17)), (std::vector<unsigned>{19, 17}));
        for (std::size_t rows = 1U << 14; rows < (1U << 22); rows += 1 + rows / 7) {
            const auto heights = heights_for(rows);
            std::size_t total = 0;
            for (const auto each : heights)
                total += std::size_t{1} << each;
            QVERIFY(total >= rows);
            QVERIFY(heights.size() <= 3 && total - rows <= rows * 15 / 100);
        }
    }
};

}  // namespace

QTEST_GUILESS_MAIN(TraceTest)
#include "trace_test.moc"
