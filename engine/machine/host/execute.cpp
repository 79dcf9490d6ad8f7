// Runs at full speed.

#include <fmt/core.h>

#include <algorithm>

#include "machine/host/machine_state.hpp"

namespace archi::machine {

namespace {

/// Time is counted anew after as many cycles: it has 32 bits, and nobody looks at it here.
constexpr std::uint64_t kCyclesAtOnce = std::uint64_t{1} << 28;

}  // namespace

Result<Execution> execute(const Executable& executable, std::span<const std::uint32_t> hints,
                          std::uint64_t max_cycles, bool profile)
{
    auto machine = make_machine(executable, hints, false);
    if (!machine) return std::unexpected(machine.error());
    Execution execution;
    auto& core = machine->core;
    if (profile) {
        execution.executions.resize(executable.program.text.size());
        core.executions = execution.executions.data();
    }
    while (execution.cycles < max_cycles) {
        const auto now =
            static_cast<std::uint32_t>(std::min(max_cycles - execution.cycles, kCyclesAtOnce));
        core.timestamp = kFirstTimestamp;
        core.pause_at = kFirstTimestamp + now * kTimestampsPerCycle;
        const auto stop = interpret(core, profile ? Mode::kProfiled : Mode::kPlain);
        execution.cycles += (core.timestamp - kFirstTimestamp) / kTimestampsPerCycle;
        if (stop == Stop::kPaused) continue;
        auto ending = ending_of(*machine, stop);
        if (!ending) return std::unexpected(ending.error());
        execution.ending = std::move(*ending);
        return execution;
    }
    return failure(ErrorCode::kLimitExceeded,
                   fmt::format("The program has not ended after {} cycles.", max_cycles));
}

}  // namespace archi::machine
