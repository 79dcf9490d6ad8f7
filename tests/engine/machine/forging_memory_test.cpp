// Lies about memory and registers: what a read finds, in which order, and where it comes from.

#include <QtTest>

#include "engine/machine/forger.hpp"

namespace {

using namespace archi::machine;
using Op = Opcode;

class ForgingMemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Memory

    void rejects_a_cell_that_is_initialised_twice()
    {
        // An image cell once more as a zero-initialised one: out of order in the chain.
        Forger forger(program({{Op::kLw, 5, 8, 0, 0}}));
        const auto cell = forger.program().image_begin;
        const auto first = forger.live<chips::ZeroMemory>();
        const auto second = forger.get<chips::ZeroMemory>(first);
        const auto at = forger.padding<chips::ZeroMemory>();
        chips::ZeroMemoryColumns<F> row = second;
        row.cell = F(cell);
        row.cell_low = F(cell & 0xffff);
        row.previous_cell = second.previous_cell;
        row.final_timestamp = F();
        row.final_value = {F(), F()};
        forger.put<chips::ZeroMemory>(at, row);
        auto moved = second;
        moved.previous_cell = F(cell);
        forger.put<chips::ZeroMemory>(first, moved);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_second_history_of_a_cell()
    {
        // Three rows that count 1, 1 and -1 are one cell in the chain, and a tuple out of nothing:
        // the load finds 666 where 7 was stored.
        Forger forger(
            program({{Op::kAddi, 5, 0, 0, 7}, {Op::kSw, 0, 9, 5, 0}, {Op::kLw, 6, 9, 0, 0}}));
        const auto cell = forger.program().image_end();
        const auto load_at = forger.live<chips::LoadWord>();
        const auto boundary_at = forger.boundary_of(0, cell);
        auto load = forger.get<chips::LoadWord>(load_at);
        auto first = forger.get<chips::Boundary>(boundary_at);
        auto second = first;
        const auto stored_at = load.memory.previous_timestamp;
        const chips::Word<F> seven{F(7), F()};
        const chips::Word<F> invented{F(666), F()};
        first.out_timestamp = stored_at;
        first.out = seven;
        second.in_timestamp = stored_at + F::one();
        second.in = second.out = invented;
        load.memory = {second.in_timestamp, invented};
        forger.put<chips::LoadWord>(load_at, load);
        forger.put<chips::Boundary>(boundary_at, first);
        forger.put<chips::Boundary>(forger.padding<chips::Boundary>(), second);

        auto at = forger.live<chips::ZeroMemory>();
        while (forger.get<chips::ZeroMemory>(at).cell != F(cell))
            ++at.row;
        auto passage = forger.get<chips::ZeroMemory>(at);
        passage.final_timestamp = stored_at;
        passage.final_value = seven;
        forger.put<chips::ZeroMemory>(at, passage);
        passage.final_timestamp = second.out_timestamp;
        passage.final_value = invented;
        forger.put<chips::ZeroMemory>(forger.padding<chips::ZeroMemory>(), passage);
        passage.is_used = -F::one();
        passage.final_timestamp = second.in_timestamp;
        forger.put<chips::ZeroMemory>(forger.padding<chips::ZeroMemory>(1), passage);
        forger.follow();
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
        QVERIFY(!forger.keeps_constraints());
        forger.omit({kChipId<chips::ZeroMemory>, false, 0});
        QVERIFY(!forger.is_rejected());
    }

    void rejects_a_chain_that_visits_a_cell_twice()
    {
        Forger forger(program({{Op::kSw, 0, 9, 5, 0}}));
        const auto at = forger.padding<chips::ZeroMemory>();
        auto row = forger.get<chips::ZeroMemory>(forger.live<chips::ZeroMemory>(1));
        // From the cell to itself: what the chain's bus cannot tell apart, the gap must.
        row.previous_cell = row.cell;
        row.gap_low = F();
        row.final_timestamp = F();
        row.final_value = {F(), F()};
        forger.put<chips::ZeroMemory>(at, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_chain_that_goes_around_p()
    {
        // Down by one is up by p - 1, in as many steps as it takes: each below 2^29, but every cell
        // on the way has to be below 2^29 as well.
        Forger forger(program({{Op::kSw, 0, 9, 5, 0}}));
        const auto end = forger.get<chips::ZeroMemory>(forger.last_live<chips::ZeroMemory>());
        auto cell = end.cell;
        constexpr std::uint32_t kStep = (1U << 29) - 1;
        for (unsigned i = 0; i < 4; ++i) {
            chips::ZeroMemoryColumns<F> row{};
            const auto next = i == 3 ? end.cell : cell + F(kStep);
            const auto gap = (next - cell - F::one()).value();
            row.is_used = F::one();
            row.previous_cell = cell;
            row.cell = next;
            row.cell_low = F(next.value() & 0xffff);
            row.gap_low = F(gap & 0xffff);
            forger.put<chips::ZeroMemory>(forger.padding<chips::ZeroMemory>(i), row);
            cell = next;
        }
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
        QVERIFY(forger.is_balanced_but_for(Bus::kRange));
    }

    void rejects_a_stale_read()
    {
        // x5 is 1, then 2; the addition reads 1.
        auto lied = false;
        Forger forger(
            program({{Op::kAddi, 5, 0, 0, 1}, {Op::kAddi, 5, 0, 0, 2}, {Op::kAdd, 6, 5, 5, 0}}),
            [&lied](Record& record) {
                if (record.instruction.opcode != Op::kAdd) return;
                lied = true;
                record.rs1.value = 1;
                record.rd.value = 3;
            });
        QVERIFY(lied && forger.is_rejected());
    }

    void rejects_a_read_of_an_older_timestamp()
    {
        // The same, with the timestamp at which x5 was 1.
        Forger forger(
            program({{Op::kAddi, 5, 0, 0, 1}, {Op::kAddi, 5, 0, 0, 2}, {Op::kAdd, 6, 5, 5, 0}}));
        const auto at = forger.live<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(at);
        row.first.value.low = F::one();
        row.first.previous_timestamp = row.first.previous_timestamp - F(kTimestampsPerCycle);
        row.result.low = F(3);
        forger.put<chips::AddSub>(at, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_read_from_the_future()
    {
        // x5 read before it is written: previous timestamp above the own one.
        Forger forger(program({{Op::kAdd, 6, 5, 7, 0}, {Op::kAddi, 5, 0, 0, 9}}));
        const auto at = forger.live<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(at);
        row.first.previous_timestamp = row.place.timestamp + F(kTimestampsPerCycle + kRdTime);
        row.first.value.low = F(9);
        row.result.low = F(9);
        forger.put<chips::AddSub>(at, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
        QVERIFY(!forger.is_balanced_but_for(Bus::kMemory));
    }

    void rejects_a_floating_loop_of_refreshes()
    {
        // Rows of refresh in a circle around p, with a value that nobody wrote: a read could join
        // it. Steps are below 2^29, but one timestamp on the way is not.
        Forger forger(program({{Op::kAdd, 6, 5, 7, 0}}), {}, 8);
        constexpr std::uint32_t kStep = (1U << 29) - 2;
        const auto start = F(100);
        auto timestamp = start;
        for (unsigned i = 0; i < 4; ++i) {
            const auto next = i == 3 ? start : timestamp + F(kStep);
            const auto elapsed = (next - timestamp - F::one()).value();
            chips::RefreshColumns<F> row{};
            row.is_refresh = F::one();
            row.cell = F(kFirstRegisterCell + 5);
            row.read = {timestamp, {F(77), F()}};
            row.timestamp = {F(next.value() & 0xffff), F(next.value() >> 16)};
            row.elapsed_low = F(elapsed & 0xffff);
            forger.put<chips::Refresh>(forger.padding<chips::Refresh>(i), row);
            timestamp = next;
        }
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
        // All that is missing is the range of the timestamp.
        QVERIFY(forger.is_balanced_but_for(Bus::kRange));
    }

    void rejects_a_refresh_that_turns_back()
    {
        Forger forger(program({{Op::kAdd, 6, 5, 7, 0}}), {}, 8);
        const auto at = forger.live<chips::Refresh>();
        auto row = forger.get<chips::Refresh>(at);
        std::swap(row.read.previous_timestamp, row.timestamp.low);
        forger.put<chips::Refresh>(at, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_boundary_that_is_no_bit()
    {
        for (const auto multiplicity : {F(2), -F::one()}) {
            Forger forger(program({{Op::kAdd, 6, 5, 7, 0}}));
            const auto at = forger.live<chips::Boundary>();
            auto row = forger.get<chips::Boundary>(at);
            row.is_touched = multiplicity;
            forger.put<chips::Boundary>(at, row);
            QVERIFY(forger.is_rejected());
        }
    }

    void rejects_a_boundary_row_twice()
    {
        Forger forger(program({{Op::kAdd, 6, 5, 7, 0}}));
        forger.put<chips::Boundary>(forger.padding<chips::Boundary>(),
                                    forger.get<chips::Boundary>(forger.live<chips::Boundary>()));
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_boundary_that_exchanges_cells()
    {
        Forger forger(program({{Op::kAdd, 6, 5, 7, 0}}));
        const auto first = forger.live<chips::Boundary>(0);
        const auto second = forger.live<chips::Boundary>(1);
        auto a = forger.get<chips::Boundary>(first);
        auto b = forger.get<chips::Boundary>(second);
        std::swap(a.out, b.out);
        std::swap(a.out_timestamp, b.out_timestamp);
        forger.put<chips::Boundary>(first, a);
        forger.put<chips::Boundary>(second, b);
        QVERIFY(forger.is_rejected());
    }

    /// A value that one segment leaves is taken by two others.
    void rejects_a_global_tuple_used_in_two_segments()
    {
        const std::vector<Instruction> body(30, {Op::kAddi, 5, 5, 0, 1});
        Forger forger(program(body), {}, kMaxAge, 10);
        QVERIFY(forger.segments() >= 3);
        // The third segment takes x5 as the first left it, as the second did.
        const auto second = forger.boundary_of(1, kFirstRegisterCell + 5);
        const auto third = forger.boundary_of(2, kFirstRegisterCell + 5);
        auto row = forger.get<chips::Boundary>(third);
        const auto source = forger.get<chips::Boundary>(second);
        row.in_timestamp = source.in_timestamp;
        row.in = source.in;
        forger.put<chips::Boundary>(third, row);
        QVERIFY(forger.is_rejected());
    }

    // Registers

    void rejects_aliased_sources_with_different_values()
    {
        auto lied = false;
        Forger forger(program({{Op::kAddi, 5, 0, 0, 7}, {Op::kAdd, 5, 5, 5, 0}}),
                      [&lied](Record& record) {
                          if (record.instruction.opcode != Op::kAdd) return;
                          lied = true;
                          record.rs2.value = 8;
                          record.rd.value = 15;
                      });
        QVERIFY(lied && forger.is_rejected());
        QVERIFY(!Forger(program({{Op::kAddi, 5, 0, 0, 7}, {Op::kAdd, 5, 5, 5, 0}})).is_rejected());
    }

    void rejects_a_second_source_read_after_the_destination()
    {
        // add x5, x5, x5 with rs2 taken after rd was written.
        Forger forger(program({{Op::kAddi, 5, 0, 0, 7}, {Op::kAdd, 5, 5, 5, 0}}));
        const auto at = forger.live<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(at);
        row.second.previous_timestamp = row.place.timestamp + F(kRdTime);
        row.second.value.low = row.result.low;
        forger.put<chips::AddSub>(at, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }

    void rejects_a_value_in_x0()
    {
        auto lies = 0;
        // Written by nobody, read as 5.
        Forger read(program({{Op::kAdd, 6, 0, 7, 0}}), [&lies](Record& record) {
            if (record.instruction.opcode != Op::kAdd) return;
            ++lies;
            record.rs1.value = 5;
            record.rd.value = 5;
        });
        QVERIFY(read.is_rejected());
        // A destination x0 leads to register 32; a row that writes register 0 is not in the ROM.
        Forger write(program({{Op::kAdd, kSinkRegister, 6, 7, 0}}));
        const auto at = write.live<chips::AddSub>();
        auto row = write.get<chips::AddSub>(at);
        QCOMPARE(row.rd, F(kSinkRegister));
        row.rd = F();
        write.put<chips::AddSub>(at, row);
        QVERIFY(write.is_rejected());
        QCOMPARE(lies, 1);
    }

    void rejects_another_register_than_the_instruction_names()
    {
        Forger forger(program({{Op::kAdd, 5, 6, 7, 0}}));
        const auto at = forger.live<chips::AddSub>();
        auto row = forger.get<chips::AddSub>(at);
        row.rs1 = F(7);
        forger.put<chips::AddSub>(at, row);
        forger.serve_tables();
        QVERIFY(forger.is_rejected());
    }
};

}  // namespace

QTEST_GUILESS_MAIN(ForgingMemoryTest)
#include "forging_memory_test.moc"
