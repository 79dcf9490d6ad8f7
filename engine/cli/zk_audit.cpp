// archipelago zk audit: whether a witness of any chip can be changed unnoticed.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <numeric>
#include <random>

#include "cli/audit_proofs.hpp"
#include "cli/zk.hpp"
#include "machine/chips.hpp"
#include "machine/host/audit.hpp"
#include "machine/host/column_names.hpp"
#include "machine/host/exercise.hpp"
#include "machine/host/extract.hpp"
#include "machine/host/omission.hpp"
#include "machine/host/run.hpp"
#include "machine/host/unnoticed.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;

struct Options {
    std::uint64_t seed = 1;
    bool full = false;
    bool omissions = false;
    std::string chip;  // to extract
    std::string only;  // to audit
};

/// The run that is audited: every opcode, some 2^10 cycles in two segments.
constexpr std::uint32_t kInstructions = 1000;
constexpr std::uint32_t kSegmentCycles = 600;
/// So that a run this short has refreshes.
constexpr std::uint32_t kMaxAgeInAudit = 64;

struct RecordedRun {
    std::vector<machine::Segment> segments;
    std::vector<machine::FinalCell> finals;
};

Result<RecordedRun> record(const machine::Executable& executable, std::uint64_t seed)
{
    std::mt19937 random(static_cast<std::uint32_t>(seed));
    std::vector<std::uint32_t> hints(2 * std::size_t{kInstructions});
    for (auto& hint : hints)
        hint = random();
    const machine::SegmentLimits limits{.max_cycles = kSegmentCycles};
    auto run = machine::Run::start(executable, std::move(hints), limits);
    if (!run) return std::unexpected(run.error());
    RecordedRun recorded;
    while (!run->ended()) {
        auto segment = run->next_segment(machine::Run::Records::kAll);
        if (!segment) return std::unexpected(segment.error());
        recorded.segments.push_back(std::move(*segment));
    }
    recorded.finals = run->final_cells();
    return recorded;
}

void print_text(const machine::AuditReport& report)
{
    fmt::print("{:<20}{:>8}{:>7}{:>14}{:>13}{:>8}{:>11}{:>10}{:>8}\n", "chip", "columns", "fixed",
               "interactions", "constraints", "degree", "mutations", "rejected", "proven");
    for (const auto& chip : report.chips)
        fmt::print("{:<20}{:>8}{:>7}{:>14}{:>13}{:>8}{:>11}{:>10}{:>8}\n", chip.name, chip.columns,
                   chip.fixed_columns, chip.interactions, chip.constraints, chip.degree,
                   chip.mutations, chip.rejected, chip.proven);
    fmt::print("\nMay change, besides rows that are on no bus:\n");
    for (const auto& chip : report.chips)
        for (const auto& [column, reason] : chip.freed)
            if (column != machine::kAnyColumn)
                fmt::print("  {}.{}: {}\n", chip.name, column, reason);
    for (const auto& chip : report.chips) {
        if (chip.mutations == 0) fmt::print("\nNOT AUDITED: {} has no rows.\n", chip.name);
        for (const auto& [column, how] : chip.unjustified)
            fmt::print("\nACCEPTED: {}.{}: {}\n", chip.name, column, how);
    }
    fmt::print("\nSeed {}: {}.\n", report.seed,
               report.passed() ? "no change went unnoticed that is not listed" : "FAILED");
}

json::object to_json(const machine::AuditReport& report)
{
    json::array chips;
    for (const auto& chip : report.chips) {
        json::array freed, accepted;
        for (const auto& [column, reason] : chip.freed)
            freed.push_back(json::object{{"column", column}, {"reason", reason}});
        for (const auto& [column, how] : chip.unjustified)
            accepted.push_back(json::object{{"column", column}, {"how", how}});
        chips.push_back(json::object{{"chip", chip.name},
                                     {"columns", chip.columns},
                                     {"fixedColumns", chip.fixed_columns},
                                     {"interactions", chip.interactions},
                                     {"constraints", chip.constraints},
                                     {"degree", chip.degree},
                                     {"rows", chip.live_rows},
                                     {"mutations", chip.mutations},
                                     {"repaired", chip.repairs},
                                     {"proven", chip.proven},
                                     {"rejected", chip.rejected},
                                     {"free", std::move(freed)},
                                     {"accepted", std::move(accepted)}});
    }
    return {{"seed", report.seed}, {"passed", report.passed()}, {"chips", std::move(chips)}};
}

