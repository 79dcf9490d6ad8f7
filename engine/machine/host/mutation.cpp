#include "machine/host/mutation.hpp"

#include <algorithm>
#include <bit>

#include "machine/chips.hpp"
#include "machine/contexts/degree.hpp"

namespace archi::machine {

namespace {

bool is_lookup(Bus bus)
{
    return bus == Bus::kRange || bus == Bus::kByteAnd || bus == Bus::kRom;
}

/// Columns that decide whether a row is on its buses.
std::vector<std::size_t> flags_of(std::size_t chip)
{
    std::vector<std::size_t> flags;
    for (std::size_t i = 0; i < kShapes[chip].interactions; ++i) {
        const auto coefficients = multiplicity_coefficients(chip, i);
        for (std::size_t column = 0; column < coefficients.size(); ++column)
            if (coefficients[column] != F()) flags.push_back(column);
    }
    std::ranges::sort(flags);
    const auto repeated = std::ranges::unique(flags);
    flags.erase(repeated.begin(), repeated.end());
    return flags;
}

}  // namespace

Mutations::Mutations(const Checker& checker, std::mt19937_64& random)
    : checker_(checker), random_(random), puts_(checker.segments().size())
{
    for (std::size_t chip = 0; chip < kChips; ++chip)
        flags_.push_back(flags_of(chip));
    RowResult result;
    for (RowAddress at; at.segment < checker.segments().size(); ++at.segment) {
        const auto& traces = checker.segments()[at.segment].traces;
        for (at.instance = 0; at.instance < traces.size(); ++at.instance) {
            const auto chip = traces[at.instance].chip;
            if (chip == kChipId<chips::Range> || chip == kChipId<chips::ByteAnd>) continue;
            for (at.row = 0; at.row < traces[at.instance].live_rows; ++at.row) {
                checker.evaluate(at, result);
                for (std::size_t i = 0; i < result.count; ++i) {
                    const auto& [multiplicity, tuple] = result.interactions[i];
                    if (!is_lookup(tuple.bus) && multiplicity != F())
                        puts_[at.segment][static_cast<std::size_t>(tuple.bus)].push_back(
                            {at, i, tuple, multiplicity == F::one()});
                }
            }
        }
    }
}

RowAddress Mutations::another_row(const RowAddress& at)
{
    return {at.segment, at.instance, below(std::max<std::size_t>(checker_.trace(at).live_rows, 1))};
}

Mutation Mutations::of_cell(const RowAddress& at, std::size_t column, std::size_t kind)
{
    const auto before = checker_.get(at, column);
    const auto width = checker_.trace(at).columns.width;
    const F byte(1U << 8);
    const F limb(1U << 16);
    const auto one = [&](std::string_view name, F value) {
        return Mutation{name, {{at, column, value}}};
    };
    const auto two = [&](std::string_view name, std::size_t other, F value, F other_value) {
        if (other >= width || other == column) return Mutation{name, {}};
        return Mutation{name, {{at, column, value}, {at, other, other_value}}};
    };
    const auto next = below(2) == 0 ? column + 1 : column - 1;
    const auto any = below(width);
    const auto at_next = next < width ? checker_.get(at, next) : F();
    const auto carries = sign();
    switch (kind) {
        case 0:
            return one("random", F(static_cast<std::uint32_t>(random_())));
        case 1:
            return one("+1", before + F::one());
        case 2:
            return one("-1", before - F::one());
        case 3:
            return one("of another row", checker_.get(another_row(at), column));
        case 4:
            return one("+2^8", before + byte);
        case 5:
            return one("-2^8", before - byte);
        case 6:
            return one("+2^16", before + limb);
        case 7:
            return one("-2^16", before - limb);
        case 8:
            return one("2^24 off", before + sign() * F(1U << 24));
        case 9:
            return one("a bit", F(before.value() ^ 1U << below(31)));
        case 10:
            return one("negated", -before);
        case 11:
            return one("small", F(static_cast<std::uint32_t>(below(4))) - F::one());
        case 12:
            return one("a power of two", F(1U << below(31)));
        case 13:
            return one("a quotient", before + sign() * (below(2) == 0 ? byte : limb).inverse());
        case 14:
            return two("swapped", any, checker_.get(at, any), before);
        case 15: {
            const auto moved = carries * F(1U << (8 * below(4)));
            return two("moved", any, before + moved, checker_.get(at, any) - moved);
        }
        case 16:
            return two("carry of 2^8", next, before + carries * byte, at_next - carries);
        case 17: {
            const F power(1U << below(17));
            return two("carry", any, before + carries * power, checker_.get(at, any) - carries);
        }
        case 18:
            return {"bits", flip_bits(at, column)};
        default:
            return two("carry of 2^16", next, before + carries * limb, at_next - carries);
    }
}

Mutation Mutations::of_row(const RowAddress& at, std::size_t kind)
{
    switch (kind) {
        case 0:
            return {"flags", set_flags(at)};
        case 1:
            return {"flags that cancel", opposite_flags(at)};
        case 2:
            return {"flags cleared", copy(at, at, F())};
        case 3:
            return {"once more", into_padding(at, false)};
        case 4:
            return {"twice and back", into_padding(at, true)};
        case 5:
            return {"rows swapped", swap_rows(at)};
        case 6:
            return {"another tuple", rewire(at, false)};
        case 7:
            return {"another tuple of the cell", rewire(at, true)};
        case 8:
            return {"finds what a later access should", exchange(at)};
        case 9:
            return {"finds what it leaves", lead_back(at)};
        default:
            return {"another cell", move_access(at)};
    }
}

/// The column and one or two others, where they are zero or one.
Mutations::Cells Mutations::flip_bits(const RowAddress& at, std::size_t column)
{
    const auto is_bit = [](F value) { return value == F() || value == F::one(); };
    const auto width = checker_.trace(at).columns.width;
    if (!is_bit(checker_.get(at, column))) return {};
    Cells cells{{at, column, F::one() - checker_.get(at, column)}};
    const auto count = 2 + below(2);
    for (std::size_t tries = 0; tries < 4 * width && cells.size() < count; ++tries) {
        const auto other = below(width);
        const auto value = checker_.get(at, other);
        if (is_bit(value) && std::ranges::find(cells, other, &ChangedCell::column) == cells.end())
            cells.push_back({at, other, F::one() - value});
    }
    return cells;
}

Mutations::Cells Mutations::set_flags(const RowAddress& at)
{
    Cells cells;
    for (const auto flag : flags_[checker_.trace(at).chip])
        cells.push_back({at, flag, F(static_cast<std::uint32_t>(below(4))) - F::one()});
    return cells;
}

/// One flag up and one down: the row is as active as before.
Mutations::Cells Mutations::opposite_flags(const RowAddress& at)
{
    const auto& flags = flags_[checker_.trace(at).chip];
    if (flags.size() < 2) return {};
    const auto up = below(flags.size());
    const auto down = (up + 1 + below(flags.size() - 1)) % flags.size();
    return {{at, flags[up], checker_.get(at, flags[up]) + F::one()},
            {at, flags[down], checker_.get(at, flags[down]) - F::one()}};
}

/// The row with its flags times a factor.
Mutations::Cells Mutations::copy(const RowAddress& from, const RowAddress& to, F flags) const
{
    Cells cells;
    const auto& [chip, live_rows, columns] = checker_.trace(from);
    for (std::size_t column = 0; column < columns.width; ++column) {
        const auto is_flag = std::ranges::find(flags_[chip], column) != flags_[chip].end();
        const auto value = checker_.get(from, column) * (is_flag ? flags : F::one());
        if (value != checker_.get(to, column)) cells.push_back({to, column, value});
    }
    return cells;
}

Mutations::Cells Mutations::into_padding(const RowAddress& at, bool is_twice) const
{
    const auto& trace = checker_.trace(at);
    if (trace.live_rows == trace.columns.height() || at.row >= trace.live_rows) return {};
    const RowAddress padding{at.segment, at.instance, trace.live_rows};
    if (!is_twice) return copy(at, padding, F::one());
    auto cells = copy(at, padding, -F::one());
    const auto twice = copy(at, at, F(2));
    cells.insert(cells.end(), twice.begin(), twice.end());
    return cells;
}

/// Two rows with some of their cells exchanged.
Mutations::Cells Mutations::swap_rows(const RowAddress& at)
{
    const auto other = another_row(at);
    const auto width = checker_.trace(at).columns.width;
    const auto first = below(width);
    Cells cells;
    for (auto column = first; column < std::min(width, first + 1 + below(8)); ++column) {
        if (checker_.get(at, column) == checker_.get(other, column)) continue;
        cells.push_back({at, column, checker_.get(other, column)});
        cells.push_back({other, column, checker_.get(at, column)});
    }
    return cells;
}

void Mutations::aim(Cells& cells, const RowAddress& at, std::size_t interaction,
                    const Tuple& wanted) const
{
    const auto chip = checker_.trace(at).chip;
    auto row = checker_.row(at);
    const auto is_set = [&](std::size_t column) {
        return std::ranges::any_of(
            cells, [&](const ChangedCell& each) { return each.at == at && each.column == column; });
    };
    for (const auto& each : cells)
        if (each.at == at) row[each.column] = each.value;
    RowResult result;
    for (std::size_t entry = 0; entry < wanted.length; ++entry) {
        evaluate_row(chip, row, result);
        const auto missing =
            wanted.entries[entry] - result.interactions[interaction].tuple.entries[entry];
        const auto coefficients = entry_coefficients(chip, interaction, entry);
        for (std::size_t column = 0; missing != F() && column < coefficients.size(); ++column) {
            if (coefficients[column] == F() || is_set(column)) continue;
            row[column] += missing * coefficients[column].inverse();
            cells.push_back({at, column, row[column]});
            break;
        }
    }
}

/// One tuple of the row becomes another one that is on the bus: of the same cell, what another
/// access finds there or leaves.
Mutations::Cells Mutations::rewire(const RowAddress& at, bool is_same_cell)
{
    RowResult result;
    checker_.evaluate(at, result);
    if (result.count == 0) return {};
    const auto interaction = below(result.count);
    const auto& tuple = result.interactions[interaction].tuple;
    if (is_lookup(tuple.bus) || puts(at.segment, tuple.bus).empty()) return {};
    const auto& all = puts(at.segment, tuple.bus);
    auto place = below(all.size());
    for (std::size_t i = 0; i < all.size(); ++i, place = (place + 1) % all.size()) {
        const auto& put = all[place].tuple;
        if (put != tuple && (!is_same_cell || put.entries[0] == tuple.entries[0])) break;
    }
    Cells cells;
    aim(cells, at, interaction, all[place].tuple);
    return cells;
}

std::optional<std::size_t> Mutations::some_access(const RowResult& result)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i + 1 < result.count; ++i) {
        const auto& [multiplicity, tuple] = result.interactions[i];
        const auto& next = result.interactions[i + 1];
        if (tuple.bus == Bus::kMemory && next.tuple.bus == Bus::kMemory &&
            multiplicity == -F::one() && next.multiplicity == F::one() &&
            tuple.entries[0] == next.tuple.entries[0])
            found.push_back(i);
    }
    if (found.empty()) return std::nullopt;
    return found[below(found.size())];
}

