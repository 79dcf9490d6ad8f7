#include "machine/host/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "machine/chips.hpp"
#include "machine/contexts/degree.hpp"
#include "machine/host/column_names.hpp"
#include "machine/host/false_rows.hpp"
#include "machine/host/free_columns.hpp"
#include "machine/host/mutation.hpp"
#include "machine/host/repair.hpp"

namespace archi::machine {

namespace {

using Changed = std::vector<std::pair<RowAddress, std::size_t>>;

class Auditor {
public:
    Auditor(const AuditedRun& run, const AuditOptions& options)
        : run_(run),
          options_(options),
          random_(options.seed),
          checker_(run.program, traces_of(run)),
          mutations_(checker_, random_),
          repair_(run.program, checker_, random_)
    {
        report_.seed = options.seed;
        for (std::size_t chip = 0; chip < kChips; ++chip) {
            const auto& shape = kShapes[chip];
            report_.chips.push_back({.name = std::string(chip_name(chip)),
                                     .columns = shape.columns,
                                     .fixed_columns = shape.fixed_columns,
                                     .interactions = shape.interactions,
                                     .constraints = shape.constraints,
                                     .degree = shape.constraint_degree,
                                     .freed = {},
                                     .unjustified = {}});
        }
    }

    AuditReport run()
    {
        look_at_false_rows();
        const auto& segments = checker_.segments();
        for (std::size_t segment = 0; segment < segments.size(); ++segment)
            for (std::size_t instance = 0; instance < segments[segment].traces.size(); ++instance)
                if (is_audited(segments[segment].traces[instance].chip))
                    change_columns(segment, instance);
        for (std::size_t segment = 0; segment < segments.size(); ++segment)
            change_records(segment);
        if (options_.chip) report_.chips = {std::move(report_.chips[*options_.chip])};
        return std::move(report_);
    }

private:
    [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }
    [[nodiscard]] bool is_audited(std::size_t chip) const
    {
        return !options_.chip || *options_.chip == chip;
    }
    [[nodiscard]] F random_element() { return F(static_cast<std::uint32_t>(random_())); }

    void look_at_false_rows()
    {
        for (const auto& row : false_rows()) {
            auto& chip = report_.chips[row.chip];
            ++chip.mutations;
            if (broken_statements(row).empty())
                chip.unjustified.push_back({"any", fmt::format("false row: {}", row.claim)});
            else
                ++chip.rejected;
        }
    }

    void change_columns(std::size_t segment, std::size_t instance)
    {
        const auto& trace = checker_.segments()[segment].traces[instance];
        auto& chip = report_.chips[trace.chip];
        chip.live_rows += trace.live_rows;
        for (std::size_t column = 0; column < trace.columns.width; ++column) {
            const auto rows = std::min<std::size_t>(options_.rows_per_column, trace.live_rows);
            for (std::size_t i = 0; i < rows; ++i) {
                const auto row = rows == trace.live_rows ? i : below(trace.live_rows);
                change({segment, instance, row}, column);
            }
            // What pads must stay off the buses.
            if (trace.live_rows < trace.columns.height())
                change({segment, instance,
                        trace.live_rows + below(trace.columns.height() - trace.live_rows)},
                       column);
        }
    }

    void change(const RowAddress& at, std::size_t column)
    {
        const auto kinds = std::min<std::size_t>(options_.changes_per_cell, Mutations::kCellKinds);
        const auto first = below(Mutations::kCellKinds);
        // A stride that is prime to the number of kinds reaches different ones.
        for (std::size_t i = 0; i < kinds; ++i)
            change(at, column,
                   mutations_.of_cell(at, column, (first + 7 * i) % Mutations::kCellKinds));
    }

