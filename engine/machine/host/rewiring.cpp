#include "machine/host/rewiring.hpp"

#include <algorithm>
#include <bit>

#include "machine/chips.hpp"

namespace archi::machine {

namespace {

bool is_lookup(Bus bus)
{
    return bus == Bus::kRange || bus == Bus::kByteAnd || bus == Bus::kRom;
}

}  // namespace

Rewiring::Rewiring(const Checker& checker, std::mt19937_64& random)
    : checker_(checker), random_(random), puts_(checker.segments().size())
{
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

void Rewiring::aim(ChangedCells& cells, const RowAddress& at, std::size_t interaction,
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
ChangedCells Rewiring::exchange_tuple(const RowAddress& at, bool is_same_cell)
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
    ChangedCells cells;
    aim(cells, at, interaction, all[place].tuple);
    return cells;
}

std::optional<std::size_t> Rewiring::some_access(const RowResult& result)
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

const Rewiring::Put* Rewiring::receiver(std::size_t segment, const Tuple& tuple) const
{
    const auto& all = puts(segment, tuple.bus);
    const auto found = std::ranges::find_if(
        all, [&](const Put& each) { return !each.is_send && each.tuple == tuple; });
    return found == all.end() ? nullptr : &*found;
}

/// Two accesses to a cell find what the other one should.
ChangedCells Rewiring::exchange(const RowAddress& at)
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
        ChangedCells cells;
        aim(cells, at, *access, other.tuple);
        aim(cells, other.at, other.interaction, tuple);
        return cells;
    }
    return {};
}

/// What the access leaves comes back to it with a later timestamp, by a row of the refresh chip;
/// the next access finds what this one should have found.
ChangedCells Rewiring::lead_back(const RowAddress& at)
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
    ChangedCells cells;
    for (std::size_t column = 0; column < values.size(); ++column)
        cells.push_back({row, column, values[column]});
    auto back = left;
    back.entries[1] = F(timestamp);
    aim(cells, at, *access, back);
    aim(cells, next->at, next->interaction, found);
    return cells;
}

/// The access goes to another cell, between two accesses there; where it was, nobody misses it.
ChangedCells Rewiring::move_access(const RowAddress& at)
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
        ChangedCells cells;
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