const Mutations::Put* Mutations::receiver(std::size_t segment, const Tuple& tuple) const
{
    const auto& all = puts(segment, tuple.bus);
    const auto found = std::ranges::find_if(
        all, [&](const Put& each) { return !each.is_send && each.tuple == tuple; });
    return found == all.end() ? nullptr : &*found;
}

/// Two accesses to a cell find what the other one should.
Mutations::Cells Mutations::exchange(const RowAddress& at)
{
    RowResult result;
    checker_.evaluate(at, result);
    const auto access = some_access(result);
    if (!access) return {};
    const auto& tuple = result.interactions[*access].tuple;
    const auto& all = puts(at.segment, Bus::kMemory);
    const auto first = below(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& other = all[(first + i) % all.size()];
        if (other.is_send || other.at == at || other.tuple.entries[0] != tuple.entries[0]) continue;
        Cells cells;
        aim(cells, at, *access, other.tuple);
        aim(cells, other.at, other.interaction, tuple);
        return cells;
    }
    return {};
}

/// What the access leaves comes back to it with a later timestamp, by a row of the refresh chip;
/// the next access finds what this one should have found.
Mutations::Cells Mutations::lead_back(const RowAddress& at)
{
    RowResult result;
    checker_.evaluate(at, result);
    const auto access = some_access(result);
    if (!access) return {};
    const auto& found = result.interactions[*access].tuple;
    const auto& left = result.interactions[*access + 1].tuple;
    const auto* next = receiver(at.segment, left);
    const auto& traces = checker_.segments()[at.segment].traces;
    const auto refresh = std::ranges::find_if(traces, [](const ChipTrace& each) {
        return each.chip == kChipId<chips::Refresh> && each.live_rows < each.columns.height();
    });
    if (next == nullptr || next->at == at || refresh == traces.end()) return {};
    const auto elapsed = static_cast<std::uint32_t>(below(1000));
    const auto timestamp = left.entries[1].value() + 1 + elapsed;
    const chips::RefreshColumns<F> columns{
        .is_refresh = F::one(),
        .cell = left.entries[0],
        .read = {left.entries[1], {left.entries[2], left.entries[3]}},
        .timestamp = {F(timestamp & 0xffff), F(timestamp >> 16)},
        .elapsed_low = F(elapsed)};
    const auto values = std::bit_cast<std::array<F, kColumns<chips::Refresh>>>(columns);
    const RowAddress row{at.segment, static_cast<std::size_t>(refresh - traces.begin()),
                         refresh->live_rows};
    if (row.instance == at.instance) return {};
    Cells cells;
    for (std::size_t column = 0; column < values.size(); ++column)
        cells.push_back({row, column, values[column]});
    auto back = left;
    back.entries[1] = F(timestamp);
    aim(cells, at, *access, back);
    aim(cells, next->at, next->interaction, found);
    return cells;
}

