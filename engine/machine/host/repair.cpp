#include "machine/host/repair.hpp"

#include <algorithm>
#include <numeric>

#include "machine/chips.hpp"

namespace archi::machine {

namespace {

std::size_t hash_of(const Tuple& tuple)
{
    auto hash = static_cast<std::size_t>(tuple.bus) + 1;
    for (std::size_t i = 0; i < tuple.length; ++i)
        hash = (hash ^ tuple.entries[i].montgomery()) * 0xff51afd7ed558ccd + (hash >> 31);
    return hash;
}

bool is_table(Bus bus)
{
    return bus == Bus::kRange || bus == Bus::kByteAnd || bus == Bus::kRom;
}

template <typename T>
void shuffle(std::vector<T>& items, std::mt19937_64& random)
{
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random() % i]);
}

std::vector<std::size_t> indices(std::size_t count, std::mt19937_64& random)
{
    std::vector<std::size_t> out(count);
    std::iota(out.begin(), out.end(), std::size_t{0});
    shuffle(out, random);
    return out;
}

}  // namespace

std::optional<RowAddress> table_row(const ProgramTables& program, const Checker& checker,
                                    std::size_t segment, const Tuple& tuple)
{
    if (!is_table(tuple.bus)) return std::nullopt;
    std::size_t chip = 0;
    std::size_t row = 0;
    const auto entry = [&tuple](std::size_t i) { return tuple.entries[i].value(); };
    if (tuple.bus == Bus::kRange) {
        if (entry(0) > 16 || entry(1) >> entry(0) != 0) return std::nullopt;
        chip = kChipId<chips::Range>;
        row = (std::size_t{1} << entry(0)) + entry(1);
    } else if (tuple.bus == Bus::kByteAnd) {
        if ((entry(0) | entry(1)) > 255 || entry(2) != (entry(0) & entry(1))) return std::nullopt;
        chip = kChipId<chips::ByteAnd>;
        row = entry(0) | entry(1) << 8;
    } else {
        chip = kChipId<chips::Rom>;
        row = (entry(0) - program.text_begin) / 4;
        if (row >= program.rows.size()) return std::nullopt;
        for (std::size_t i = 0; i < tuple.length; ++i)
            if (program.rom.at(row, i) != tuple.entries[i]) return std::nullopt;
    }
    const auto& traces = checker.segments()[segment].traces;
    for (std::size_t i = 0; i < traces.size(); ++i)
        if (traces[i].chip == chip) return RowAddress{segment, i, row};
    return std::nullopt;
}

bool serve_lookup(const ProgramTables& program, Checker& checker, const Imbalance& imbalance)
{
    const auto at = table_row(program, checker, imbalance.segment, imbalance.tuple);
    if (!at) return false;
    checker.set(*at, 0, checker.get(*at, 0) + imbalance.net);
    return true;
}

bool is_choice(std::size_t chip, std::size_t column)
{
    const auto lies_in = [column](std::size_t offset, std::size_t size) {
        return column * sizeof(F) >= offset && column * sizeof(F) < offset + size;
    };
    if (chip == kChipId<chips::Hint>)
        return lies_in(offsetof(chips::HintColumns<F>, result), sizeof(chips::Word<F>));
    if (chip == kChipId<chips::Refresh>)
        return lies_in(offsetof(chips::RefreshColumns<F>, timestamp), sizeof(chips::Word<F>));
    return false;
}

Repair::Repair(const ProgramTables& program, Checker& checker, std::mt19937_64& random)
    : program_(program), checker_(checker), random_(random)
{
    RowResult result;
    for (RowAddress at; at.segment < checker.segments().size(); ++at.segment) {
        const auto& traces = checker.segments()[at.segment].traces;
        for (at.instance = 0; at.instance < traces.size(); ++at.instance) {
            const auto chip = traces[at.instance].chip;
            if (chip == kChipId<chips::Range> || chip == kChipId<chips::ByteAnd> ||
                chip == kChipId<chips::Rom>)
                continue;
            for (at.row = 0; at.row < traces[at.instance].live_rows; ++at.row) {
                checker.evaluate(at, result);
                for (std::size_t i = 0; i < result.count; ++i) {
                    const auto& [multiplicity, tuple] = result.interactions[i];
                    if (!is_table(tuple.bus) && multiplicity != F())
                        index_.emplace(hash_of(tuple), Use{at, i, multiplicity == F::one()});
                }
            }
        }
    }
}

bool Repair::attempt(const std::vector<std::pair<RowAddress, std::size_t>>& frozen, unsigned steps)
{
    frozen_ = {frozen.begin(), frozen.end()};
    touched_.clear();
    for (const auto& [at, column] : frozen)
        touched_.insert(at);
    for (unsigned i = 0; i < steps && !checker_.accepts(); ++i)
        if (!mend_constraint() && !mend_bus()) return false;
    return checker_.accepts();
}

bool Repair::set_free(const RowAddress& at, std::size_t column, F value)
{
    if (is_choice(checker_.trace(at).chip, column) || !frozen_.insert({at, column}).second)
        return false;
    touched_.insert(at);
    checker_.set(at, column, value);
    return true;
}

