// archipelago zk bench: how fast this machine proves, how long proofs are, and what verifying one
// costs, here and inside of the next proof.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/file.hpp"
#include "cli/zk.hpp"
#include "cli/zk_chips.hpp"
#include "cli/zk_program.hpp"
#include "cli/zk_proving.hpp"
#include "cli/zk_recursion.hpp"
#include "iop/soundness/protocol.hpp"
#include "verifier/machine_air.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;
namespace soundness = iop::soundness;

/// What the table compares.
constexpr std::array<std::string_view, 9> kCompared = {
    "rate_half_100",         "default_100",      "rate_eighth_100",
    "whir_half_100",         "whir_100",         "whir_eighth_100",
    "whir_johnson_half_100", "whir_johnson_100", "whir_johnson_eighth_100"};

constexpr std::uint32_t kNumbers = 12'000;  // sorted in 1.07 million cycles
constexpr int kVerifications = 5;
constexpr double kMillion = 1e6;

struct Options {
    std::string program;  ///< empty: the sort guest
    ProgramInput input;
    std::string set;
    std::string opening;
    unsigned rate = 0;
    bool table = false;
    ProvingOptions proving;
};

/// One parameter set, measured.
struct Measured {
    const iop::ParameterSet* set = nullptr;
    Made made;
    std::uint64_t peak_bytes = 0;
    double verify_seconds = 0;  ///< the median
    VerifierCost recursion = {};
    CellsOfRun cells = {};

    [[nodiscard]] double cells_a_second() const
    {
        return static_cast<double>(cells.cells()) / made.seconds;
    }
};

std::string processor()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown processor";
}

/// Of this process since reset_peak(), or since it began where the system does not reset it.
std::uint64_t peak_bytes()
{
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
    return 0;
}

void reset_peak()
{
    std::ofstream("/proc/self/clear_refs") << "5";  // proc(5): the peak, nothing else
}

/// A program of this build's.
Result<machine::Executable> read_guest(const char* name)
{
    std::error_code error;
    const auto binary = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto path = binary.parent_path() / "guest" / name;
    if (error || !std::filesystem::exists(path, error))
        return failure(ErrorCode::kNotFound, path.string() +
                                                 " is not there; build the guest programs, or name "
                                                 "a program to prove.");
    return read_program(path.string());
}

struct Workload {
    std::string name;
    machine::Executable program;
    Bytes input;
    machine::Executable verifier;
};

Result<Workload> workload(const Options& options)
{
    auto program = options.program.empty() ? read_guest("sort.elf") : read_program(options.program);
    if (!program) return std::unexpected(program.error());
    auto verifier = read_guest("verify.elf");
    if (!verifier) return std::unexpected(verifier.error());
    if (!options.program.empty()) {
        auto input = read_input(options.input);
        if (!input) return std::unexpected(input.error());
        return Workload{options.program, std::move(*program), std::move(*input),
                        std::move(*verifier)};
    }
    Bytes input;  // seed 1, then how many
    for (const std::uint32_t word : {1U, kNumbers})
        for (unsigned i = 0; i < 4; ++i)
            input.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
    return Workload{fmt::format("sort of {} numbers", kNumbers), std::move(*program), input,
                    std::move(*verifier)};
}

