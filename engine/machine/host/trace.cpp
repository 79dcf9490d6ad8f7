#include "machine/host/trace.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/assert.hpp"
#include "machine/chips.hpp"
#include "machine/host/chip_of_opcode.hpp"
#include "machine/host/rows/arithmetic.hpp"
#include "machine/host/rows/control.hpp"
#include "machine/host/rows/memory.hpp"
#include "machine/host/rows/multiplication.hpp"

namespace archi::machine {

namespace {

using rows::Number;

/// Rows are filled as numbers, a block at a time, and then spread over the columns: so a block
/// stays in the first cache, and columns are written in runs.
template <typename Chip, typename FillRow>
void fill_rows(std::vector<ChipTrace>& traces, std::span<const unsigned> heights, std::size_t rows,
               const FillRow& fill_row)
{
    constexpr std::size_t kBlock = 64;
    using Row = typename Chip::template Columns<Number>;
    constexpr auto kWidth = kColumns<Chip>;
    std::size_t done = 0;
    for (const auto log_height : heights) {
        auto& trace = traces.emplace_back(ChipTrace{kChipId<Chip>, 0, Columns(kWidth, log_height)});
        trace.live_rows = std::min(rows - done, trace.columns.height());
        for (std::size_t begin = 0; begin < trace.live_rows; begin += kBlock) {
            const auto count = std::min(kBlock, trace.live_rows - begin);
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): written before it is read
            std::array<std::array<Number, kWidth>, kBlock> block;
            for (std::size_t i = 0; i < count; ++i) {
                Row row{};
                fill_row(row, done + begin + i);
                block[i] = std::bit_cast<std::array<Number, kWidth>>(row);
            }
            for (std::size_t column = 0; column < kWidth; ++column) {
                const auto to = trace.columns.column(column).subspan(begin, count);
                for (std::size_t i = 0; i < count; ++i)
                    to[i] = F(block[i][column]);
            }
        }
        done += trace.live_rows;
    }
}

template <typename Chip>
void fill_table(std::vector<ChipTrace>& traces, const std::vector<Number>& multiplicities,
                unsigned log_height)
{
    auto& trace = traces.emplace_back(
        ChipTrace{kChipId<Chip>, multiplicities.size(), Columns(kColumns<Chip>, log_height)});
    std::ranges::transform(multiplicities, trace.columns.cells.begin(),
                           [](Number number) { return F(number); });
}

/// Where the zero-initialised cells begin among the final ones.
std::span<const FinalCell> zero_initialised(const ProgramTables& program,
                                            std::span<const FinalCell> finals)
{
    const auto first = std::ranges::lower_bound(finals, program.image_end, {}, &FinalCell::cell);
    return finals.subspan(static_cast<std::size_t>(first - finals.begin()));
}

std::int64_t cell_before(const ProgramTables& program, std::span<const FinalCell> zeros,
                         std::size_t index)
{
    return index == 0 ? std::int64_t{program.image_end} - 1 : zeros[index - 1].cell;
}

void fill_image(std::vector<ChipTrace>& traces, const ProgramTables& program,
                std::span<const FinalCell> finals)
{
    const auto rows = std::size_t{program.image_end} - program.image_begin;
    auto used = finals.begin();
    const std::array heights{program.image.log_height};
    fill_rows<chips::Image>(traces, heights, rows, [&](auto& row, std::size_t index) {
        if (used == finals.end() || used->cell != program.image_begin + index) return;
        rows::fill(row, *used);
        ++used;
    });
}

/// Row of the ROM.
std::uint32_t rom_row_of(const ProgramTables& program, const Record& record)
{
    const auto row = (record.pc - program.text_begin) / 4;
    ARCHI_ASSERT(row < program.rows.size());
    return row;
}

template <typename Chip>
concept Instructions = requires(typename Chip::template Columns<Number> row, rows::Step step,
                                Ledger ledger) { rows::fill(row, step, ledger); };

}  // namespace

std::size_t chip_of(const ProgramTables& program, const Record& record)
{
    return kChipOfOpcode[number(program.rows[rom_row_of(program, record)].opcode)];
}