/// Solves the first broken constraint for a column in which it is linear.
bool Repair::mend_constraint()
{
    RowResult result;
    for (const auto& at : touched_) {
        checker_.evaluate(at, result);
        if (!result.broken) continue;
        const auto chip = checker_.trace(at).chip;
        auto row = checker_.row(at);
        for (const auto column : indices(checker_.trace(at).columns.width, random_)) {
            if (frozen_.contains({at, column}) || is_choice(chip, column)) continue;
            const auto before = row[column];
            std::array<F, 3> value;
            for (std::uint32_t i = 0; i < 3; ++i) {
                row[column] = F(i);
                value[i] = evaluate_constraint(chip, row, *result.broken);
            }
            row[column] = before;
            const auto slope = value[1] - value[0];
            if (value[2] - value[1] != slope || slope == F()) continue;
            return set_free(at, column, -value[0] * slope.inverse());
        }
    }
    return false;
}

bool Repair::mend_bus()
{
    constexpr std::size_t kLooksAt = 24;
    auto imbalances = checker_.imbalances(kLooksAt);
    shuffle(imbalances, random_);
    for (const auto& each : imbalances) {
        const auto is_mended =
            is_table(each.tuple.bus) ? mend_table(each) : mend_pair(each, imbalances);
        if (is_mended) return true;
    }
    return false;
}

/// A table serves what is looked up, if it has it; else the lookup is changed.
bool Repair::mend_table(const Imbalance& imbalance)
{
    const auto at = table_row(program_, checker_, imbalance.segment, imbalance.tuple);
    if (!at) return mend_lookup(imbalance);
    return !frozen_.contains({*at, 0}) && serve_lookup(program_, checker_, imbalance);
}

/// A value that would make one entry of a false lookup true, and which.
F Repair::false_lookup_target(const Tuple& tuple, std::size_t& entry)
{
    if (tuple.bus == Bus::kRange) {
        entry = 1;
        const auto bits = tuple.entries[0].value();
        return F(static_cast<std::uint32_t>(below(bits <= 16 ? std::size_t{1} << bits : 1)));
    }
    if (tuple.bus == Bus::kByteAnd) {
        entry = below(3);
        const auto a = tuple.entries[0].value();
        const auto b = tuple.entries[1].value();
        if (entry == 2 && (a | b) < 256) return F(a & b);
        return F(static_cast<std::uint32_t>(below(256)));
    }
    entry = below(tuple.length);
    const auto row = (tuple.entries[0].value() - program_.text_begin) / 4;
    return program_.rom.at(row < program_.rows.size() ? row : below(program_.rows.size()), entry);
}

bool Repair::mend_lookup(const Imbalance& imbalance)
{
    RowResult result;
    for (const auto& at : touched_) {
        if (at.segment != imbalance.segment) continue;
        checker_.evaluate(at, result);
        for (std::size_t i = 0; i < result.count; ++i) {
            if (result.interactions[i].tuple != imbalance.tuple) continue;
            std::size_t entry = 0;
            const auto target = false_lookup_target(imbalance.tuple, entry);
            if (set_entry({at, i, true}, entry, target)) return true;
        }
    }
    return false;
}

/// Makes one entry of a row's tuple the target, by one of the columns in it.
bool Repair::set_entry(const Use& use, std::size_t entry, F target)
{
    RowResult result;
    checker_.evaluate(use.at, result);
    const auto missing = target - result.interactions[use.interaction].tuple.entries[entry];
    if (missing == F()) return false;
    const auto coefficients =
        entry_coefficients(checker_.trace(use.at).chip, use.interaction, entry);
    for (const auto column : indices(coefficients.size(), random_)) {
        if (coefficients[column] == F()) continue;
        const auto value = checker_.get(use.at, column) + missing * coefficients[column].inverse();
        if (set_free(use.at, column, value)) return true;
    }
    return false;
}

std::vector<Repair::Use> Repair::users(const Imbalance& imbalance, bool is_send) const
{
    std::vector<Use> out;
    RowResult result;
    const auto add = [&](const RowAddress& at) {
        checker_.evaluate(at, result);
        for (std::size_t i = 0; i < result.count; ++i) {
            const auto& [multiplicity, tuple] = result.interactions[i];
            if (tuple == imbalance.tuple && multiplicity == (is_send ? F::one() : -F::one()))
                out.push_back({at, i, is_send});
        }
    };
    for (const auto& at : touched_)
        if (at.segment == imbalance.segment || is_global(imbalance.tuple.bus)) add(at);
    const auto [first, last] = index_.equal_range(hash_of(imbalance.tuple));
    for (auto found = first; found != last; ++found) {
        const auto& at = found->second.at;
        const auto is_in_scope = at.segment == imbalance.segment || is_global(imbalance.tuple.bus);
        if (is_in_scope && !touched_.contains(at)) add(at);
    }
    return out;
}

/// Makes whoever takes what nobody gives take what nobody takes; or the other way round.
bool Repair::mend_pair(const Imbalance& imbalance, const std::vector<Imbalance>& others)
{
    const auto is_surplus = imbalance.net == F::one();
    for (const auto& other : others) {
        if (other.tuple.bus != imbalance.tuple.bus || other.segment != imbalance.segment ||
            other.net + imbalance.net != F())
            continue;
        // A cell's tuples are joined first of all.
        if (imbalance.tuple.length == 4 && below(8) != 0 &&
            other.tuple.entries[0] != imbalance.tuple.entries[0])
            continue;
        auto candidates = users(imbalance, is_surplus);
        shuffle(candidates, random_);
        for (const auto& use : candidates) {
            auto is_changed = false;
            for (std::size_t entry = 0; entry < imbalance.tuple.length; ++entry)
                is_changed |= set_entry(use, entry, other.tuple.entries[entry]);
            if (is_changed) return true;
        }
    }
    return false;
}

}  // namespace archi::machine
