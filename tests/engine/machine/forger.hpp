#pragma once
// Makes honest traces of small programs and then tells lies in them.

#include <bit>

#include "engine/machine/traces.hpp"
#include "machine/chips.hpp"
#include "machine/host/repair.hpp"

namespace archi::machine {

inline constexpr std::uint32_t kTextBegin = 0x1000;
/// Instructions before the body: x8 is the address of the image, x9 that of zeroed memory.
inline constexpr std::uint32_t kPrologue = 2;

/// A program of the prologue, `body` and the exit.
[[nodiscard]] inline Program program(const std::vector<Instruction>& body)
{
    Program out;
    out.entry = out.text_begin = kTextBegin;
    out.image_begin = kTextBegin / 4 + static_cast<std::uint32_t>(body.size()) + 16;
    out.image = {0x01020304, 0, 0xffffffff};
    out.text = {{Opcode::kAddi, 8, 0, 0, 4 * out.image_begin},
                {Opcode::kAddi, 9, 0, 0, 4 * out.image_end()}};
    out.text.insert(out.text.end(), body.begin(), body.end());
    out.text.push_back({Opcode::kExit, 0, 0, 0, 0});
    return out;
}

class Forger {
public:
    /// `lie` changes what is recorded; the rest of the run believes it.
    explicit Forger(const Program& program, const std::function<void(Record&)>& lie = {},
                    std::uint32_t max_age = kMaxAge,
                    std::uint32_t segment_cycles = kMaxSegmentCycles)
        : program_(program), tables_(program)
    {
        const auto run = reference::run(program, {.segment_cycles = segment_cycles, .lie = lie});
        checker_.emplace(tables_, fill_all(tables_, run.segments, run.finals, max_age));
    }

    [[nodiscard]] const Program& program() const { return program_; }
    [[nodiscard]] std::size_t segments() const { return checker_->segments().size(); }
    [[nodiscard]] bool is_rejected() const { return !checker_->accepts(); }
    [[nodiscard]] bool keeps_constraints() const { return checker_->keeps_constraints(); }
    /// Every constraint is kept, and every other bus balances.
    [[nodiscard]] bool is_balanced_but_for(Bus bus) const
    {
        return keeps_constraints() &&
               std::ranges::all_of(checker_->imbalances(1000),
                                   [bus](const Imbalance& each) { return each.tuple.bus == bus; });
    }

    template <typename Chip>
    [[nodiscard]] auto get(const RowAddress& at) const
    {
        std::array<F, kColumns<Chip>> cells;
        for (std::size_t column = 0; column < cells.size(); ++column)
            cells[column] = checker_->get(at, column);
        return std::bit_cast<typename Chip::template Columns<F>>(cells);
    }
    template <typename Chip>
    void put(const RowAddress& at, const typename Chip::template Columns<F>& row)
    {
        const auto cells = std::bit_cast<std::array<F, kColumns<Chip>>>(row);
        for (std::size_t column = 0; column < cells.size(); ++column)
            checker_->set(at, column, cells[column]);
    }

    /// A row of the chip's first instance: with contents, or of its padding.
    template <typename Chip>
    [[nodiscard]] RowAddress live(std::size_t row = 0) const
    {
        return {0, instance(0, kChipId<Chip>), row};
    }
    template <typename Chip>
    [[nodiscard]] RowAddress last_live() const
    {
        return live<Chip>(checker_->trace(live<Chip>()).live_rows - 1);
    }
    template <typename Chip>
    [[nodiscard]] RowAddress padding(std::size_t row = 0) const
    {
        return live<Chip>(checker_->trace(live<Chip>()).live_rows + row);
    }
    [[nodiscard]] RowAddress boundary_of(std::size_t segment, std::uint32_t cell) const
    {
        RowAddress at{segment, instance(segment, kChipId<chips::Boundary>), 0};
        while (get<chips::Boundary>(at).cell != F(cell))
            ++at.row;
        return at;
    }

    [[nodiscard]] SegmentStatement statement() const { return checker_->segments()[0].statement; }
    void state(const SegmentStatement& statement) { checker_->set_statement(0, statement); }

    /// Weakens a chip, to see that it is this statement which rejects.
    void omit(const Omission& omission) { checker_->omit(omission); }

    /// Tables serve all lookups that they can.
    void serve_tables()
    {
        for (const auto& each : checker_->imbalances(1000))
            static_cast<void>(serve_lookup(tables_, *checker_, each));
    }

    /// What a row leaves in a cell that is not accessed again goes out of the segment, and is the
    /// final value.
    void follow()
    {
        for (const auto& [segment, tuple, net] : checker_->imbalances(1000)) {
            if (tuple.bus != Bus::kMemory || net != F::one()) continue;
            const auto at = boundary_of(segment, tuple.entries[0].value());
            auto boundary = get<chips::Boundary>(at);
            boundary.out_timestamp = tuple.entries[1];
            boundary.out = {tuple.entries[2], tuple.entries[3]};
            put<chips::Boundary>(at, boundary);
            auto zero = live<chips::ZeroMemory>();
            while (get<chips::ZeroMemory>(zero).cell != tuple.entries[0])
                ++zero.row;
            auto final = get<chips::ZeroMemory>(zero);
            final.final_timestamp = boundary.out_timestamp;
            final.final_value = boundary.out;
            put<chips::ZeroMemory>(zero, final);
        }
    }

private:
    [[nodiscard]] std::size_t instance(std::size_t segment, std::size_t chip) const
    {
        const auto& traces = checker_->segments()[segment].traces;
        return static_cast<std::size_t>(std::ranges::find(traces, chip, &ChipTrace::chip) -
                                        traces.begin());
    }

    Program program_;
    ProgramTables tables_;
    std::optional<Checker> checker_;
};

}  // namespace archi::machine