std::vector<F> fill_row(const ProgramTables& program, const Record& record, const ExitReads* exit)
{
    std::vector<F> out;
    visit_chip(chip_of(program, record), [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        if constexpr (Instructions<Chip>) {
            Ledger ledger(program.rows.size(), kMaxAge);
            typename Chip::template Columns<Number> row{};
            rows::fill(row, {record, program.rows[rom_row_of(program, record)], exit}, ledger);
            for (const auto each : std::bit_cast<std::array<Number, kColumns<Chip>>>(row))
                out.emplace_back(each);
        }
    });
    return out;
}

std::vector<ChipTrace> fill_early(const ProgramTables& program, const Segment& segment,
                                  std::span<const FinalCell> finals)
{
    std::vector<ChipTrace> traces;
    const auto& cells = segment.boundary;
    fill_rows<chips::Boundary>(traces, heights_for(cells.size()), cells.size(),
                               [&](auto& row, std::size_t i) { rows::fill(row, cells[i]); });
    if (finals.empty()) return traces;
    if (program.image_end > program.image_begin) fill_image(traces, program, finals);
    const auto zeros = zero_initialised(program, finals);
    fill_rows<chips::ZeroMemory>(
        traces, heights_for(zeros.size()), zeros.size(), [&](auto& row, std::size_t i) {
            rows::fill(row, zeros[i], cell_before(program, zeros, i), nullptr);
        });
    return traces;
}

std::vector<ChipTrace> fill_main(const ProgramTables& program, const Segment& segment,
                                 std::span<const FinalCell> finals, std::uint32_t max_age)
{
    Ledger ledger(program.rows.size(), max_age);
    const auto& records = segment.records;

    // Records by chip, in order of time.
    std::array<std::size_t, kChips + 1> begin{};
    std::vector<std::uint32_t> rom_rows(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        rom_rows[i] = rom_row_of(program, records[i]);
        const auto chip = kChipOfOpcode[number(program.rows[rom_rows[i]].opcode)];
        ARCHI_ASSERT(chip != kChips);
        ++begin[chip + 1];
        ledger.instruction(rom_rows[i]);
    }
    for (std::size_t chip = 0; chip < kChips; ++chip)
        begin[chip + 1] += begin[chip];
    std::vector<std::uint32_t> order(records.size());
    auto next = begin;
    for (std::uint32_t i = 0; i < records.size(); ++i)
        order[next[kChipOfOpcode[number(program.rows[rom_rows[i]].opcode)]]++] = i;

    std::vector<ChipTrace> traces;
    const auto* exit = segment.exit ? &*segment.exit : nullptr;
    for_each_chip([&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        using Row = typename Chip::template Columns<Number>;
        if constexpr (Instructions<Chip>) {
            const auto first = begin[kChipId<Chip>];
            const auto count = begin[kChipId<Chip> + 1] - first;
            fill_rows<Chip>(traces, heights_for(count), count, [&](Row& row, std::size_t i) {
                const auto index = order[first + i];
                const rows::Step step{records[index], program.rows[rom_rows[index]], exit};
                rows::fill(row, step, ledger);
            });
        }
    });

    const auto refreshes = ledger.refreshes();
    fill_rows<chips::Refresh>(
        traces, heights_for(refreshes.size()), refreshes.size(),
        [&](auto& row, std::size_t i) { rows::fill(row, refreshes[i], ledger); });
    const auto zeros = zero_initialised(program, finals);
    for (std::size_t i = 0; i < zeros.size(); ++i) {
        chips::ZeroMemoryColumns<Number> row{};
        rows::fill(row, zeros[i], cell_before(program, zeros, i), &ledger);
    }
    fill_table<chips::Range>(traces, ledger.ranges(), chips::Range::kLogHeight);
    fill_table<chips::ByteAnd>(traces, ledger.conjunctions(), chips::ByteAnd::kLogHeight);
    fill_table<chips::Rom>(traces, ledger.instructions(), program.rom.log_height);
    return traces;
}

}  // namespace archi::machine
