// Lies that other proof machines have believed, told to ours: each must be rejected by the row-and-
// bus checker. The classes are those of audits and advisories of SP1, RISC Zero, Airbender, Jolt,
// Ceno, ZisK and OpenVM.

#include <QtTest>

#include "engine/machine/forger.hpp"
#include "machine/contexts/degree.hpp"

namespace {

using namespace archi::machine;
using Op = Opcode;

class ForgingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Padding

    void rejects_padding_rows_that_send()
    {
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        // A second addition out of nothing, in the chip's padding.
        const auto at = forger.padding<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(at);
        row.is_add = F::one();
        forger.put<chips::AddSub>(at, row);
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_copy_of_a_row_in_the_padding()
    {
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        forger.put<chips::AddSub>(forger.padding<chips::AddSub>(),
                                  forger.get<chips::AddSub>(forger.live<chips::AddSub>()));
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_flag_that_is_no_bit()
    {
        // -1 row takes back what another row did; 2 and -1 add up to one active row.
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        const auto live = forger.live<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(live);
        const auto padding = forger.padding<chips::AddSub>();
        row.is_add = -F::one();
        forger.put<chips::AddSub>(padding, row);
        row.is_add = F(2);
        forger.put<chips::AddSub>(live, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());

        Forger other(program({{Op::kAdd, 5, 6, 7, 0}}));
        row = other.get<chips::AddSub>(live);
        row.is_add = F(2);  // 2 * 1 - 1 * 2 = 0: no opcode, but active
        row.is_sub = -F::one();
        other.put<chips::AddSub>(live, row);
        other.serve_tables();
        QVERIFY(other.is_rejected());
    }

    void rejects_an_image_row_that_pads_the_image()
    {
        Forger forger(program({{Op::kLw, 5, 8, 0, 0}}));
        const auto at = forger.padding<chips::Image>();
        forger.put<chips::Image>(at, {F::one(), F(), {F(), F()}});
        QVERIFY(forger.is_rejected());
    }

    // Arithmetic

    void rejects_carries_that_are_no_bits()
    {
        // 1 + 1 = 2 + 2^16 k for any k modulo p, if the carry were free.
        Forger forger(program({{Op::kAddi, 6, 0, 0, 1}, {Op::kAdd, 5, 6, 6, 0}}));
        const auto at = forger.live<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(at);
        row.result = {F(3), F(0)};
        forger.put<chips::AddSub>(at, row);
        forger.follow();
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    /// 0xffff * 0xffff exceeds p: as a product of limbs it would have two witnesses.
    void rejects_partial_products_modulo_p()
    {
        const auto p = F::kModulus;
        const std::vector<Instruction> body = {{Op::kAddi, 6, 0, 0, 0xffff},
                                               {Op::kMul, 5, 6, 6, 0}};
        QVERIFY(!Forger(program(body)).is_rejected());
        for (const auto wrong : {0xffffU * 0xffffU - p, 0xffffU * 0xffffU + p}) {
            auto lied = false;
            Forger forger(program(body), [&lied, wrong](Record& record) {
                if (record.instruction.opcode != Op::kMul) return;
                lied = true;
                record.rd.value = wrong;
            });
            QVERIFY(lied && forger.is_rejected());
        }
    }

    void rejects_carries_of_products_out_of_range()
    {
        Forger forger(program({{Op::kAddi, 6, 0, 0, 0x12345678}, {Op::kMul, 5, 6, 6, 0}}));
        const auto at = forger.live<chips::Multiply>();
        auto row = forger.get<chips::Multiply>(at);
        // One less in the lower limb, and the carry that makes up for it modulo p.
        row.result.low = row.result.low - F::one();
        row.carry[0] = row.carry[0] + F(1U << 16).inverse();
        row.carry[1] = row.carry[1] + F(1U << 16).inverse() * F(1U << 16).inverse();
        forger.put<chips::Multiply>(at, row);
        forger.follow();
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
        QVERIFY(forger.keeps_constraints());
        QVERIFY(forger.is_balanced_but_for(Bus::kRange));
    }

    /// By zero the remainder is not compared with the divisor; nothing else may be free with it.
    void rejects_division_by_zero_with_another_quotient_or_remainder()
    {
        const std::vector<Instruction> body = {{Op::kAddi, 6, 0, 0, 1000}, {Op::kDivu, 5, 6, 0, 0}};
        Forger forger(program(body));
        const auto at = forger.live<chips::Divide>();
        auto row = forger.get<chips::Divide>(at);
        row.quotient.bytes.byte[0] = F(254);
        row.quotient.conjunctions[0] = F(254);
        row.magnitude.low = F(0xfffe);
        row.result.low = F(0xfffe);
        forger.put<chips::Divide>(at, row);
        forger.follow();
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
        QVERIFY(!forger.keeps_constraints());
    }

    /// A divisor that is not zero treated as zero: the remainder would be free.
    void rejects_a_division_that_only_says_it_is_by_zero()
    {
        Forger forger(
            program({{Op::kAddi, 6, 0, 0, 7}, {Op::kAddi, 7, 0, 0, 2}, {Op::kRemu, 5, 6, 7, 0}}));
        const auto at = forger.live<chips::Divide>();
        auto row = forger.get<chips::Divide>(at);
        row.by_zero = F::one();
        row.inverse = F();
        forger.put<chips::Divide>(at, row);
        forger.serve_tables();
        QVERIFY(!forger.keeps_constraints());
        // The same without the flag: 7 = 2 * 2 + 3.
        Forger other(
            program({{Op::kAddi, 6, 0, 0, 7}, {Op::kAddi, 7, 0, 0, 2}, {Op::kRemu, 5, 6, 7, 0}}));
        row = other.get<chips::Divide>(at);
        row.quotient.bytes.byte[0] = F(2);
        row.remainder.low = F(3);
        row.magnitude.low = F(3);
        row.result.low = F(3);
        row.borrow = F::one();
        other.put<chips::Divide>(at, row);
        other.follow();
        other.serve_tables();
        QVERIFY(other.keeps_constraints());
        QVERIFY(other.is_balanced_but_for(Bus::kRange) && other.is_rejected());
    }

    // Control

    void rejects_a_run_that_does_not_start_at_the_entry()
    {
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        auto statement = forger.statement();
        statement.first_pc += 4;
        forger.state(statement);
        QVERIFY(forger.is_rejected());
        QVERIFY(check_statements(forger.program(), {statement}).has_value());
    }

    void rejects_an_end_without_exit()
    {
        // The run stops at an instruction before the exit, and says that it has ended.
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        auto statement = forger.statement();
        statement.end_pc = forger.program().text_end() - 4;
        statement.end_timestamp -= kTimestampsPerCycle;
        forger.state(statement);
        QVERIFY(forger.is_rejected());
        QVERIFY(check_statements(forger.program(), {statement}).has_value());
    }

    void rejects_timestamps_that_do_not_fit_the_cycles()
    {
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        auto statement = forger.statement();
        statement.end_timestamp += kTimestampsPerCycle;
        forger.state(statement);
        QVERIFY(forger.is_rejected());
        statement.first_timestamp += kTimestampsPerCycle;
        QVERIFY(check_statements(forger.program(), {statement}).has_value());
    }

    void rejects_more_cycles_than_the_limit()
    {
        // Timestamps that come near p: no rows are needed to see it.
        const auto text = program({});
        std::vector<SegmentStatement> statements;
        std::uint32_t timestamp = kFirstTimestamp;
        for (std::uint32_t i = 0; i <= kMaxCycles / kMaxSegmentCycles; ++i) {
            SegmentStatement statement{.first_pc = text.entry, .first_timestamp = timestamp};
            timestamp += kTimestampsPerCycle * (i == 0 ? 1 : kMaxSegmentCycles);
            statement.end_pc = text.entry;
            statement.end_timestamp = timestamp;
            statements.push_back(statement);
        }
        statements.back().end_pc = kExitPc;
        statements.back().is_last = true;
        statements.back().image_end = text.image_end();
        QCOMPARE(check_statements(text, statements).value(), std::string("too many cycles"));
    }

    void rejects_a_floating_loop_of_instructions()
    {
        // `jal x0, 0` jumps to itself; its row alone, outside the run, would close a circle if its
        // timestamp did not grow.
        Forger forger(program({{Op::kJal, kSinkRegister, 0, 0, kTextBegin + 16},
                               {Op::kJal, kSinkRegister, 0, 0, kTextBegin + 12}}));
        const auto at = forger.padding<chips::Constant>();
        chips::ConstantColumns<F> row{};
        row.is_constant = F::one();
        row.place = {F(kTextBegin + 12), F(1000)};
        row.next_pc = F(kTextBegin + 12);
        row.rd = F(kSinkRegister);
        row.immediate = {F(kTextBegin + 16), F()};
        forger.put<chips::Constant>(at, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
        QVERIFY(!forger.is_balanced_but_for(Bus::kMemory));
    }

    // Output

    void rejects_another_output()
    {
        Forger forger(program({{Op::kAddi, 10, 0, 0, 42}}));
        auto statement = forger.statement();
        QCOMPARE(statement.output[0], 42U);
        statement.output[0] = 43;
        forger.state(statement);
        QVERIFY(forger.is_rejected());
        std::swap(statement.output[0], statement.output[1]);
        forger.state(statement);
        QVERIFY(forger.is_rejected());
    }

    void rejects_words_of_the_output_in_another_order()
    {
        Forger forger(program({{Op::kAddi, 10, 0, 0, 1}, {Op::kAddi, 11, 0, 0, 2}}));
        auto statement = forger.statement();
        std::swap(statement.output[0], statement.output[1]);
        forger.state(statement);
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_failed_run()
    {
        // `fail` has no row: a run that executes it has no trace.
        QCOMPARE(rom_row({Op::kFail, 0, 5, 0, 0}, kTextBegin), RomRow{});
        // And the exit of a run that should have failed is not reached by skipping a branch.
        const std::vector<Instruction> body = {{Op::kAddi, 5, 0, 0, 1},
                                               {Op::kBne, 0, 5, 0, kTextBegin + 4 * 5},
                                               {Op::kAddi, 6, 0, 0, 1}};
        auto lied = false;
        Forger forger(program(body), [&lied](Record& record) {
            if (record.instruction.opcode != Op::kBne) return;
            lied = true;
            record.next_pc = record.pc + 4;
        });
        QVERIFY(lied && forger.is_rejected());
    }

    void rejects_a_second_exit()
    {
        Forger forger(program({{Op::kAddi, 10, 0, 0, 1}}));
        forger.put<chips::Exit>(forger.padding<chips::Exit>(),
                                forger.get<chips::Exit>(forger.live<chips::Exit>()));
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    // Tables

    void rejects_false_rows_of_tables()
    {
        // A value of 17 bits, served by a multiplicity on any row.
        Forger forger(program({{Op::kHint, 5, 0, 0, 0}}));
        const auto at = forger.live<chips::Hint>();
        auto row = forger.get<chips::Hint>(at);
        row.result.low = F(1U << 16);
        forger.put<chips::Hint>(at, row);
        forger.follow();
        forger.serve_tables();
        QVERIFY(forger.keeps_constraints());
        QVERIFY(forger.is_balanced_but_for(Bus::kRange) && forger.is_rejected());
    }

    void rejects_an_instruction_that_the_program_does_not_have()
    {
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        const auto at = forger.live<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(at);
        row.is_add = F();
        row.is_sub = F::one();  // of zeros: the result is the same
        forger.put<chips::AddSub>(at, row);
        forger.serve_tables();
        QVERIFY(forger.keeps_constraints());
        QVERIFY(forger.is_balanced_but_for(Bus::kRom) && forger.is_rejected());
    }

    /// No bus can carry a multiplicity of p: what all rows of the greatest segment send is less.
    void multiplicities_stay_below_p()
    {
        std::size_t most = 0;
        for_each_chip([&]<typename Tag>(Tag) {
            most = std::max(most, kShape<typename Tag::Chip>.interactions);
        });
        // Rows of instructions, as many of refreshes for each access, tables and boundaries.
        const auto rows = std::uint64_t{kMaxSegmentCycles} * 5 + (1U << 18);
        QVERIFY(most * rows < F::kModulus);
    }
};

}  // namespace

QTEST_GUILESS_MAIN(ForgingTest)
#include "forging_test.moc"
