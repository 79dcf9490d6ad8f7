#pragma once
// What every instruction's row does: take its place in the chain of states, look itself up in the
// ROM, and access cells.

#include "machine/bus.hpp"
#include "machine/cell.hpp"
#include "machine/chips/word.hpp"
#include "machine/limits.hpp"
#include "machine/rom.hpp"

namespace archi::machine::chips {

/// 2^-n, to divide by powers of two what is known to be divisible.
inline constexpr F kHalf = F(1U << 1).inverse();
inline constexpr F kQuarter = F(1U << 2).inverse();
inline constexpr F kInverseOfByte = F(1U << 8).inverse();
inline constexpr F kInverseOfLimb = F(1U << 16).inverse();

template <typename Context>
using CellOf = typename Context::Cell;

/// The cell as zero or one.
template <typename Context>
constexpr void boolean(Context& context, const CellOf<Context>& cell)
{
    context.zero(cell * (cell - 1));
}

/// value < 2^bits, bits <= 16. Requires bits * multiplicity to be known as a number of the table.
template <typename Context>
constexpr void range(Context& context, const CellOf<Context>& multiplicity,
                     const CellOf<Context>& bits, const CellOf<Context>& value)
{
    context.send(Bus::kRange, multiplicity, {bits, value});
}
template <typename Context>
constexpr void range(Context& context, const CellOf<Context>& multiplicity, int bits,
                     const CellOf<Context>& value)
{
    range(context, multiplicity, CellOf<Context>::constant(bits), value);
}

/// Both limbs below 2^16.
template <typename Context>
constexpr void range(Context& context, const CellOf<Context>& multiplicity,
                     const Word<CellOf<Context>>& word)
{
    range(context, multiplicity, 16, word.low);
    range(context, multiplicity, 16, word.high);
}

/// The four bytes below 2^8. Pairs of them share a lookup, which wants their conjunctions.
template <typename Context>
constexpr void range(Context& context, const CellOf<Context>& multiplicity,
                     const Bytes<CellOf<Context>>& bytes,
                     const std::array<CellOf<Context>, 2>& conjunctions)
{
    const auto& byte = bytes.byte;
    context.send(Bus::kByteAnd, multiplicity, {byte[0], byte[1], conjunctions[0]});
    context.send(Bus::kByteAnd, multiplicity, {byte[2], byte[3], conjunctions[1]});
}

/// The columns that place an instruction's row in the run.
template <typename T>
struct Place {
    T pc;
    T timestamp;
};

/// The row takes the state (pc, timestamp) and leaves (next_pc, timestamp + 4).
template <typename Context>
constexpr void step(Context& context, const CellOf<Context>& active,
                    const Place<CellOf<Context>>& place, const CellOf<Context>& next_pc)
{
    context.receive(Bus::kState, active, {place.pc, place.timestamp});
    context.send(Bus::kState, active, {next_pc, place.timestamp + kTimestampsPerCycle});
}

/// The tuple of an instruction in the ROM but for its pc.
template <typename T>
struct Fetched {
    T opcode;
    T rd = T::constant(0);
    T rs1 = T::constant(0);
    T rs2 = T::constant(0);
    Word<T> immediate{T::constant(0), T::constant(0)};
};

template <typename Context>
constexpr void fetch(Context& context, const CellOf<Context>& active, const CellOf<Context>& pc,
                     const Fetched<CellOf<Context>>& row)
{
    context.send(Bus::kRom, active,
                 {pc, row.opcode, row.rd, row.rs1, row.rs2, row.immediate.low, row.immediate.high});
}

/// `cell` goes from `before` to `after`, at `timestamp`, less than 2^16 after the last access.
/// Where more time has passed, a row of the refresh chip comes between.
template <typename Context>
constexpr void access(Context& context, const CellOf<Context>& active, const CellOf<Context>& cell,
                      const CellOf<Context>& timestamp, const CellOf<Context>& previous_timestamp,
                      const Word<CellOf<Context>>& before, const Word<CellOf<Context>>& after)
{
    context.receive(Bus::kMemory, active, {cell, previous_timestamp, before.low, before.high});
    context.send(Bus::kMemory, active, {cell, timestamp, after.low, after.high});
    range(context, active, 16, timestamp - previous_timestamp - 1);
}

template <typename Context>
constexpr void read(Context& context, const CellOf<Context>& active, const CellOf<Context>& cell,
                    const CellOf<Context>& timestamp, const Read<CellOf<Context>>& read_cell)
{
    access(context, active, cell, timestamp, read_cell.previous_timestamp, read_cell.value,
           read_cell.value);
}
/// Requires both limbs of `value` to be below 2^16 wherever the row is active.
template <typename Context>
constexpr void write(Context& context, const CellOf<Context>& active, const CellOf<Context>& cell,
                     const CellOf<Context>& timestamp, const Write<CellOf<Context>>& written,
                     const Word<CellOf<Context>>& value)
{
    access(context, active, cell, timestamp, written.previous_timestamp, written.previous, value);
}

/// The sources and the destination of an instruction, at their timestamps.
template <typename Context>
constexpr void read_first(Context& context, const CellOf<Context>& active,
                          const CellOf<Context>& rs1, const Place<CellOf<Context>>& place,
                          const Read<CellOf<Context>>& source)
{
    read(context, active, rs1 + kFirstRegisterCell, place.timestamp + kRs1Time, source);
}
template <typename Context>
constexpr void read_second(Context& context, const CellOf<Context>& active,
                           const CellOf<Context>& rs2, const Place<CellOf<Context>>& place,
                           const Read<CellOf<Context>>& source)
{
    read(context, active, rs2 + kFirstRegisterCell, place.timestamp + kRs2Time, source);
}
template <typename Context>
constexpr void write_destination(Context& context, const CellOf<Context>& active,
                                 const CellOf<Context>& rd, const Place<CellOf<Context>>& place,
                                 const Write<CellOf<Context>>& destination,
                                 const Word<CellOf<Context>>& value)
{
    write(context, active, rd + kFirstRegisterCell, place.timestamp + kRdTime, destination, value);
}

}  // namespace archi::machine::chips