/// The access goes to another cell, between two accesses there; where it was, nobody misses it.
Mutations::Cells Mutations::move_access(const RowAddress& at)
{
    RowResult result;
    checker_.evaluate(at, result);
    const auto access = some_access(result);
    if (!access) return {};
    const auto& found = result.interactions[*access].tuple;
    const auto& left = result.interactions[*access + 1].tuple;
    const auto* next = receiver(at.segment, left);
    const auto& all = puts(at.segment, Bus::kMemory);
    const auto* there = &all[below(all.size())];
    for (std::size_t tries = 0; tries < 64; ++tries, there = &all[below(all.size())]) {
        if (!there->is_send || there->tuple.entries[0] == found.entries[0] ||
            there->tuple.entries[1].value() >= left.entries[1].value())
            continue;
        const auto* after = receiver(at.segment, there->tuple);
        if (next == nullptr || after == nullptr || after->at == at || next->at == at) continue;
        RowResult later;
        checker_.evaluate(after->at, later);
        const auto& given = later.interactions[after->interaction + 1].tuple;
        const auto is_boundary = given.bus != Bus::kMemory;
        if (!is_boundary && given.entries[1].value() <= left.entries[1].value()) continue;
        Cells cells;
        aim(cells, at, *access, there->tuple);
        auto moved = left;
        moved.entries[0] = there->tuple.entries[0];
        aim(cells, after->at, after->interaction, moved);
        aim(cells, next->at, next->interaction, found);
        return cells;
    }
    return {};
}

}  // namespace archi::machine