Result<Measured> measure(const Session& session, const Workload& work, const iop::ParameterSet& set,
                         const ProvingOptions& proving)
{
    tell(session, fmt::format("{}: {}", set.name, set.purpose));
    reset_peak();
    auto made = prove_program(session, work.program, work.input, set.parameters, proving);
    if (!made) return std::unexpected(made.error());
    Measured measured{.set = &set, .made = std::move(*made), .peak_bytes = peak_bytes()};
    const auto& proof = measured.made.proven.proof;

    tell(session, "verify");
    std::vector<double> seconds;
    for (int i = 0; i < kVerifications; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const auto verified =
            verifier::verify_run<iop::E>(verifier::machine_air<iop::E>(), set.parameters, proof);
        seconds.push_back(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        if (!verified)
            return failure(ErrorCode::kInternal,
                           fmt::format("The proof does not hold: {}.", describe(verified.error())));
    }
    std::ranges::sort(seconds);
    measured.verify_seconds = seconds[seconds.size() / 2];

    tell(session, "verify as a guest");
    const auto recursion = cost_of_verifying(work.verifier, proof);
    if (!recursion) return std::unexpected(recursion.error());
    measured.recursion = *recursion;

    auto cells = cells_of_run(work.program, work.input, proving.cells);
    if (!cells) return std::unexpected(cells.error());
    measured.cells = std::move(*cells);
    return measured;
}

double bits_of(const iop::Parameters& parameters)
{
    const auto totals = soundness::totals(soundness::terms(parameters), parameters.log_proofs);
    return static_cast<double>(totals.all_proofs.tenths()) / 10;
}

/// Seconds for the run and for proving, at the same speed, that its proofs hold.
double with_recursion(const Measured& measured)
{
    return measured.made.seconds +
           measured.recursion.cycles_with_chips / (1000 * measured.made.kilohertz());
}

json::object to_json(const Measured& measured)
{
    json::object stages;
    for (const auto& [name, seconds] : measured.made.stages)
        stages[name] = seconds;
    json::array chips;
    for (const auto& chip : measured.cells.chips)
        chips.push_back(json::object{{"chip", chip.name},
                                     {"rows", chip.rows},
                                     {"height", chip.height},
                                     {"cells", chip.cells},
                                     {"interactions", chip.interactions}});
    const auto& proven = measured.made.proven;
    const auto& recursion = measured.recursion;
    return {{"set", measured.set->name},
            {"opening", opening_of(measured.set->parameters)},
            {"decoding", decoding_of(measured.set->parameters)},
            {"logInverseRate", measured.set->parameters.log_inverse_rate},
            {"allProofsBits", bits_of(measured.set->parameters)},
            {"backend", measured.made.backend},
            {"cycles", proven.cycles},
            {"segments", proven.segments},
            {"seconds", measured.made.seconds},
            {"kilohertz", measured.made.kilohertz()},
            {"cells", measured.cells.cells()},
            {"cellsASecond", measured.cells_a_second()},
            {"chips", std::move(chips)},
            {"stages", std::move(stages)},
            {"peakBytes", measured.peak_bytes},
            {"proofBytes", proven.proof.size()},
            {"verifySeconds", measured.verify_seconds},
            {"guestCycles", recursion.cycles},
            {"guestCompressions", recursion.compressions},
            {"guestMultiplications", recursion.multiplications},
            {"guestCellsACycle", recursion.cells_a_cycle},
            {"guestCyclesWithChips", recursion.cycles_with_chips},
            {"secondsWithRecursion", with_recursion(measured)}};
}

void print_costs()
{
    fmt::print(
        "\nguest: the verifier as a program of this machine. With chips: a BLAKE3 compression for "
        "{:.0f} cells and {:.0f}\ncycles, a multiplication of the extension for {:.0f} and {:.0f}; "
        "an estimate, no such chips exist yet.\n",
        kCompressionChip.cells, kCompressionChip.cycles, kMultiplicationChip.cells,
        kMultiplicationChip.cycles);
}

void print(const Measured& measured)
{
    const auto& proven = measured.made.proven;
    const auto& parameters = measured.set->parameters;
    const auto& recursion = measured.recursion;
    fmt::print("set      {}: {}, {}, rate 1/{}, {:.1f} bits\n", measured.set->name,
               opening_of(parameters), decoding_of(parameters), 1U << parameters.log_inverse_rate,
               bits_of(parameters));
    fmt::print("proven   {} cycles in {} segment{}, {:.2f} s with {}: {:.1f} kHz\n", proven.cycles,
               proven.segments, proven.segments == 1 ? "" : "s", measured.made.seconds,
               measured.made.backend, measured.made.kilohertz());
    for (const auto& [name, seconds] : measured.made.stages)
        fmt::print("           {:<18}{:>8.2f} s\n", name, seconds);
    fmt::print(
        "cells    {:.1f} M committed, with padding: {:.1f} M a second, {:.1f} M while they are "
        "encoded and hashed\n",
        static_cast<double>(measured.cells.cells()) / kMillion,
        measured.cells_a_second() / kMillion,
        static_cast<double>(measured.cells.cells()) / measured.made.stages.at("commit") / kMillion);
    fmt::print("memory   {:.2f} GB at most\n", static_cast<double>(measured.peak_bytes) / 1e9);
    fmt::print("proof    {} bytes, verified in {:.1f} ms\n", proven.proof.size(),
               1000 * measured.verify_seconds);
    fmt::print(
        "guest    {:.1f} M cycles, {} compressions, {} multiplications; {:.1f} M with chips\n",
        static_cast<double>(recursion.cycles) / kMillion, recursion.compressions,
        recursion.multiplications, recursion.cycles_with_chips / kMillion);
    print_costs();
    print_cells(measured.cells);
}

void print_head()
{
    fmt::print("{:<24}{:>8}{:>8}{:>8}{:>9}{:>9}{:>8}{:>9}{:>9}{:>9}\n", "set", "kHz", "open, s",
               "GB", "proof", "verify", "guest", "BLAKE3", "mult.", "chips");
    fmt::print("{:<24}{:>8}{:>8}{:>8}{:>9}{:>9}{:>8}{:>9}{:>9}{:>9}\n", "", "", "", "", "KiB", "ms",
               "M cyc.", "calls", "calls", "M cyc.");
}

void print_row(const Measured& measured)
{
    const auto& recursion = measured.recursion;
    fmt::print("{:<24}{:>8.1f}{:>8.2f}{:>8.2f}{:>9.1f}{:>9.1f}{:>8.1f}{:>9}{:>9}{:>9.1f}\n",
               measured.set->name, measured.made.kilohertz(), measured.made.stages.at("open"),
               static_cast<double>(measured.peak_bytes) / 1e9,
               static_cast<double>(measured.made.proven.proof.size()) / 1024,
               1000 * measured.verify_seconds, static_cast<double>(recursion.cycles) / kMillion,
               recursion.compressions, recursion.multiplications,
               recursion.cycles_with_chips / kMillion);
    static_cast<void>(std::fflush(stdout));
}

/// The set that the options name.
Result<const iop::ParameterSet*> chosen(const Options& options)
{
    if (!options.set.empty()) return iop::find_parameter_set(options.set);
    const bool is_default = options.opening.empty() && options.rate == 0;
    if (is_default) return &iop::parameter_sets().front();
    for (const auto name : kCompared) {
        const auto* const set = iop::find_parameter_set(name);
        const auto& parameters = set->parameters;
        const std::string_view opening = parameters.opening == iop::Opening::kBaseFold ? "basefold"
                                         : parameters.word_multiplicity == 0           ? "whir"
                                                                             : "whir-johnson";
        const auto log_rate = options.rate == 0 ? 2 : std::countr_zero(options.rate);
        if ((options.opening.empty() || options.opening == opening) &&
            parameters.log_inverse_rate == log_rate)
            return set;
    }
    return failure(ErrorCode::kNotFound, "No parameter set has this opening and rate.");
}

int bench(const Session& session, const Options& options)
{
    const auto work = workload(options);
    if (!work) return report(session, work.error());
    std::vector<const iop::ParameterSet*> sets;
    if (options.table) {
        for (const auto name : kCompared)
            sets.push_back(iop::find_parameter_set(name));
    } else {
        const auto set = chosen(options);
        if (!set) return report(session, set.error());
        sets.push_back(*set);
    }
    const auto cores = std::thread::hardware_concurrency();
    if (!session.json) {
        fmt::print("machine  {}, {} cores\nprogram  {}\n", processor(), cores, work->name);
        if (options.table) print_head();
    }
    json::array measurements;
    CellsOfRun of_run;  // the same for every set
    for (const auto* const set : sets) {
        const auto measured = measure(session, *work, *set, options.proving);
        if (!measured) return report(session, measured.error());
        of_run = measured->cells;
        if (session.json)
            measurements.push_back(to_json(*measured));
        else if (options.table)
            print_row(*measured);
        else
            print(*measured);
    }
    if (session.json)
        fmt::print("{}\n",
                   json::serialize(json::object{{"processor", processor()},
                                                {"cores", cores},
                                                {"program", work->name},
                                                {"measurements", std::move(measurements)}}));
    else if (options.table) {
        print_costs();
        print_cells(of_run);
    }
    return kDone;
}

}  // namespace

