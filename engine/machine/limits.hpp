#pragma once
// The bounds of the proof machine. Its verifier relies on every one of them; README.md says why.

#include <cstddef>
#include <cstdint>

namespace archi::machine {

/// Cycles of one segment, and of a whole run. With four timestamps a cycle, a timestamp stays below
/// 2^29 + 8 and no multiplicity reaches the field's characteristic.
inline constexpr std::uint32_t kMaxSegmentCycles = std::uint32_t{1} << 22;
inline constexpr std::uint32_t kMaxCycles = std::uint32_t{1} << 27;

/// When an instruction that starts at `ts` touches what. Timestamp 0 belongs to initial values.
inline constexpr std::uint32_t kFirstTimestamp = 4;
inline constexpr std::uint32_t kTimestampsPerCycle = 4;
inline constexpr std::uint32_t kRs1Time = 0;
inline constexpr std::uint32_t kRs2Time = 1;
inline constexpr std::uint32_t kMemoryTime = 2;
inline constexpr std::uint32_t kRdTime = 3;

/// An access finds its cell less than this many timestamps old, by a refresh in between if need be.
inline constexpr std::uint32_t kMaxAge = std::uint32_t{1} << 16;

/// Memory: 1 GiB in words of four bytes. A word is a cell, named by address / 4.
inline constexpr unsigned kAddressBits = 30;
inline constexpr std::uint32_t kMemoryBytes = std::uint32_t{1} << kAddressBits;
inline constexpr std::uint32_t kMemoryCells = kMemoryBytes / 4;

/// Registers are the cells behind memory. x0 is never written; what a program writes to x0 goes to
/// register 32, which nothing reads.
inline constexpr std::uint32_t kFirstRegisterCell = kMemoryCells;
inline constexpr std::uint32_t kSinkRegister = 32;
inline constexpr std::uint32_t kRegisters = 33;

/// Where a run has arrived when it has succeeded. Odd, so there is no instruction there.
inline constexpr std::uint32_t kExitPc = 1;

/// The public output at `exit`: x10 to x17.
inline constexpr std::size_t kOutputWords = 8;
inline constexpr std::uint32_t kFirstOutputRegister = 10;

}  // namespace archi::machine
