#include "machine/host/false_rows.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "machine/contexts/degree.hpp"
#include "machine/host/false_rows/scene.hpp"
#include "machine/host/run.hpp"
#include "machine/host/trace.hpp"

namespace archi::machine {

namespace {

/// x5 and x6 are set, the instruction follows, and the exit wherever it leads within the text.
Program program_of(const Setting& setting)
{
    constexpr std::size_t kExits = 8;
    Program program;
    program.entry = program.text_begin = kSettingPc - 8;
    program.text = {{Opcode::kAddi, 5, 0, 0, setting.x5},
                    {Opcode::kAddi, 6, 0, 0, setting.x6},
                    setting.instruction};
    program.text.insert(program.text.end(), kExits, {Opcode::kExit, 0, 0, 0, 0});
    program.image_begin = kSettingWord / 4;
    program.image = {setting.word};
    return program;
}

bool is_table(Bus bus)
{
    return bus == Bus::kRange || bus == Bus::kByteAnd || bus == Bus::kRom;
}

Tuple rom_tuple(const Setting& setting)
{
    const auto row = rom_row(setting.instruction, kSettingPc);
    return {Bus::kRom,
            7,
            {F(row.pc), F(machine::number(row.opcode)), F(row.rd), F(row.rs1), F(row.rs2),
             F(row.immediate_low), F(row.immediate_high)}};
}

bool is_in_table(const Tuple& tuple, const Setting& setting)
{
    const auto entry = [&tuple](std::size_t i) { return tuple.entries[i].value(); };
    switch (tuple.bus) {
        case Bus::kRange:
            return entry(0) <= 16 && entry(1) >> entry(0) == 0;
        case Bus::kByteAnd:
            return (entry(0) | entry(1)) <= 255 && entry(2) == (entry(0) & entry(1));
        default:
            return tuple == rom_tuple(setting);
    }
}

/// What a row puts on buses that are no tables.
std::vector<Tuple> tuples_of(std::size_t chip, std::span<const F> row, bool is_sent)
{
    std::vector<Tuple> tuples;
    RowResult result;
    evaluate_row(chip, row, result);
    for (const auto& [multiplicity, tuple] : result.all())
        if (!is_table(tuple.bus) && multiplicity == (is_sent ? F::one() : -F::one()))
            tuples.push_back(tuple);
    return tuples;
}

bool is_permutation(const std::vector<Tuple>& a, const std::vector<Tuple>& b)
{
    return std::ranges::is_permutation(a, b);
}

}  // namespace

std::optional<HonestRow> honest_row(const Setting& setting)
{
    constexpr std::uint32_t kHint = 5;
    const Executable executable{program_of(setting), {}, {}};
    auto run = Run::start(executable, {kHint}, {});
    ARCHI_ASSERT(run.has_value());
    const auto segment = run->next_segment(Run::Records::kAll);
    if (!segment) return std::nullopt;
    const ProgramTables tables(executable.program);
    const auto& record = segment->records[2];
    const auto* exit = segment->exit ? &*segment->exit : nullptr;
    return HonestRow{chip_of(tables, record), fill_row(tables, record, exit)};
}

std::vector<Omission> broken_statements(const FalseRow& row)
{
    std::vector<Omission> broken;
    const auto add = [&](bool is_interaction, std::size_t index) {
        const Omission each{row.chip, is_interaction, index};
        if (std::ranges::find(broken, each) == broken.end()) broken.push_back(each);
    };
    struct Lookup {
        Tuple tuple;
        F net;
        std::size_t index;
    };
    std::vector<Lookup> lookups;
    const auto look_at = [&](std::span<const F> columns, std::size_t times) {
        for (std::size_t i = 0; i < kShapes[row.chip].constraints; ++i)
            if (evaluate_constraint(row.chip, columns, i) != F()) add(false, i);
        RowResult result;
        evaluate_row(row.chip, columns, result);
        for (std::size_t i = 0; i < result.count; ++i) {
            const auto& [multiplicity, tuple] = result.interactions[i];
            if (!is_table(tuple.bus) || is_in_table(tuple, row.setting)) continue;
            auto found = std::ranges::find(lookups, tuple, &Lookup::tuple);
            if (found == lookups.end()) found = lookups.insert(found, {tuple, F(), i});
            found->net += multiplicity * F(static_cast<std::uint32_t>(times));
        }
    };
    look_at(row.row, row.copies);
    for (const auto& each : row.besides)
        look_at(each, 1);
    for (const auto& each : lookups)
        if (each.net != F()) add(true, each.index);
    return broken;
}

bool is_false(const FalseRow& row)
{
    // As one row that counts once: so do its copies, together.
    RowResult result;
    evaluate_row(row.chip, row.row, result);
    std::vector<Tuple> taken;
    std::vector<Tuple> left;
    for (const auto& [multiplicity, tuple] : result.all()) {
        if (is_table(tuple.bus) || multiplicity == F()) continue;
        const auto once = multiplicity * F(static_cast<std::uint32_t>(row.copies));
        if (once != F::one() && once != -F::one()) return false;
        (once == F::one() ? left : taken).push_back(tuple);
    }
    for (const auto& each : row.besides) {
        evaluate_row(row.chip, each, result);
        if (std::ranges::any_of(result.all(), [](const RowInteraction& interaction) {
                return !is_table(interaction.tuple.bus) && interaction.multiplicity != F();
            }))
            return false;
    }
    const auto honest = honest_row(row.setting);
    if (!honest) return true;
    // A cell that both take, they find the same in; and both start from the same state.
    const auto honestly_taken = tuples_of(honest->chip, honest->row, false);
    for (const auto& tuple : taken)
        for (const auto& other : honestly_taken) {
            const auto is_same_thing =
                tuple.bus == other.bus &&
                (tuple.bus == Bus::kState || tuple.entries[0] == other.entries[0]);
            if (is_same_thing && tuple != other) return false;
        }
    return !is_permutation(taken, honestly_taken) ||
           !is_permutation(left, tuples_of(honest->chip, honest->row, true));
}

const std::vector<FalseRow>& false_rows()
{
    static const auto all = [] {
        std::vector<FalseRow> rows;
        lies::add_flags(rows);
        lies::add_shares(rows);
        lies::add_sums(rows);
        lies::add_comparisons(rows);
        lies::add_shifts(rows);
        lies::add_addresses(rows);
        lies::add_products(rows);
        lies::add_divisions(rows);
        return rows;
    }();
    return all;
}

}  // namespace archi::machine
