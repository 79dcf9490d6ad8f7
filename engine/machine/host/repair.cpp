#include "machine/host/repair.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "machine/chips.hpp"
#include "machine/contexts/affine.hpp"
#include "machine/host/roots.hpp"

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
    for (std::size_t i = 0; i < count; ++i)
        out[i] = i;
    shuffle(out, random);
    return out;
}

/// How much the rest of the machine knows of each column: nothing but lookups in tables (0), what
/// the row leaves (1), what it found or is (2).
std::vector<int> publicity_of(std::size_t chip)
{
    std::vector<int> out(kShapes[chip].columns);
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        for (const auto& interaction : kInteractions<Chip>) {
            if (interaction.bus == Bus::kRange || interaction.bus == Bus::kByteAnd) continue;
            const auto is_left = interaction.bus == Bus::kMemory && interaction.is_send;
            for (std::size_t column = 0; column < out.size(); ++column) {
                const auto is_in = [&](const auto& form) {
                    return form.coefficient[column] != F();
                };
                const auto entries = std::span(interaction.tuple).first(interaction.length);
                if (is_in(interaction.multiplicity) || std::ranges::any_of(entries, is_in))
                    out[column] = std::max(out[column], is_left ? 1 : 2);
            }
        }
    });
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
    : program_(program), checker_(checker), random_(random), honest_(checker.segments())
{
    for (std::size_t chip = 0; chip < kChips; ++chip)
        publicity_.push_back(publicity_of(chip));
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

/// In random order, or those first that nobody else knows of.
std::vector<std::size_t> Repair::columns_to_try(std::size_t chip)
{
    auto shuffled = indices(publicity_[chip].size(), random_);
    if (below(2) == 0) return shuffled;
    std::vector<std::size_t> columns;
    for (const auto publicity : {0, 1, 2})
        std::ranges::copy_if(shuffled, std::back_inserter(columns), [&](std::size_t column) {
            return publicity_[chip][column] == publicity;
        });
    return columns;
}

bool Repair::set_free(const RowAddress& at, std::size_t column, F value)
{
    if (is_choice(checker_.trace(at).chip, column) || !frozen_.insert({at, column}).second)
        return false;
    touched_.insert(at);
    checker_.set(at, column, value);
    return true;
}

/// Solves the first broken constraint for a column in which it is linear or quadratic.
bool Repair::mend_constraint()
{
    RowResult result;
    for (const auto& at : touched_) {
        checker_.evaluate(at, result);
        if (!result.broken) continue;
        if (below(2) == 0 && split_between_columns(at, *result.broken)) return true;
        const auto chip = checker_.trace(at).chip;
        auto row = checker_.row(at);
        for (const auto column : columns_to_try(chip)) {
            if (!depends_on(chip, *result.broken, column)) continue;
            if (frozen_.contains({at, column}) || is_choice(chip, column)) continue;
            const auto before = row[column];
            std::array<F, 4> value;
            for (std::uint32_t i = 0; i < 4; ++i) {
                row[column] = F(i);
                value[i] = evaluate_constraint(chip, row, *result.broken);
            }
            row[column] = before;
            const auto second = value[2] - value[1] - value[1] + value[0];
            if (value[3] - value[2] - value[2] + value[1] != second) continue;  // cubic
            const auto square = second * F(2).inverse();
            const auto found = roots(value[0], value[1] - value[0] - square, square);
            if (!found.empty()) return set_free(at, column, found[below(found.size())]);
        }
    }
    return false;
}

/// Solves a constraint for two columns of which one counts 2^k times as much as the other, as a
/// limb and its carry do: what is left is divided.
bool Repair::split_between_columns(const RowAddress& at, std::size_t constraint)
{
    const auto chip = checker_.trace(at).chip;
    auto row = checker_.row(at);
    struct Linear {
        std::size_t column;
        F slope;
    };
    std::vector<Linear> linear;
    const auto value = [&] { return evaluate_constraint(chip, row, constraint); };
    for (const auto column : columns_to_try(chip)) {
        if (!depends_on(chip, constraint, column) || frozen_.contains({at, column})) continue;
        const auto before = std::exchange(row[column], F());
        const auto zero = value();
        row[column] = F::one();
        const auto slope = value() - zero;
        row[column] = F(2);
        if (slope != F() && value() - zero == slope + slope) linear.push_back({column, slope});
        row[column] = before;
    }
    struct Pair {
        Linear low;
        Linear high;
        unsigned bits;
    };
    std::vector<Pair> pairs;
    for (const auto& low : linear)
        for (const auto& high : linear)
            for (unsigned bits = 1; bits <= 16; ++bits) {
                const auto scaled = low.slope * F(1U << bits);
                if (high.slope == scaled || high.slope == -scaled)
                    pairs.push_back({low, high, bits});
            }
    if (pairs.empty()) return false;
    const auto& [low, high, bits] = pairs[below(pairs.size())];
    row[low.column] = row[high.column] = F();
    const auto rest = (-value() * low.slope.inverse()).value();
    const auto total = rest > F::kModulus / 2 ? std::int64_t{rest} - F::kModulus : rest;
    const auto upper = element(total >> bits);
    const auto lower = element(total - (total >> bits << bits));
    const auto is_same_sign = high.slope == low.slope * F(1U << bits);
    return set_free(at, low.column, lower) &&
           set_free(at, high.column, is_same_sign ? upper : -upper);
}

bool Repair::mend_bus()
{
    constexpr std::size_t kLooksAt = 24;
    auto imbalances = checker_.imbalances(kLooksAt);
    shuffle(imbalances, random_);
    return std::ranges::any_of(imbalances, [&](const Imbalance& each) {
        return is_table(each.tuple.bus) ? mend_table(each) : mend_pair(each, imbalances);
    });
}

/// A table serves what is looked up, if it has it; else the lookup is changed.
bool Repair::mend_table(const Imbalance& imbalance)
{
    const auto at = table_row(program_, checker_, imbalance.segment, imbalance.tuple);
    if (!at) return mend_lookup(imbalance);
    return !frozen_.contains({*at, 0}) && serve_lookup(program_, checker_, imbalance);
}

/// A value that would make one entry of a false lookup true, and which.
F Repair::false_lookup_target(const Use& use, const Tuple& tuple, std::size_t& entry)
{
    if (below(2) == 0) {
        // As it was at first, but for what makes it another lookup.
        const auto& trace = honest_[use.at.segment].traces[use.at.instance];
        auto row = checker_.row(use.at);
        for (std::size_t column = 0; column < trace.columns.width; ++column)
            row[column] = trace.columns.at(use.at.row, column);
        RowResult result;
        evaluate_row(trace.chip, row, result);
        const auto& honest = result.interactions[use.interaction].tuple;
        const auto first = below(tuple.length);
        for (std::size_t i = 0; i < tuple.length; ++i) {
            entry = (first + i) % tuple.length;
            if (honest.entries[entry] != tuple.entries[entry]) return honest.entries[entry];
        }
    }
    if (tuple.bus == Bus::kRange) {
        entry = 1;
        const auto bits = tuple.entries[0].value();
        return F(static_cast<std::uint32_t>(below(bits <= 16 ? std::size_t{1} << bits : 1)));
    }
    if (tuple.bus == Bus::kByteAnd) {
        const auto a = tuple.entries[0].value();
        const auto b = tuple.entries[1].value();
        entry = (a | b) < 256 && below(8) != 0 ? 2 : below(3);
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
            const Use use{at, i, true};
            const auto target = false_lookup_target(use, imbalance.tuple, entry);
            if (set_entry(use, entry, target)) return true;
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
    return std::ranges::any_of(
        columns_to_try(checker_.trace(use.at).chip), [&](std::size_t column) {
            if (coefficients[column] == F()) return false;
            const auto change = missing * coefficients[column].inverse();
            return set_free(use.at, column, checker_.get(use.at, column) + change);
        });
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