    void change(const RowAddress& at, std::size_t column, const Mutation& mutation)
    {
        Changed changed;
        for (const auto& cell : mutation.cells)
            if (checker_.get(cell.at, cell.column) != cell.value)
                changed.emplace_back(cell.at, cell.column);
        if (changed.empty()) return;
        const auto apply = [&] {
            for (const auto& cell : mutation.cells)
                checker_.set(cell.at, cell.column, cell.value);
        };
        apply();
        judge(at, column, mutation.kind, false);
        prove_now_and_then(at, column, mutation.kind);
        checker_.roll_back();
        for (unsigned i = 0; i < options_.repairs_per_change; ++i) {
            apply();
            static_cast<void>(repair_.attempt(changed, options_.repair_steps));
            judge(at, column, mutation.kind, true);
            checker_.roll_back();
        }
    }

    void prove_now_and_then(const RowAddress& at, std::size_t column, std::string_view kind)
    {
        if (!options_.prove_and_verify || below(10000) >= options_.proven_in_10000) return;
        if (checker_.accepts()) return;
        auto& chip = report_.chips[checker_.trace(at).chip];
        ++chip.proven;
        if (options_.prove_and_verify(checker_.segments()))
            chip.unjustified.push_back({column_names(checker_.trace(at).chip)[column],
                                        fmt::format("segment {}, row {}, {}: a proof verifies",
                                                    at.segment, at.row, kind)});
    }

    /// Notes what the checker says of the change of one column, and of what followed from it.
    void judge(const RowAddress& at, std::size_t column, std::string_view kind, bool is_repaired)
    {
        const auto& trace = checker_.trace(at);
        auto& chip = report_.chips[trace.chip];
        ++chip.mutations;
        if (is_repaired) ++chip.repairs;
        if (!checker_.accepts()) {
            ++chip.rejected;
            return;
        }
        const auto name = column_names(trace.chip)[column];
        const auto reason = reason_for(trace.chip, column, checker_.row(at));
        if (reason) {
            note(chip, {name, std::string(*reason)});
        } else if (is_padding(at)) {
            note(chip,
                 {std::string(kAnyColumn), "in padding: on no bus, and so without a meaning"});
        } else if (checker_.only_reorders()) {
            note(chip, {std::string(kAnyColumn), "rows exchanged: they stand in any order"});
        } else {
            chip.unjustified.push_back(
                {name, fmt::format("segment {}, row {}, {}, {} cells changed", at.segment, at.row,
                                   kind, checker_.changes())});
        }
    }

    static void note(ChipReport& chip, const FreedColumn& freed)
    {
        if (std::ranges::find(chip.freed, freed) == chip.freed.end()) chip.freed.push_back(freed);
    }

    [[nodiscard]] bool is_padding(const RowAddress& at) const
    {
        RowResult result;
        checker_.evaluate(at, result);
        return std::ranges::all_of(
            result.all(), [](const RowInteraction& each) { return each.multiplicity == F(); });
    }

    /// Changes a field of a record, fills its row anew, and repairs what it meets.
    void change_records(std::size_t segment)
    {
        std::map<std::size_t, std::vector<std::size_t>> records_of_chip;
        const auto& records = run_.segments[segment].records;
        for (std::size_t i = 0; i < records.size(); ++i)
            records_of_chip[chip_of(run_.program, records[i])].push_back(i);
        for (const auto& [chip, of_chip] : records_of_chip) {
            if (!is_audited(chip)) continue;
            const auto count = std::min<std::size_t>(options_.records_per_chip, of_chip.size());
            for (std::size_t i = 0; i < count; ++i) {
                const auto place = count == of_chip.size() ? i : below(of_chip.size());
                change_record(segment, chip, place, records[of_chip[place]]);
            }
        }
    }

    /// Row `place` of all rows of the chip, through its instances.
    [[nodiscard]] RowAddress address(std::size_t segment, std::size_t chip, std::size_t place) const
    {
        const auto& traces = checker_.segments()[segment].traces;
        std::size_t instance = 0;
        for (; traces[instance].chip != chip || traces[instance].live_rows <= place; ++instance)
            if (traces[instance].chip == chip) place -= traces[instance].live_rows;
        return {segment, instance, place};
    }

