#pragma once
// Filling the columns that instructions have in common, as canonical numbers.

#include "machine/chips/instruction.hpp"
#include "machine/host/ledger.hpp"
#include "machine/host/record.hpp"
#include "machine/rom.hpp"

namespace archi::machine::rows {

/// One executed instruction with its row in the ROM.
struct Step {
    const Record& record;
    const RomRow& rom;
    const ExitReads* exit = nullptr;  ///< of kExit
};

using Number = std::uint32_t;

[[nodiscard]] constexpr chips::Word<Number> limbs(Number word)
{
    return {word & 0xffff, word >> 16};
}

[[nodiscard]] constexpr chips::Bytes<Number> bytes(Number word)
{
    return {{word & 255, word >> 8 & 255, word >> 16 & 255, word >> 24}};
}

[[nodiscard]] constexpr Number is(const Step& step, RomOpcode opcode)
{
    return step.rom.opcode == opcode ? 1 : 0;
}

[[nodiscard]] constexpr chips::Place<Number> place(const Step& step)
{
    return {step.record.pc, step.record.timestamp};
}

[[nodiscard]] constexpr chips::Word<Number> immediate(const Step& step)
{
    return {step.rom.immediate_low, step.rom.immediate_high};
}

[[nodiscard]] inline Number first_timestamp(const Step& step, Ledger& ledger)
{
    const auto& read = step.record.rs1;
    return ledger.access(kFirstRegisterCell + step.rom.rs1, step.record.timestamp + kRs1Time,
                         read.previous_timestamp, read.value);
}

[[nodiscard]] inline Number second_timestamp(const Step& step, Ledger& ledger)
{
    const auto& read = step.record.rs2;
    return ledger.access(kFirstRegisterCell + step.rom.rs2, step.record.timestamp + kRs2Time,
                         read.previous_timestamp, read.value);
}

[[nodiscard]] inline chips::Read<Number> first(const Step& step, Ledger& ledger)
{
    return {first_timestamp(step, ledger), limbs(step.record.rs1.value)};
}

[[nodiscard]] inline chips::Read<Number> second(const Step& step, Ledger& ledger)
{
    return {second_timestamp(step, ledger), limbs(step.record.rs2.value)};
}

[[nodiscard]] inline Number memory_timestamp(const Step& step, Ledger& ledger)
{
    const auto& access = step.record.memory;
    return ledger.access(access.cell, step.record.timestamp + kMemoryTime,
                         access.previous_timestamp, access.previous_value);
}

[[nodiscard]] inline chips::Write<Number> destination(const Step& step, Ledger& ledger)
{
    const auto& write = step.record.rd;
    return {ledger.access(kFirstRegisterCell + step.rom.rd, step.record.timestamp + kRdTime,
                          write.previous_timestamp, write.previous_value),
            limbs(write.previous_value)};
}

/// Conjunctions of the pairs of bytes of a word, whose range checks they are part of.
[[nodiscard]] inline std::array<Number, 2> conjunctions(Number word, Ledger& ledger)
{
    const auto byte = bytes(word).byte;
    ledger.byte_and(byte[0], byte[1]);
    ledger.byte_and(byte[2], byte[3]);
    return {byte[0] & byte[1], byte[2] & byte[3]};
}

/// The inverse in F of a number below 2^17, from a table; zero for zero.
[[nodiscard]] Number inverse(Number number);

}  // namespace archi::machine::rows
