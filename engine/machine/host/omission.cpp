#include "machine/host/omission.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "machine/contexts/degree.hpp"
#include "machine/host/column_names.hpp"
#include "machine/host/false_rows.hpp"
#include "machine/host/mutation.hpp"
#include "machine/host/repair.hpp"

namespace archi::machine {

namespace {

/// What a false row claims that only this statement refuses.
std::optional<std::string_view> claim_against(const Omission& omission)
{
    for (const auto& row : false_rows())
        if (broken_statements(row) == std::vector{omission}) return row.claim;
    return std::nullopt;
}

/// The part of a column's name that says what it belongs to: "first" of "first.value.low".
std::string_view stem_of(std::string_view column)
{
    return column.substr(0, column.find_first_of(".["));
}

/// Which columns are in it; where they are many, what they belong to.
std::string columns_in(const Omission& omission)
{
    const auto& names = column_names(omission.chip);
    const auto is_in = [&](std::size_t column) {
        const auto& [chip, is_interaction, index] = omission;
        if (!is_interaction) return depends_on(chip, index, column);
        if (column >= kShapes[chip].columns) return false;
        for (std::size_t entry = 0; entry < kMaxTuple; ++entry)
            if (entry_coefficients(chip, index, entry)[column] != F()) return true;
        return false;
    };
    std::vector<std::string_view> columns;
    std::vector<std::string_view> stems;
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (!is_in(column)) continue;
        columns.push_back(names[column]);
        if (std::ranges::find(stems, stem_of(names[column])) == stems.end())
            stems.push_back(stem_of(names[column]));
    }
    constexpr std::size_t kFew = 3;
    return fmt::format("{}", fmt::join(columns.size() <= kFew ? columns : stems, ", "));
}

std::string statement_of(const Omission& omission)
{
    if (!omission.is_interaction) return "constraint of " + columns_in(omission);
    const std::vector<F> zeros(kShapes[omission.chip].columns +
                               kShapes[omission.chip].fixed_columns);
    RowResult result;
    evaluate_row(omission.chip, zeros, result);
    return fmt::format("{} of {}", bus_name(result.interactions[omission.index].tuple.bus),
                       columns_in(omission));
}

class Weakener {
public:
    Weakener(const AuditedRun& run, const OmissionOptions& options)
        : run_(run),
          options_(options),
          random_(options.seed),
          checker_(run.program, traces_of(run)),
          mutations_(checker_, random_),
          repair_(run.program, checker_, random_)
    {
    }

    std::vector<OmissionReport> run()
    {
        std::vector<OmissionReport> reports;
        for (std::size_t chip = 0; chip < kChips; ++chip) {
            if (options_.chip && *options_.chip != chip) continue;
            find_instances(chip);
            if (instances_.empty()) continue;
            for (const auto& omission : omissions_of(chip))
                if (below(100) < options_.in_100) reports.push_back(weaken(omission));
        }
        return reports;
    }

private:
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }

    void find_instances(std::size_t chip)
    {
        instances_.clear();
        for (std::size_t segment = 0; segment < checker_.segments().size(); ++segment) {
            const auto& traces = checker_.segments()[segment].traces;
            for (std::size_t i = 0; i < traces.size(); ++i)
                if (traces[i].chip == chip && traces[i].live_rows != 0)
                    instances_.push_back({segment, i, 0});
        }
    }

    OmissionReport weaken(const Omission& omission)
    {
        OmissionReport report{.omission = omission, .how = {}};
        if (const auto claim = claim_against(omission)) {
            report.noticed = Noticed::kFalseRow;
            report.how = *claim;
            return report;
        }
        checker_.omit(omission);
        serve_tables();
        const auto honest = checker_.changes();
        if (!checker_.accepts()) {
            report.noticed = Noticed::kHonestRun;
        } else {
            while (report.noticed != Noticed::kLie && report.attempts < options_.attempts) {
                ++report.attempts;
                attempt(report);
                checker_.roll_back(honest);
            }
        }
        checker_.omit(std::nullopt);
        checker_.roll_back();
        return report;
    }

    /// Tables serve each lookup that is made and that they have.
    void serve_tables()
    {
        for (const auto& each : checker_.imbalances(checker_.segments().size() << 18))
            static_cast<void>(serve_lookup(run_.program, checker_, each));
    }

    void attempt(OmissionReport& report)
    {
        auto at = instances_[below(instances_.size())];
        const auto& trace = checker_.trace(at);
        at.row = below(trace.live_rows);
        if (below(8) == 0 && trace.live_rows < trace.columns.height()) at.row = trace.live_rows;
        const auto column = below(trace.columns.width);
        const auto mutation = below(4) == 0
                                  ? mutations_.of_row(at, below(Mutations::kRowKinds))
                                  : mutations_.of_cell(at, column, below(Mutations::kCellKinds));
        std::vector<std::pair<RowAddress, std::size_t>> changed;
        for (const auto& cell : mutation.cells) {
            if (checker_.get(cell.at, cell.column) == cell.value) continue;
            checker_.set(cell.at, cell.column, cell.value);
            changed.emplace_back(cell.at, cell.column);
        }
        if (changed.empty()) return;
        if (!checker_.accepts() && !repair_.attempt(changed, options_.repair_steps)) return;
        judge(report, at, column, mutation.kind);
    }

    /// The weakened chip accepts; what does the whole one say?
    void judge(OmissionReport& report, const RowAddress& at, std::size_t column,
               std::string_view kind)
    {
        const auto changes = checker_.changes();
        checker_.omit(std::nullopt);
        serve_tables();
        if (!checker_.accepts()) {
            report.noticed = is_padding(at) ? Noticed::kPadding : Noticed::kLie;
            report.how = fmt::format("{}, {}: segment {}, row {}, {} cells changed",
                                     column_names(report.omission.chip)[column], kind, at.segment,
                                     at.row, changes);
        }
        checker_.omit(report.omission);
    }

    [[nodiscard]] bool is_padding(const RowAddress& at) const
    {
        RowResult result;
        checker_.evaluate(at, result);
        return std::ranges::all_of(
            result.all(), [](const RowInteraction& each) { return each.multiplicity == F(); });
    }

    const AuditedRun& run_;
    const OmissionOptions& options_;
    std::mt19937_64 random_;
    Checker checker_;
    Mutations mutations_;
    Repair repair_;
    std::vector<RowAddress> instances_;
};

}  // namespace

std::vector<Omission> omissions_of(std::size_t chip)
{
    std::vector<Omission> omissions;
    omissions.reserve(kShapes[chip].constraints + kShapes[chip].interactions);
    for (std::size_t i = 0; i < kShapes[chip].constraints; ++i)
        omissions.push_back({chip, false, i});
    for (std::size_t i = 0; i < kShapes[chip].interactions; ++i)
        omissions.push_back({chip, true, i});
    return omissions;
}

std::string to_text(const Omission& omission)
{
    const auto name = statement_of(omission);
    std::size_t before = 0;
    std::size_t all = 0;
    for (const auto& each : omissions_of(omission.chip)) {
        if (statement_of(each) != name) continue;
        ++all;
        if (each.is_interaction == omission.is_interaction && each.index < omission.index) ++before;
    }
    return all == 1 ? fmt::format("{}: {}", chip_name(omission.chip), name)
                    : fmt::format("{}: {} ({})", chip_name(omission.chip), name, before + 1);
}

std::vector<OmissionReport> audit_omissions(const AuditedRun& run, const OmissionOptions& options)
{
    return Weakener(run, options).run();
}

}  // namespace archi::machine
