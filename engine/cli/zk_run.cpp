// archipelago zk run: executes a program of the proof machine without proving it.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <map>

#include "base/hex.hpp"
#include "cli/zk.hpp"
#include "cli/zk_program.hpp"
#include "machine/host/costs.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;
using machine::Opcode;

struct Options {
    std::string program;
    ProgramInput input;
    std::uint64_t max_cycles = machine::kMaxCycles;
    std::uint64_t cells = std::uint64_t{1} << 26;
    bool profile = false;
};

constexpr std::size_t kFunctionsShown = 30;
constexpr double kMillion = 1e6;

/// Instructions that are told together.
constexpr std::array<std::string_view, 8> kClasses = {"add, constants", "bitwise, shift", "compare",
                                                      "branch, jump",   "load",           "store",
                                                      "multiply",       "divide"};

std::size_t class_of(Opcode opcode)
{
    const auto plain =
        machine::is_immediate_form(opcode)
            ? static_cast<Opcode>(static_cast<unsigned>(opcode) - machine::kImmediateForm)
            : opcode;
    if (plain <= Opcode::kSub) return 0;
    if (plain <= Opcode::kSra) return 1;
    if (plain <= Opcode::kSltu) return 2;
    if (plain <= Opcode::kMulhu) return 6;
    if (plain <= Opcode::kRemu) return 7;
    if (plain <= Opcode::kJalr) return 3;
    if (plain <= Opcode::kLhu) return 4;
    return plain <= Opcode::kSw ? 5 : 0;
}

/// All that one run tells.
struct Report {
    machine::Execution execution;
    double seconds = 0;
    std::array<std::uint64_t, kClasses.size()> classes{};
    std::vector<machine::Segment> segments;  ///< empty if the run is too long to be proven
    std::vector<std::pair<std::string, std::uint64_t>> functions;  ///< with --profile; most first

    [[nodiscard]] double mips() const
    {
        return seconds > 0 ? static_cast<double>(execution.cycles) / seconds / kMillion : 0;
    }
};

void count(Report& report, const machine::Executable& executable, bool profile)
{
    const auto& program = executable.program;
    std::map<std::string, std::uint64_t> functions;
    for (std::size_t i = 0; i < program.text.size(); ++i) {
        const auto times = report.execution.executions[i];
        if (times == 0) continue;
        report.classes[class_of(program.text[i].opcode)] += times;
        if (!profile) continue;
        const auto pc = program.text_begin + 4 * static_cast<std::uint32_t>(i);
        const auto symbol = executable.symbols.find(pc);
        functions[symbol ? machine::demangle(executable.symbols.all()[*symbol].name)
                         : std::string("(no symbol)")] += times;
    }
    report.functions.assign(functions.begin(), functions.end());
    std::ranges::sort(report.functions, std::greater(), [](const auto& row) { return row.second; });
}

Result<void> cut(Report& report, const machine::Executable& executable,
                 const std::vector<std::uint32_t>& hints, std::uint64_t cells)
{
    auto run = machine::Run::start(executable, hints, machine::segment_limits(cells));
    if (!run) return std::unexpected(run.error());
    while (!run->ended()) {
        auto segment = run->next_segment(machine::Run::Records::kNone);
        if (!segment) return std::unexpected(segment.error());
        report.segments.push_back(std::move(*segment));
    }
    return {};
}

Result<Report> examine(const Options& options)
{
    const auto executable = read_program(options.program);
    if (!executable) return std::unexpected(executable.error());
    const auto input = read_input(options.input);
    if (!input) return std::unexpected(input.error());
    const auto hints = machine::hint_words(*input);

    Report report;
    const auto start = std::chrono::steady_clock::now();
    auto plain = machine::execute(*executable, hints, options.max_cycles);
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!plain) return std::unexpected(plain.error());
    auto profiled = machine::execute(*executable, hints, options.max_cycles, true);
    if (!profiled) return std::unexpected(profiled.error());
    report.execution = std::move(*profiled);
    count(report, *executable, options.profile);
    if (report.execution.cycles <= machine::kMaxCycles)
        if (auto done = cut(report, *executable, hints, options.cells); !done)
            return std::unexpected(done.error());
    return report;
}

std::string digest_of(const machine::Ending& ending)
{
    Bytes bytes;
    for (const auto word : ending.words)
        for (unsigned i = 0; i < 4; ++i)
            bytes.push_back(static_cast<std::uint8_t>(word >> 8 * i));
    return hex::encode(bytes);
}

