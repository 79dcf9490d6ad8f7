#pragma once
// The buses that join the chips: multisets of tuples that must balance. What one chip sends,
// another receives. A bus is named in the fingerprint of each of its tuples, so no two can be
// confused.

#include <cstddef>
#include <cstdint>

namespace archi::machine {

enum class Bus : std::uint8_t {
    kState,         ///< (pc, timestamp): the chain of instructions
    kMemory,        ///< (cell, timestamp, low, high): accesses inside a segment
    kRom,           ///< (pc, opcode, rd, rs1, rs2, immediate low, immediate high)
    kRange,         ///< (bits, value): value < 2^bits, bits <= 16
    kByteAnd,       ///< (a, b, a & b), bytes
    kChain,         ///< (cell): zero-initialised cells in strictly increasing order
    kOutput,        ///< (index, low, high): words of the public output
    kGlobalMemory,  ///< (cell, timestamp, low, high): memory between segments
};

inline constexpr std::size_t kBuses = 8;

/// The longest tuple of any bus.
inline constexpr std::size_t kMaxTuple = 7;

/// Global buses balance over all segments of a run, under the shared challenge; the others inside
/// each segment.
[[nodiscard]] constexpr bool is_global(Bus bus)
{
    return bus == Bus::kGlobalMemory;
}

/// The coordinate that names the bus in a fingerprint. Never zero: a tuple of zeros is not a
/// padding leaf.
[[nodiscard]] constexpr std::uint32_t bus_id(Bus bus)
{
    return static_cast<std::uint32_t>(bus) + 1;
}

/// When a chip's columns are committed.
enum class Commitment : std::uint8_t {
    kEarly,  ///< before the shared challenge, for all segments
    kMain,   ///< after it
};

}  // namespace archi::machine
