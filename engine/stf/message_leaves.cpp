#include "stf/message_leaves.hpp"

#include <algorithm>

#include "stf/system.hpp"

namespace archi::stf {
namespace {

bool has_peak(std::uint64_t count, std::size_t height)
{
    return (count >> height & 1U) != 0;
}

}  // namespace

Hash accumulator_value(World& world)
{
    return world.system_value(system::kAccumulatorSlot);
}

Accumulator load_accumulator(const SystemValue& value)
{
    Accumulator accumulator;
    accumulator.count = u256::from_be(value(system::kMessageCountSlot).bytes).low_u64();
    for (std::size_t height = 0; height < Accumulator::kHeights; ++height)
        if (has_peak(accumulator.count, height))
            accumulator.peaks[height] = value(system::kFirstPeakSlot + height);
    return accumulator;
}

void append_messages(World& world, std::span<const OutgoingLog> logs)
{
    if (std::ranges::none_of(logs, &OutgoingLog::is_message)) return;
    const auto before =
        load_accumulator([&world](std::uint64_t slot) { return world.system_value(slot); });
    auto after = before;
    for (const auto& log : logs)
        if (log.is_message()) after.append(message_leaf(log.message_sender(), log.message));

    for (std::size_t height = 0; height < Accumulator::kHeights; ++height)
        if (has_peak(after.count, height) && after.peaks[height] != before.peaks[height])
            world.set_system_value(system::kFirstPeakSlot + height, after.peaks[height]);
    world.set_system_value(system::kMessageCountSlot, u256{after.count}.to_be());
    world.set_system_value(system::kAccumulatorSlot, after.value());
}

}  // namespace archi::stf