json::object to_json(const Report& report)
{
    const auto& ending = report.execution.ending;
    json::object out{{"succeeded", ending.succeeded},
                     {"cycles", report.execution.cycles},
                     {"mips", report.mips()}};
    if (ending.succeeded) out["digest"] = digest_of(ending);
    if (!ending.succeeded) out["exitCode"] = ending.exit_code;
    if (ending.output) out["output"] = hex::encode(*ending.output);
    if (!ending.diagnostics.empty()) out["diagnostics"] = ending.diagnostics;
    json::object mix;
    for (std::size_t i = 0; i < kClasses.size(); ++i)
        mix[kClasses[i]] = report.classes[i];
    out["instructions"] = std::move(mix);
    json::array segments;
    for (const auto& segment : report.segments)
        segments.push_back(json::object{{"cycles", segment.cycles()},
                                        {"cells", segment.cost},
                                        {"touched", segment.boundary.size()}});
    out["segments"] = std::move(segments);
    if (!report.functions.empty()) {
        json::array functions;
        for (const auto& [name, cycles] : report.functions)
            functions.push_back(json::object{{"name", name}, {"cycles", cycles}});
        out["functions"] = std::move(functions);
    }
    return out;
}

double share(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0 : 100 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_ending(const machine::Ending& ending)
{
    if (!ending.diagnostics.empty()) fmt::print(stderr, "{}", ending.diagnostics);
    if (!ending.succeeded) fmt::print("failed with exit code {}\n", ending.exit_code);
    if (ending.output)
        print_output(*ending.output);
    else
        fmt::print("output   none that belongs to the digest\n");
    if (ending.succeeded) fmt::print("digest   {}\n", digest_of(ending));
}

void print(const Report& report, const Options& options)
{
    const auto cycles = report.execution.cycles;
    print_ending(report.execution.ending);
    fmt::print("cycles   {}, {:.0f} million a second\n\n", cycles, report.mips());
    for (std::size_t i = 0; i < kClasses.size(); ++i)
        fmt::print("{:<16}{:>12}  {:>4.1f} %\n", kClasses[i], report.classes[i],
                   share(report.classes[i], cycles));
    if (report.segments.empty())
        fmt::print("\nToo long to be proven: more than {} cycles.\n", machine::kMaxCycles);
    else
        fmt::print("\n{} of at most {} cells\n",
                   report.segments.size() == 1 ? std::string("1 segment")
                                               : fmt::format("{} segments", report.segments.size()),
                   options.cells);
    for (const auto& segment : report.segments)
        fmt::print("{:>6}{:>12} cycles{:>12} cells{:>10} cells of memory\n", segment.index,
                   segment.cycles(), segment.cost, segment.boundary.size());
    if (report.functions.empty()) return;
    fmt::print("\n");
    const auto shown = std::min(report.functions.size(), kFunctionsShown);
    for (std::size_t i = 0; i < shown; ++i)
        fmt::print("{:>12}  {:>4.1f} %  {}\n", report.functions[i].second,
                   share(report.functions[i].second, cycles), report.functions[i].first);
    if (shown < report.functions.size())
        fmt::print("and {} functions more\n", report.functions.size() - shown);
}

int run(const Session& session, const Options& options)
{
    const auto found = examine(options);
    if (!found) return report(session, found.error());
    if (session.json)
        fmt::print("{}\n", json::serialize(to_json(*found)));
    else
        print(*found, options);
    return found->execution.ending.succeeded ? kDone : kFailed;
}

}  // namespace

void add_zk_run(CLI::App& zk, Registry registry)
{
    auto* command = zk.add_subcommand("run", "Execute a program of the proof machine");
    const auto options = std::make_shared<Options>();
    add_program(*command, options->program);
    add_input(*command, options->input);
    command
        ->add_option("--max-cycles", options->max_cycles,
                     "Give up after as many instructions (default 2^27, the most to be proven)")
        ->check(CLI::PositiveNumber);
    command
        ->add_option("--cells", options->cells,
                     "Budget of a segment in committed cells (default 2^26)")
        ->check(CLI::Range(std::uint64_t{1} << 12, std::uint64_t{1} << 40));
    command->add_flag("--profile", options->profile, "Cycles by function");
    command->footer(
        "Tells output, cycles, the instructions by class, and the segments that a proof would "
        "have.\nExit code 1 if the program fails, faults or takes too long.\n\n"
        "Example:\n  archipelago zk run bin/guest/hello.elf --input-hex 416461");
    command->callback(
        [registry, options] { registry.exit_code = run(registry.session, *options); });
}

}  // namespace archi::cli
