#include "machine/host/run.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "machine/host/machine_state.hpp"

namespace archi::machine {

namespace {

constexpr std::uint32_t kRecordsAtOnce = 1 << 16;  ///< cycles for which room is made at a time

/// What is set aside for the registers of a segment, and for the instruction in flight.
std::uint64_t reserve_of(const SegmentLimits& limits)
{
    const std::uint64_t row = *std::ranges::max_element(limits.row_costs);
    return std::uint64_t{kRegisters} * limits.boundary_cost + row + limits.boundary_cost +
           limits.refresh_cost;
}

}  // namespace

std::vector<std::uint32_t> hint_words(bytes_view input)
{
    std::vector<std::uint32_t> words(1 + (input.size() + 3) / 4);
    words[0] = static_cast<std::uint32_t>(input.size());
    for (std::size_t i = 0; i < input.size(); ++i)
        words[1 + i / 4] |= std::uint32_t{input[i]} << 8 * (i % 4);
    return words;
}

struct Run::State {
    std::vector<std::uint32_t> hints;
    MachineState machine;
    SegmentLimits limits;
    std::uint32_t run_end = 0;  ///< timestamp that no instruction may start at
    std::vector<Injection> injections;
    std::size_t injected = 0;
    std::uint32_t segments = 0;
    std::vector<std::uint32_t> touched;  ///< cells of memory and registers, each once
    std::optional<Ending> ending;
    bool broken = false;
    iop::PageVector<Record> spare;  ///< memory for the next segment's records

    /// Timestamp of the next injection; 0: none.
    [[nodiscard]] std::uint32_t next_injection() const
    {
        if (injected == injections.size()) return 0;
        return kFirstTimestamp + injections[injected].cycle * kTimestampsPerCycle;
    }

    /// Executes up to `end`, or to the budget's end.
    Stop advance(std::uint32_t end, Records records, Segment& segment)
    {
        auto& core = machine.core;
        const auto mode = records == Records::kAll ? Mode::kRecorded : Mode::kMetered;
        const auto first = core.timestamp;
        const auto done = segment.records.size();
        auto until = end;
        if (records == Records::kAll) {
            until = std::min(end, first + kRecordsAtOnce * kTimestampsPerCycle);
            segment.records.resize(done + (until - first) / kTimestampsPerCycle);
            core.next_record = segment.records.data() + done;
        }
        Stop stop{};
        const auto injection = next_injection();
        if (injection == first) {
            stop = execute_with_fault(core, mode, injections[injected++]);
        } else {
            core.pause_at = injection > first ? std::min(until, injection) : until;
            stop = interpret(core, mode);
        }
        if (records == Records::kAll)
            segment.records.resize(
                static_cast<std::size_t>(core.next_record - segment.records.data()));
        return stop;
    }

