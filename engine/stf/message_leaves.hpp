#pragma once
// The accumulator in the state: the system leaves that hold it (GENESIS.md).

#include <span>

#include "stf/accumulator.hpp"
#include "stf/crossings.hpp"
#include "stf/world.hpp"

namespace archi::stf {

/// The value over all messages so far; zero without any.
[[nodiscard]] Hash accumulator_value(World& world);
/// Adds the messages among `logs`, in order.
void append_messages(World& world, std::span<const OutgoingLog> logs);

/// Gives the value of a system leaf.
using SystemValue = std::function<Hash(std::uint64_t slot)>;
/// The accumulator that leaves hold; reads those that count alone.
[[nodiscard]] Accumulator load_accumulator(const SystemValue& value);

}  // namespace archi::stf