Result<std::size_t> find_chip(const std::string& name)
{
    for (std::size_t chip = 0; chip < machine::kChips; ++chip)
        if (machine::chip_name(chip) == name) return chip;
    return failure(ErrorCode::kNotFound,
                   "There is no chip " + name + ". archipelago zk audit prints the names of all.");
}

int extract_chip(const Session& session, const std::string& name)
{
    const auto chip = find_chip(name);
    if (!chip) return report(session, chip.error());
    fmt::print("{}", machine::extract(*chip));
    return kDone;
}

/// Leaves out what chips state, one thing at a time, and says what nobody noticed.
int audit_omissions(const Session& session, const machine::AuditedRun& run, const Options& options,
                    std::optional<std::size_t> only)
{
    machine::OmissionOptions how{.seed = options.seed, .chip = only};
    if (options.full) how.attempts *= 4;
    std::array<std::size_t, 5> count{};
    json::array missed;
    for (const auto& each : machine::audit_omissions(run, how)) {
        ++count[static_cast<std::size_t>(each.noticed)];
        if (each.noticed != machine::Noticed::kNot) continue;
        const auto reason = machine::reason_for(each.omission);
        const auto text = machine::to_text(each.omission);
        if (!session.json)
            fmt::print("not noticed: {}: {}\n", text, reason.value_or("NO REASON IS KNOWN"));
        missed.push_back(
            json::object{{"omission", text}, {"reason", reason ? json::value(*reason) : nullptr}});
    }
    if (session.json)
        fmt::print("{}\n", json::serialize(json::object{{"honestRunsRefused", count[0]},
                                                        {"falseRowsKept", count[1]},
                                                        {"liesAccepted", count[2]},
                                                        {"inPaddingOnly", count[3]},
                                                        {"notNoticed", std::move(missed)}}));
    else
        fmt::print(
            "Left out one at a time: {}. Honest runs refused {}, false rows kept {}, lies "
            "accepted {}, in padding only {}, not noticed {}.\n",
            std::reduce(count.begin(), count.end()), count[0], count[1], count[2], count[3],
            count[4]);
    return kDone;
}

int audit(const Session& session, const Options& options)
{
    if (!options.chip.empty()) return extract_chip(session, options.chip);
    std::optional<std::size_t> only;
    if (!options.only.empty()) {
        const auto chip = find_chip(options.only);
        if (!chip) return report(session, chip.error());
        only = *chip;
    }
    machine::Executable executable{
        machine::exercise({.seed = options.seed, .instructions = kInstructions}), {}, {}};
    machine::leave_no_output(executable.program);
    const auto run = record(executable, options.seed);
    if (!run) return report(session, run.error());

    const machine::ProgramTables tables(executable.program);
    const machine::AuditedRun audited{tables, run->segments, run->finals, kMaxAgeInAudit};
    if (options.omissions) return audit_omissions(session, audited, options, only);
    const AuditProofs proofs(tables, executable.program.entry);
    if (!proofs.verifies(machine::traces_of(audited)))
        return report(session, Error(ErrorCode::kInternal,
                                     "The honest run is not proven: the audit would say nothing."));
    machine::AuditOptions audit_options{
        .seed = options.seed,
        .prove_and_verify = [&proofs](const auto& traces) { return proofs.verifies(traces); },
        .chip = only};
    if (options.full) {
        audit_options.rows_per_column = 64;
        audit_options.changes_per_cell = 64;
        audit_options.repairs_per_change = 4;
        audit_options.records_per_chip = 256;
    }
    const auto result = machine::audit(audited, audit_options);
    if (session.json)
        fmt::print("{}\n", json::serialize(to_json(result)));
    else
        print_text(result);
    return result.passed() ? kDone : kFailed;
}

}  // namespace

void add_zk_audit(CLI::App& zk, Registry registry)
{
    auto options = std::make_shared<Options>();
    auto* command =
        zk.add_subcommand("audit", "Change every column of every chip and see it rejected");
    command->add_flag("--full", options->full,
                      "All rows and more attempts: hours; a chip by itself minutes");
    command->add_flag(
        "--omissions", options->omissions,
        "Weaken each chip by one constraint or interaction instead, and see the audit "
        "notice");
    command->add_option("--chip", options->only, "Only this one")->type_name("CHIP");
    command->add_option("--seed", options->seed, "Of the program and the changes");
    command
        ->add_option("--extract", options->chip,
                     "Print a chip's constraints and interactions as text instead")
        ->type_name("CHIP");
    command->callback(
        [options, registry] { registry.exit_code = audit(registry.session, *options); });
}

}  // namespace archi::cli
