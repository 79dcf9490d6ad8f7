#include "cli/zk_recursion.hpp"

#include <fmt/core.h>

#include "machine/host/costs.hpp"
#include "machine/host/run.hpp"

namespace archi::cli {

namespace {

struct Function {
    std::uint64_t calls = 0;
    std::uint64_t cycles = 0;
};

/// All functions whose name begins so.
Function count(const machine::Executable& executable, const machine::Execution& execution,
               std::string_view name)
{
    const auto& program = executable.program;
    const auto& symbols = executable.symbols.all();
    std::vector<bool> counted(symbols.size());
    for (std::size_t i = 0; i < symbols.size(); ++i)
        counted[i] = machine::demangle(symbols[i].name).starts_with(name);
    Function found;
    for (std::size_t i = 0; i < program.text.size(); ++i) {
        const auto times = execution.executions[i];
        if (times == 0) continue;
        const auto pc = program.text_begin + 4 * static_cast<std::uint32_t>(i);
        const auto symbol = executable.symbols.find(pc);
        if (!symbol || !counted[*symbol]) continue;
        found.cycles += times;
        if (symbols[*symbol].address == pc) found.calls += times;
    }
    return found;
}

Result<std::uint64_t> cells_of(const machine::Executable& executable,
                               const std::vector<std::uint32_t>& hints)
{
    auto run =
        machine::Run::start(executable, hints, machine::segment_limits(std::uint64_t{1} << 26));
    if (!run) return std::unexpected(run.error());
    std::uint64_t cells = 0;
    while (!run->ended()) {
        const auto segment = run->next_segment(machine::Run::Records::kNone);
        if (!segment) return std::unexpected(segment.error());
        cells += segment->cost;
    }
    return cells;
}

}  // namespace

Result<VerifierCost> cost_of_verifying(const machine::Executable& verifier, bytes_view proof)
{
    const auto hints = machine::hint_words(proof);
    const auto execution = machine::execute(verifier, hints, machine::kMaxCycles, true);
    if (!execution) return std::unexpected(execution.error());
    if (!execution->ending.succeeded)
        return failure(ErrorCode::kInvalidArgument,
                       fmt::format("The verifier refuses the proof with exit code {}.",
                                   execution->ending.exit_code));
    const auto compression = count(verifier, *execution, "archi::(anonymous namespace)::compress(");
    const auto multiplication =
        count(verifier, *execution, "archi::iop::operator*(archi::iop::Extension<");
    if (compression.calls == 0 || multiplication.calls == 0)
        return failure(ErrorCode::kNotFound,
                       "The verifier has no functions by the names that are counted.");
    const auto cells = cells_of(verifier, hints);
    if (!cells) return std::unexpected(cells.error());

    VerifierCost cost{.cycles = execution->cycles,
                      .compressions = compression.calls,
                      .multiplications = multiplication.calls};
    cost.cells_a_cycle = static_cast<double>(*cells) / static_cast<double>(cost.cycles);
    const auto with_chip = [&](const Function& function, const ChipCost& chip) {
        const auto each = chip.cycles + chip.cells / cost.cells_a_cycle;
        return static_cast<double>(function.calls) * each - static_cast<double>(function.cycles);
    };
    cost.cycles_with_chips = static_cast<double>(cost.cycles) +
                             with_chip(compression, kCompressionChip) +
                             with_chip(multiplication, kMultiplicationChip);
    return cost;
}

}  // namespace archi::cli
