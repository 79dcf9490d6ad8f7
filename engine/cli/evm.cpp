// archipelago evm: the virtual machine by itself.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <map>

#include "cli/commands.hpp"
#include "conformance/official_tests.hpp"

namespace archi::cli {
namespace {

using conformance::Counts;
using conformance::Outcome;
using conformance::Verdict;
namespace json = boost::json;

/// What the cases are counted by: "state tests, Prague".
std::string row_of(const Verdict& verdict)
{
    const auto format =
        verdict.format.empty() ? std::string("unreadable files") : verdict.format + " tests";
    return verdict.fork.empty() ? format : format + ", " + verdict.fork;
}

std::string place_of(const Verdict& verdict)
{
    return verdict.name.empty() ? verdict.file : verdict.file + ": " + verdict.name;
}

json::object to_json(const Counts& counts)
{
    return {{"passed", counts.passed}, {"failed", counts.failed}, {"skipped", counts.skipped}};
}

void print(const std::string& row, const Counts& counts)
{
    const auto skipped =
        counts.skipped == 0 ? std::string() : fmt::format(", {} skipped", counts.skipped);
    fmt::print("{}{} passed, {} failed{}\n", row, counts.passed, counts.failed, skipped);
}

int run_tests(const Session& session, const conformance::Selection& selection)
{
    std::map<std::string, Counts> rows;
    std::map<std::string, std::size_t> rules;  // by which cases were skipped
    json::array failures;
    const auto total = conformance::run(selection, [&](const Verdict& verdict) {
        rows[row_of(verdict)].count(verdict.outcome);
        if (verdict.outcome == Outcome::kSkipped) ++rules[verdict.found];
        if (verdict.outcome != Outcome::kFailed) return;
        if (session.json)
            failures.push_back(json::object{{"file", verdict.file},
                                            {"name", verdict.name},
                                            {"expected", verdict.expected},
                                            {"found", verdict.found}});
        else
            fmt::print("FAILED {}: expected {}, found {}\n", place_of(verdict), verdict.expected,
                       verdict.found);
    });
    if (!total) return report(session, total.error());
    if (rows.empty())
        return report(session, Error(ErrorCode::kNotFound,
                                     "None of the files has a case for " +
                                         (selection.fork.empty() ? "Cancun, Prague or Osaka."
                                                                 : selection.fork + ".")));
    if (session.json) {
        json::object by_row;
        for (const auto& [row, counts] : rows)
            by_row[row] = to_json(counts);
        json::object skipped;
        for (const auto& [rule, count] : rules)
            skipped[rule] = count;
        auto out = to_json(*total);
        out["rows"] = std::move(by_row);
        out["skippedBecause"] = std::move(skipped);
        out["failures"] = std::move(failures);
        fmt::print("{}\n", json::serialize(out));
    } else {
        for (const auto& [rule, count] : rules)
            fmt::print("skipped {}: {}\n", count, rule);
        for (const auto& [row, counts] : rows)
            print(row + ": ", counts);
        print("", *total);
    }
    return total->failed == 0 ? kDone : kFailed;
}

}  // namespace

void add_evm(Registry registry)
{
    auto* evm = registry.app.add_subcommand("evm", "Put the virtual machine to the test");
    evm->require_subcommand(1);
    auto* command = evm->add_subcommand("statetest", "Run Ethereum's official test files");
    const auto selection = std::make_shared<conformance::Selection>();
    command->add_option("PATH", selection->paths, "Test files, or folders of them")
        ->required()
        ->check(CLI::ExistingPath);
    command->add_option("--fork", selection->fork, "Only cases of this fork")
        ->check(CLI::IsMember({"Cancun", "Prague", "Osaka"}));
    command->footer(
        "Prints one line a failure, then counts. Exit code 1 if a case failed.\n\n"
        "Example:\n  archipelago evm statetest GeneralStateTests --fork Prague");
    command->callback(
        [registry, selection] { registry.exit_code = run_tests(registry.session, *selection); });
}

}  // namespace archi::cli