    /// Adds the final state of memory cells, and the registers.
    void complete_boundary(Segment& segment,
                           const std::array<std::uint32_t, kRegisters>& values_before,
                           const std::array<std::uint32_t, kRegisters>& timestamps_before)
    {
        auto& core = machine.core;
        segment.boundary = std::move(core.boundary);
        core.boundary = {};
        std::ranges::sort(segment.boundary, {}, &BoundaryCell::cell);
        for (auto& cell : segment.boundary) {
            cell.final_timestamp = machine.timestamps[cell.cell];
            cell.final_value = machine.word(cell.cell);
        }
        for (std::uint32_t i = 0; i < kRegisters; ++i)
            if (core.register_timestamps[i] >= core.first_timestamp)
                segment.boundary.push_back({kFirstRegisterCell + i, timestamps_before[i],
                                            values_before[i], core.register_timestamps[i],
                                            core.x[i]});
        for (const auto& cell : segment.boundary)
            if (cell.initial_timestamp == 0) touched.push_back(cell.cell);
    }
};

Run::Run(std::unique_ptr<State> state) : state_(std::move(state)) {}
Run::~Run() = default;
Run::Run(Run&&) noexcept = default;
Run& Run::operator=(Run&&) noexcept = default;

Result<Run> Run::start(const Executable& executable, std::vector<std::uint32_t> hints,
                       const SegmentLimits& limits, std::uint32_t max_cycles,
                       std::vector<Injection> injections)
{
    if (limits.max_cycles == 0 || limits.max_cycles > kMaxSegmentCycles)
        return failure(ErrorCode::kInvalidArgument,
                       fmt::format("A segment has 1 to {} cycles.", kMaxSegmentCycles));
    if (max_cycles == 0 || max_cycles > kMaxCycles)
        return failure(ErrorCode::kInvalidArgument,
                       fmt::format("A run that is proven has 1 to {} cycles.", kMaxCycles));
    if (limits.budget >> 62 > 1 || limits.budget < reserve_of(limits))
        return failure(ErrorCode::kInvalidArgument,
                       fmt::format("A segment of {} cells has no room for one instruction, which "
                                   "may take {}.",
                                   limits.budget, reserve_of(limits)));
    auto state = std::make_unique<State>();
    state->hints = std::move(hints);
    auto machine = make_machine(executable, state->hints, true);
    if (!machine) return std::unexpected(machine.error());
    state->machine = std::move(*machine);
    state->limits = limits;
    state->run_end = kFirstTimestamp + max_cycles * kTimestampsPerCycle;
    state->injections = std::move(injections);
    auto& core = state->machine.core;
    core.row_costs = limits.row_costs;
    core.boundary_cost = limits.boundary_cost;
    core.refresh_cost = limits.refresh_cost;
    return Run(std::move(state));
}

Result<Segment> Run::next_segment(Records records)
{
    ARCHI_ASSERT(!ended() && !state_->broken);
    auto& core = state_->machine.core;
    core.first_timestamp = core.timestamp;
    core.rows = {};
    // The budget turns negative with the first instruction after which another might not fit.
    const auto reserve = reserve_of(state_->limits);
    core.budget = static_cast<std::int64_t>(state_->limits.budget - reserve);
    const auto budget = core.budget;
    Segment segment;
    segment.index = state_->segments++;
    segment.first_pc = core.pc;
    segment.first_timestamp = core.timestamp;
    const auto values = core.x;
    const auto timestamps = core.register_timestamps;

    const auto end =
        std::min(state_->run_end, core.timestamp + state_->limits.max_cycles * kTimestampsPerCycle);
    if (records == Records::kAll) {
        segment.records = std::move(state_->spare);
        segment.records.clear();
        segment.records.reserve((end - core.timestamp) / kTimestampsPerCycle);
    }
    auto stop = Stop::kPaused;
    while (stop == Stop::kPaused && core.timestamp < end && core.budget >= 0)
        stop = state_->advance(end, records, segment);

    segment.end_pc = core.pc;
    segment.end_timestamp = core.timestamp;
    segment.rows = core.rows;
    segment.cost = static_cast<std::uint64_t>(budget - core.budget) +
                   std::uint64_t{kRegisters} * core.boundary_cost;
    state_->complete_boundary(segment, values, timestamps);
    if (stop == Stop::kExit) segment.exit = core.exit_reads;
    if (stop != Stop::kPaused) {
        auto ending = ending_of(state_->machine, stop);
        state_->broken = !ending;
        if (!ending) return std::unexpected(ending.error());
        state_->ending = std::move(*ending);
    } else if (core.timestamp == state_->run_end) {
        state_->broken = true;
        return failure(ErrorCode::kLimitExceeded,
                       fmt::format("The program has not ended after {} cycles.", cycles()));
    }
    return segment;
}

void Run::recycle(iop::PageVector<Record> records)
{
    state_->spare = std::move(records);
}

bool Run::ended() const
{
    return state_->ending.has_value();
}

const Ending& Run::ending() const
{
    ARCHI_ASSERT(ended());
    return *state_->ending;
}

std::vector<FinalCell> Run::final_cells() const
{
    ARCHI_ASSERT(ended());
    const auto& machine = state_->machine;
    std::vector<FinalCell> cells;
    cells.reserve(state_->touched.size());
    for (const auto cell : state_->touched) {
        const auto index = cell - kFirstRegisterCell;
        if (cell >= kFirstRegisterCell)
            cells.push_back({cell, machine.core.register_timestamps[index], machine.core.x[index]});
        else
            cells.push_back({cell, machine.timestamps[cell], machine.word(cell)});
    }
    std::ranges::sort(cells, {}, &FinalCell::cell);
    return cells;
}

std::uint32_t Run::cycles() const
{
    return (state_->machine.core.timestamp - kFirstTimestamp) / kTimestampsPerCycle;
}

}  // namespace archi::machine
