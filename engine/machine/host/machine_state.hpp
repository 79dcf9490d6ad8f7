#pragma once
// A machine ready to run, and what its stops mean. Private to the executor.

#include <memory>
#include <optional>
#include <span>

#include "machine/host/run.hpp"
#include "machine/host/zeroed_memory.hpp"

namespace archi::machine {

/// A core with its memory. The executable and the hints outlive it.
struct MachineState {
    const Executable* executable = nullptr;
    ZeroedArray<std::uint8_t> memory;
    ZeroedArray<std::uint32_t> timestamps;  ///< only if asked for
    Core core;

    [[nodiscard]] std::uint32_t word(std::uint32_t cell) const;

    /// x[length] bytes at x[address]; none if they are not in memory or more than `most`.
    [[nodiscard]] std::optional<bytes_view> region(unsigned address, unsigned length,
                                                   std::size_t most) const;
};

[[nodiscard]] Result<MachineState> make_machine(const Executable& executable,
                                                std::span<const std::uint32_t> hints,
                                                bool with_timestamps);

/// The ending that kExit and kFail are, the error that every other stop but kPaused is.
[[nodiscard]] Result<Ending> ending_of(const MachineState& machine, Stop stop);

}  // namespace archi::machine
