#include "cli/zk_proving.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <csignal>

#include "machine/host/costs.hpp"
#include "prover/cpu/cpu_backend.hpp"

namespace archi::cli {

namespace {

using Clock = std::chrono::steady_clock;
using prover::RunProgress;
using prover::Stage;

std::atomic<bool> interrupted = false;

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

prover::CpuOptions cpu_options(const ProvingOptions& options)
{
    prover::CpuOptions cpu{.instructions = iop::best_instructions(), .threads = options.threads};
    for (const auto each :
         {iop::Instructions::kPortable, iop::Instructions::kAvx2, iop::Instructions::kAvx512})
        if (options.instructions == iop::name(each)) cpu.instructions = each;
    return cpu;
}

}  // namespace

Interruption::Interruption() : before_(std::signal(SIGINT, [](int) { interrupted = true; })) {}

Interruption::~Interruption()
{
    static_cast<void>(std::signal(SIGINT, before_));
}

bool Interruption::has_come()
{
    return interrupted;
}

void add_proving(CLI::App& command, ProvingOptions& options)
{
    command.add_option("--threads", options.threads, "0: one a processor")
        ->check(CLI::Range(0U, 1024U));
    command.add_option("--instructions", options.instructions, "Instead of the widest there is")
        ->check(CLI::IsMember({"portable", "AVX2", "AVX-512"}));
    command
        .add_option("--cells", options.cells,
                    "Budget of a segment in committed cells (default 2^26)")
        ->check(CLI::Range(std::uint64_t{1} << 12, std::uint64_t{1} << 27));
}

Result<Made> prove_program(const Session& session, const machine::Executable& executable,
                           bytes_view input, const iop::Parameters& parameters,
                           const ProvingOptions& options)
{
    const auto cpu = cpu_options(options);
    if (!iop::supported(cpu.instructions))
        return failure(ErrorCode::kUnsupported,
                       fmt::format("This processor has no {}.", options.instructions));
    const auto backend = prover::make_cpu_backend(cpu);

    const Interruption interruption;
    Stages stages(session);
    prover::ProveOptions prove_options;
    prove_options.parameters = parameters;
    prove_options.limits = machine::segment_limits(options.cells);
    prove_options.progress = [&](const RunProgress& progress) { return stages.enter(progress); };
    const auto start = Clock::now();
    auto proven = prover::prove_run(*backend, executable, input, prove_options);
    stages.leave();
    if (!proven) return std::unexpected(proven.error());
    return Made{std::move(*proven), stages.seconds(), seconds_since(start),
                std::string(backend->name())};
}

std::string decoding_of(const iop::Parameters& parameters)
{
    const auto told = [](unsigned multiplicity) {
        return multiplicity == 0 ? std::string("unique decoding")
                                 : fmt::format("Johnson bound, multiplicity {}", multiplicity);
    };
    const auto columns = told(parameters.multiplicity);
    const auto words = told(parameters.word_multiplicity);
    if (parameters.opening == iop::Opening::kBaseFold || words == columns) return columns;
    return fmt::format("{} (words of the opening: {})", columns, words);
}

std::string_view opening_of(const iop::Parameters& parameters)
{
    return parameters.opening == iop::Opening::kWhir ? "WHIR" : "BaseFold";
}

}  // namespace archi::cli
