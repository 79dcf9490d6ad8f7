// archipelago zk prove: a proof that a program ran and what it gave.

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <boost/json.hpp>
#include <chrono>
#include <csignal>
#include <map>

#include "base/file.hpp"
#include "base/hex.hpp"
#include "cli/zk.hpp"
#include "cli/zk_program.hpp"
#include "machine/host/costs.hpp"
#include "prover/cpu/cpu_backend.hpp"
#include "prover/run_prover.hpp"

namespace archi::cli {
namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;
using prover::RunProgress;
using prover::Stage;

struct Options {
    std::string program;
    ProgramInput input;
    std::string output;
    std::string set = std::string(iop::parameter_sets().front().name);
    std::string instructions;
    unsigned threads = 0;
    std::uint64_t cells = std::uint64_t{1} << 26;
};

std::atomic<bool> interrupted = false;

/// Ctrl-C stops the proof at its next stage; nothing is written then.
class Interruption {
public:
    Interruption() : before_(std::signal(SIGINT, [](int) { interrupted = true; })) {}
    ~Interruption() { static_cast<void>(std::signal(SIGINT, before_)); }
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

private:
    void (*before_)(int);
};

double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Tells stages as they begin, with the time left once a segment is done, and adds up what each
/// took.
class Stages {
public:
    explicit Stages(const Session& session) : session_(session) {}

    bool enter(const RunProgress& progress)
    {
        leave();
        const bool surveying = progress.segments == 0;
        stage_ = surveying ? std::string("execute") : std::string(prover::name(progress.stage));
        began_ = Clock::now();
        if (!surveying && progress.segment == 0 && progress.stage == Stage::kCommit)
            proving_since_ = began_;
        if (surveying) {
            if (progress.segment == 0) tell(session_, "execute");
        } else {
            tell(session_, fmt::format("segment {} of {}: {}{}", progress.segment + 1,
                                       progress.segments, stage_, time_left(progress)));
        }
        return !interrupted;
    }
    void leave()
    {
        if (!stage_.empty()) seconds_[stage_] += seconds_since(began_);
        stage_.clear();
    }
    [[nodiscard]] const std::map<std::string, double>& seconds() const { return seconds_; }

private:
    [[nodiscard]] std::string time_left(const RunProgress& progress) const
    {
        if (progress.cycles == 0) return "";
        const auto left = static_cast<double>(progress.total_cycles - progress.cycles) /
                          static_cast<double>(progress.cycles) * seconds_since(proving_since_);
        return fmt::format(", about {:.0f} s left", left);
    }

    const Session& session_;
    std::string stage_;
    Clock::time_point began_;
    Clock::time_point proving_since_;
    std::map<std::string, double> seconds_;
};

prover::CpuOptions cpu_options(const Options& options)
{
    prover::CpuOptions cpu{.instructions = iop::best_instructions(), .threads = options.threads};
    for (const auto each :
         {iop::Instructions::kPortable, iop::Instructions::kAvx2, iop::Instructions::kAvx512})
        if (options.instructions == iop::name(each)) cpu.instructions = each;
    return cpu;
}

struct Made {
    prover::Proven proven;
    std::map<std::string, double> stages;
    double seconds = 0;
    std::string backend;
};

Result<Made> make(const Session& session, const Options& options)
{
    const auto executable = read_program(options.program);
    if (!executable) return std::unexpected(executable.error());
    const auto input = read_input(options.input);
    if (!input) return std::unexpected(input.error());
    const auto cpu = cpu_options(options);
    if (!iop::supported(cpu.instructions))
        return failure(ErrorCode::kUnsupported,
                       fmt::format("This processor has no {}.", options.instructions));
    const auto backend = prover::make_cpu_backend(cpu);

    const Interruption interruption;
    Stages stages(session);
    prover::ProveOptions prove_options;
    prove_options.parameters = iop::find_parameter_set(options.set)->parameters;
    prove_options.limits = machine::segment_limits(options.cells);
    prove_options.progress = [&](const RunProgress& progress) { return stages.enter(progress); };
    const auto start = Clock::now();
    auto proven = prover::prove_run(*backend, *executable, *input, prove_options);
    stages.leave();
    if (!proven) return std::unexpected(proven.error());
    return Made{std::move(*proven), stages.seconds(), seconds_since(start),
                std::string(backend->name())};
}

json::object to_json(const Made& made, const Options& options)
{
    json::object stages;
    for (const auto& [name, seconds] : made.stages)
        stages[name] = seconds;
    const auto& proven = made.proven;
    return {{"program", hex::encode(proven.program)},
            {"output", hex::encode(proven.output)},
            {"set", options.set},
            {"backend", made.backend},
            {"cycles", proven.cycles},
            {"segments", proven.segments},
            {"proofBytes", proven.proof.size()},
            {"seconds", made.seconds},
            {"stages", std::move(stages)},
            {"file", options.output}};
}

void print(const Made& made, const Options& options)
{
    const auto& proven = made.proven;
    fmt::print("program  {}\n", hex::encode(proven.program));
    print_output(proven.output);
    fmt::print("proven   {} cycles in {} segment{}, {:.1f} s with {}: {:.1f} kHz\n", proven.cycles,
               proven.segments, proven.segments == 1 ? "" : "s", made.seconds, made.backend,
               static_cast<double>(proven.cycles) / made.seconds / 1000);
    for (const auto& [name, seconds] : made.stages)
        fmt::print("           {:<18}{:>8.2f} s\n", name, seconds);
    fmt::print("proof    {} bytes, {}, in {}\n", proven.proof.size(), options.set, options.output);
}

int prove(const Session& session, Options& options)
{
    if (options.output.empty()) options.output = options.program + ".proof";
    const auto made = make(session, options);
    if (!made) return report(session, made.error());
    if (const auto written =
            write_file_atomically(options.output, made->proven.proof, Readers::kEveryone);
        !written)
        return report(session, written.error());
    if (session.json)
        fmt::print("{}\n", json::serialize(to_json(*made, options)));
    else
        print(*made, options);
    return kDone;
}

}  // namespace

void add_zk_prove(CLI::App& zk, Registry registry)
{
    auto* command = zk.add_subcommand("prove", "Prove that a program ran, and what it gave");
    const auto options = std::make_shared<Options>();
    add_program(*command, options->program);
    add_input(*command, options->input);
    command->add_option("-o,--output", options->output, "Where the proof goes (PROGRAM.proof)");
    command
        ->add_option_function<std::string>(
            "--set", [options](const std::string& name) { options->set = name; },
            "Parameter set, one of `zk soundness --list` (default default_100)")
        ->check([](const std::string& name) {
            return iop::find_parameter_set(name) != nullptr ? "" : "no such parameter set";
        });
    command->add_option("--threads", options->threads, "0: one a processor")
        ->check(CLI::Range(0U, 1024U));
    command->add_option("--instructions", options->instructions, "Instead of the widest there is")
        ->check(CLI::IsMember({"portable", "AVX2", "AVX-512"}));
    command
        ->add_option("--cells", options->cells,
                     "Budget of a segment in committed cells (default 2^26)")
        ->check(CLI::Range(std::uint64_t{1} << 12, std::uint64_t{1} << 27));
    command->footer(
        "The same program, input and options give the same proof, byte for byte. Ctrl-C stops and "
        "leaves nothing\nbehind.\n\n"
        "Example:\n  archipelago zk prove bin/guest/hello.elf --input-hex 416461 -o hello.proof");
    command->callback(
        [registry, options] { registry.exit_code = prove(registry.session, *options); });
}

}  // namespace archi::cli