    void change_record(std::size_t segment, std::size_t chip, std::size_t place,
                       const Record& record)
    {
        const auto at = address(segment, chip, place);
        const auto* exit = run_.segments[segment].exit ? &*run_.segments[segment].exit : nullptr;
        const auto honest = fill_row(run_.program, record, exit);
        constexpr std::array<std::pair<std::string_view, std::uint32_t Record::*>, 2> kOwn = {
            {{"timestamp", &Record::timestamp}, {"next_pc", &Record::next_pc}}};
        for (const auto& [name, field] : kOwn)
            refill(at, record, honest, exit, name, [field](Record& r) { return &(r.*field); });
        refill(at, record, honest, exit, "rs1", [](Record& r) { return &r.rs1.value; });
        refill(at, record, honest, exit, "rs2", [](Record& r) { return &r.rs2.value; });
        refill(at, record, honest, exit, "rd", [](Record& r) { return &r.rd.value; });
        refill(at, record, honest, exit, "cell", [](Record& r) { return &r.memory.cell; });
        refill(at, record, honest, exit, "stored", [](Record& r) { return &r.memory.value; });
        refill(at, record, honest, exit, "found",
               [](Record& r) { return &r.memory.previous_value; });
        refill(at, record, honest, exit, "previous timestamp of rs1",
               [](Record& r) { return &r.rs1.previous_timestamp; });
        refill(at, record, honest, exit, "previous timestamp of rd",
               [](Record& r) { return &r.rd.previous_timestamp; });
        refill(at, record, honest, exit, "previous value of rd",
               [](Record& r) { return &r.rd.previous_value; });
    }

    template <typename Field>
    void refill(const RowAddress& at, const Record& record, const std::vector<F>& honest,
                const ExitReads* exit, std::string_view name, const Field& field)
    {
        auto changed_record = record;
        auto* value = field(changed_record);
        const std::array<std::uint32_t, 4> others = {*value + 1, *value - 1, *value ^ 0x80000000,
                                                     static_cast<std::uint32_t>(random_())};
        *value = others[below(others.size())];
        const auto row = fill_row(run_.program, changed_record, exit);
        Changed changed;
        for (std::size_t column = 0; column < row.size(); ++column)
            if (row[column] != honest[column]) changed.emplace_back(at, column);
        if (changed.empty()) return;
        for (unsigned i = 0; i <= options_.repairs_per_change; ++i) {
            for (const auto& [_, column] : changed)
                checker_.set(at, column, row[column]);
            // First without repairs.
            if (i != 0) static_cast<void>(repair_.attempt(changed, options_.repair_steps));
            judge(at, changed.front().second, name, i != 0);
            checker_.roll_back();
        }
    }

    const AuditedRun& run_;
    const AuditOptions& options_;
    std::mt19937_64 random_;
    Checker checker_;
    Mutations mutations_;
    Repair repair_;
    AuditReport report_;
};

}  // namespace

std::vector<SegmentTraces> traces_of(const AuditedRun& run)
{
    std::vector<SegmentTraces> all;
    for (const auto& segment : run.segments) {
        const auto finals = segment.exit ? run.finals : std::span<const FinalCell>();
        auto& traces = all.emplace_back();
        traces.statement = statement_of(run.program, segment, finals);
        traces.traces = fill_early(run.program, segment, finals);
        for (auto& trace : fill_main(run.program, segment, finals, run.max_age))
            traces.traces.push_back(std::move(trace));
    }
    return all;
}

bool AuditReport::passed() const
{
    return std::ranges::all_of(chips, [](const ChipReport& chip) {
        return chip.unjustified.empty() && chip.mutations > 0;
    });
}

AuditReport audit(const AuditedRun& run, const AuditOptions& options)
{
    return Auditor(run, options).run();
}

}  // namespace archi::machine
