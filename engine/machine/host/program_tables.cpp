#include <algorithm>
#include <bit>

#include "machine/chips.hpp"
#include "machine/host/trace.hpp"

namespace archi::machine {

namespace {

unsigned log_height_for(std::size_t rows)
{
    return std::max(kMinLogHeight,
                    static_cast<unsigned>(std::bit_width(std::max<std::size_t>(rows, 1) - 1)));
}

}  // namespace

ProgramTables::ProgramTables(const Program& program)
    : text_begin(program.text_begin),
      image_begin(program.image_begin),
      image_end(program.image_end()),
      rom(kFixedColumns<chips::Rom>, log_height_for(program.text.size())),
      image(kFixedColumns<chips::Image>, log_height_for(program.image.size()))
{
    for (std::size_t i = 0; i < program.text.size(); ++i) {
        const auto& row = rows.emplace_back(
            rom_row(program.text[i], program.text_begin + 4 * static_cast<std::uint32_t>(i)));
        const chips::RomFixed<F> fixed{F(row.pc),  F(number(row.opcode)),
                                       F(row.rd),  F(row.rs1),
                                       F(row.rs2), {F(row.immediate_low), F(row.immediate_high)}};
        const auto cells = std::bit_cast<std::array<F, kFixedColumns<chips::Rom>>>(fixed);
        for (std::size_t column = 0; column < cells.size(); ++column)
            rom.at(i, column) = cells[column];
    }
    for (std::size_t i = 0; i < program.image.size(); ++i) {
        const auto word = program.image[i];
        const chips::ImageFixed<F> fixed{F::one(),
                                         F(image_begin + static_cast<std::uint32_t>(i)),
                                         {F(word & 0xffff), F(word >> 16)}};
        const auto cells = std::bit_cast<std::array<F, kFixedColumns<chips::Image>>>(fixed);
        for (std::size_t column = 0; column < cells.size(); ++column)
            image.at(i, column) = cells[column];
    }
}

std::vector<unsigned> heights_for(std::size_t rows)
{
    // Below 2^12 rows another instance costs the verifier more than padding costs the prover.
    constexpr unsigned kLeastToSplit = 12;
    constexpr std::size_t kMaxInstances = 3;
    std::vector<unsigned> heights;
    while (rows > 0) {
        const auto covering = log_height_for(rows);
        const auto padding = (std::size_t{1} << covering) - rows;
        const auto is_tight = padding * 8 <= std::size_t{1} << covering;
        if (is_tight || covering <= kLeastToSplit || heights.size() + 1 == kMaxInstances) {
            heights.push_back(covering);
            break;
        }
        heights.push_back(covering - 1);
        rows -= std::size_t{1} << (covering - 1);
    }
    return heights;
}

SegmentStatement statement_of(const ProgramTables& program, const Segment& segment,
                              std::span<const FinalCell> finals)
{
    SegmentStatement statement{.first_pc = segment.first_pc,
                               .first_timestamp = segment.first_timestamp,
                               .end_pc = segment.end_pc,
                               .end_timestamp = segment.end_timestamp};
    if (!segment.exit || finals.empty()) return statement;
    statement.is_last = true;
    statement.image_end = program.image_end;
    // A register: the exit reads some.
    statement.last_cell = finals.back().cell;
    for (std::size_t i = 0; i < kOutputWords; ++i)
        statement.output[i] = (*segment.exit)[i].value;
    return statement;
}

}  // namespace archi::machine
