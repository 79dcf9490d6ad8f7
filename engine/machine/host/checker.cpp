#include "machine/host/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <ranges>

#include "machine/contexts/degree.hpp"
#include "machine/host/column_names.hpp"

namespace archi::machine {

namespace {

constexpr std::size_t kGlobal = ~std::size_t{0};

/// Fixed columns of row `row`, after the chip's own, which are in `out`.
void append_fixed(const ProgramTables& program, std::size_t chip, std::size_t row,
                  std::vector<F>& out)
{
    visit_chip(chip, [&]<typename Tag>(Tag) {
        using Chip = Tag::Chip;
        if constexpr (ClosedForm<Chip>) {
            const auto fixed =
                std::bit_cast<std::array<std::uint32_t, kFixedColumns<Chip>>>(Chip::fixed_row(row));
            for (const auto each : fixed)
                out.emplace_back(each);
        } else if constexpr (kFixedColumns<Chip> != 0) {
            const auto& fixed = std::is_same_v<Chip, chips::Rom> ? program.rom : program.image;
            for (std::size_t column = 0; column < fixed.width; ++column)
                out.push_back(fixed.at(row, column));
        }
    });
}

}  // namespace

std::size_t Checker::KeyHash::operator()(const Key& key) const
{
    auto hash = key.scope * 0x9e3779b97f4a7c15 + static_cast<std::size_t>(key.tuple.bus);
    for (std::size_t i = 0; i < key.tuple.length; ++i)
        hash = (hash ^ key.tuple.entries[i].montgomery()) * 0xff51afd7ed558ccd + (hash >> 29);
    return hash ^ hash >> 32;
}

Checker::Checker(const ProgramTables& program, std::vector<SegmentTraces> segments)
    : program_(program), segments_(std::move(segments))
{
    for (RowAddress at; at.segment < segments_.size(); ++at.segment) {
        add_terms(at.segment, true);
        const auto& traces = segments_[at.segment].traces;
        for (at.instance = 0; at.instance < traces.size(); ++at.instance) {
            const auto& [chip, live_rows, columns] = traces[at.instance];
            // Most rows of tables are on no bus, and there is nothing else to them.
            const auto is_table = kShapes[chip].constraints == 0;
            for (at.row = 0; at.row < columns.height(); ++at.row)
                if (!is_table || columns.at(at.row, 0) != F()) add_row(at, true);
        }
    }
}

std::vector<F> Checker::row(const RowAddress& at) const
{
    const auto& [chip, live_rows, columns] = trace(at);
    std::vector<F> out;
    out.reserve(kShapes[chip].columns + kShapes[chip].fixed_columns);
    for (std::size_t column = 0; column < columns.width; ++column)
        out.push_back(columns.at(at.row, column));
    append_fixed(program_, chip, at.row, out);
    return out;
}

void Checker::evaluate(const RowAddress& at, RowResult& result) const
{
    evaluate_row(trace(at).chip, row(at), result, omission_ ? &*omission_ : nullptr);
}

std::vector<Imbalance> Checker::imbalances(std::size_t limit) const
{
    std::vector<Imbalance> out;
    for (const auto& [key, net] : net_) {
        if (out.size() == limit) break;
        out.push_back({key.scope == kGlobal ? 0 : key.scope, key.tuple, net});
    }
    return out;
}

void Checker::add(std::size_t segment, const Tuple& tuple, F multiplicity)
{
    if (multiplicity == F()) return;
    const auto [found, is_new] =
        net_.try_emplace({is_global(tuple.bus) ? kGlobal : segment, tuple}, multiplicity);
    if (is_new) return;
    found->second += multiplicity;
    if (found->second == F()) net_.erase(found);
}

void Checker::add_row(const RowAddress& at, bool is_added)
{
    RowResult result;
    evaluate(at, result);
    if (result.broken) broken_rows_ += is_added ? 1 : -1;
    for (const auto& [multiplicity, tuple] : result.all())
        add(at.segment, tuple, is_added ? multiplicity : -multiplicity);
}

void Checker::add_terms(std::size_t segment, bool is_added)
{
    for_each_public_term(segments_[segment].statement,
                         [&](Bus bus, bool is_send, std::span<const F> entries) {
                             Tuple tuple{bus, static_cast<std::uint32_t>(entries.size()), {}};
                             std::ranges::copy(entries, tuple.entries.begin());
                             add(segment, tuple, is_send == is_added ? F::one() : -F::one());
                         });
}

void Checker::set(const RowAddress& at, std::size_t column, F value)
{
    auto& cell = segments_[at.segment].traces[at.instance].columns.at(at.row, column);
    add_row(at, false);
    journal_.push_back({at, column, cell});
    cell = value;
    add_row(at, true);
}

void Checker::set_statement(std::size_t segment, const SegmentStatement& statement)
{
    add_terms(segment, false);
    segments_[segment].statement = statement;
    add_terms(segment, true);
}

bool Checker::only_reorders() const
{
    std::map<RowAddress, std::vector<F>> originals;
    for (const auto& [at, column, before] : std::views::reverse(journal_)) {
        const auto [original, is_new] = originals.try_emplace(at);
        if (is_new) original->second = row(at);
        original->second[column] = before;
    }
    // By segment and chip.
    using Rows = std::map<std::pair<std::size_t, std::size_t>, std::vector<std::vector<F>>>;
    Rows before;
    Rows after;
    for (const auto& [at, original] : originals) {
        const std::pair group(at.segment, trace(at).chip);
        before[group].push_back(original);
        after[group].push_back(row(at));
    }
    return std::ranges::all_of(before, [&](const auto& rows) {
        return std::ranges::is_permutation(rows.second, after[rows.first]);
    });
}

void Checker::roll_back(std::size_t changes)
{
    while (journal_.size() > changes) {
        const auto [at, column, before] = journal_.back();
        set(at, column, before);
        journal_.resize(journal_.size() - 2);
    }
}

void Checker::add_rows(std::size_t chip, bool is_added)
{
    for (RowAddress at; at.segment < segments_.size(); ++at.segment) {
        const auto& traces = segments_[at.segment].traces;
        for (at.instance = 0; at.instance < traces.size(); ++at.instance)
            for (at.row = 0; at.row < traces[at.instance].columns.height(); ++at.row)
                if (traces[at.instance].chip == chip) add_row(at, is_added);
    }
}

void Checker::omit(std::optional<Omission> omission)
{
    if (omission_) add_rows(omission_->chip, false);
    const auto before = std::exchange(omission_, std::nullopt);
    if (before) add_rows(before->chip, true);
    if (!omission) return;
    add_rows(omission->chip, false);
    omission_ = omission;
    add_rows(omission->chip, true);
}

std::optional<std::string> Checker::first_violation() const
{
    if (accepts()) return std::nullopt;
    RowResult result;
    for (RowAddress at; broken_rows_ != 0 && at.segment < segments_.size(); ++at.segment) {
        const auto& traces = segments_[at.segment].traces;
        for (at.instance = 0; at.instance < traces.size(); ++at.instance)
            for (at.row = 0; at.row < traces[at.instance].columns.height(); ++at.row) {
                evaluate(at, result);
                if (result.broken)
                    return fmt::format("segment {}, {}, row {}: constraint {} is not zero",
                                       at.segment, chip_name(traces[at.instance].chip), at.row,
                                       *result.broken);
            }
    }
    const auto& [key, net] = *net_.begin();
    const auto is_missing = net.value() > F::kModulus / 2;
    return fmt::format("{}: {} is {} {} time(s) too often",
                       key.scope == kGlobal ? "all segments" : fmt::format("segment {}", key.scope),
                       to_text(key.tuple), is_missing ? "received" : "sent",
                       is_missing ? (-net).value() : net.value());
}

std::string_view bus_name(Bus bus)
{
    static constexpr std::array<std::string_view, kBuses> kNames = {
        "state", "memory", "rom", "range", "byte_and", "chain", "output", "global_memory"};
    return kNames[static_cast<std::size_t>(bus)];
}

std::string to_text(const Tuple& tuple)
{
    std::string text = fmt::format("{} (", bus_name(tuple.bus));
    for (std::size_t i = 0; i < tuple.length; ++i)
        text += fmt::format("{}{}", i == 0 ? "" : ", ", tuple.entries[i].value());
    return text + ")";
}

std::optional<std::string> check_statements(const Program& program,
                                            const std::vector<SegmentStatement>& statements)
{
    auto pc = program.entry;
    auto timestamp = kFirstTimestamp;
    for (std::size_t i = 0; i < statements.size(); ++i) {
        const auto& statement = statements[i];
        if (statement.first_pc != pc || statement.first_timestamp != timestamp)
            return fmt::format("segment {} does not begin where the one before ends", i);
        pc = statement.end_pc;
        timestamp = statement.end_timestamp;
        const auto cycles = (timestamp - statement.first_timestamp) / kTimestampsPerCycle;
        if (timestamp <= statement.first_timestamp || cycles > kMaxSegmentCycles)
            return fmt::format("segment {} has no or too many cycles", i);
        const auto is_last = i + 1 == statements.size();
        if (statement.is_last != is_last || (pc == kExitPc) != is_last)
            return fmt::format("segment {} does not end as the {} one", i,
                               is_last ? "last" : "first");
        if (is_last && statement.image_end != program.image_end())
            return fmt::format("segment {} has the image of another program", i);
    }
    if (statements.empty()) return "no segments";
    if ((timestamp - kFirstTimestamp) / kTimestampsPerCycle > kMaxCycles) return "too many cycles";
    return std::nullopt;
}

}  // namespace archi::machine