void add_zk_bench(CLI::App& zk, Registry registry)
{
    auto* command = zk.add_subcommand("bench", "Measure proving and verifying on this machine");
    const auto options = std::make_shared<Options>();
    command
        ->add_option("PROGRAM", options->program,
                     "An ELF file for RV32IM (default: sort 12,000 numbers, a million cycles)")
        ->check(CLI::ExistingFile);
    add_input(*command, options->input);
    auto* set =
        command->add_option("--set,--parameters", options->set, "Parameter set")
            ->type_name("NAME")
            ->check([](const std::string& name) {
                return iop::find_parameter_set(name) != nullptr ? "" : "no such parameter set";
            });
    auto* opening =
        command->add_option("--opening", options->opening, "The set of 100 bits that opens so")
            ->check(CLI::IsMember({"basefold", "whir", "whir-johnson"}))
            ->excludes(set);
    auto* rate = command->add_option("--rate", options->rate, "Its rate is one over this")
                     ->check(CLI::IsMember({2, 4, 8}))
                     ->excludes(set);
    command->add_flag("--table", options->table, "Compare openings and rates: nine proofs")
        ->excludes(set)
        ->excludes(opening)
        ->excludes(rate);
    add_proving(*command, options->proving);
    command->footer(
        "Proves, verifies, and runs the verifier as a program of the proof machine. Writes no "
        "file; "
        "Ctrl-C stops at the\nnext stage.\n\n"
        "Example:\n  archipelago zk bench --opening whir --rate 8");
    command->callback(
        [registry, options] { registry.exit_code = bench(registry.session, *options); });
}

}  // namespace archi::cli
