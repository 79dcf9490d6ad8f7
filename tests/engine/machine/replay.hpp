#pragma once
// Reads the records of a run once more, as the memory argument does.

#include <map>

#include "machine/host/record.hpp"
#include "machine/program.hpp"

namespace archi::machine {

/// Replays records and boundaries: every access finds what the last one left.
class Replay {
public:
    explicit Replay(const Program& program) : program_(program) {}

    [[nodiscard]] bool agrees(const Segment& segment)
    {
        const auto before = cells_;
        auto timestamp = segment.first_timestamp;
        auto pc = segment.first_pc;
        for (const auto& record : segment.records) {
            if (record.timestamp != timestamp || record.pc != pc) return false;
            if (!agrees(record, segment)) return false;
            timestamp += kTimestampsPerCycle;
            pc = record.next_pc;
        }
        if (timestamp != segment.end_timestamp || pc != segment.end_pc) return false;

        std::map<std::uint32_t, BoundaryCell> touched;
        for (const auto& [cell, state] : cells_)
            if (state.timestamp >= segment.first_timestamp) {
                const auto found = before.find(cell);
                const auto initial =
                    found == before.end() ? State{0, initial_value(cell)} : found->second;
                touched[cell] = {cell, initial.timestamp, initial.value, state.timestamp,
                                 state.value};
            }
        std::vector<BoundaryCell> expected;
        for (const auto& [cell, each] : touched)
            expected.push_back(each);
        return expected == segment.boundary;
    }

    [[nodiscard]] bool agrees(const std::vector<FinalCell>& finals) const
    {
        std::vector<FinalCell> expected;
        for (const auto& [cell, state] : cells_)
            expected.push_back({cell, state.timestamp, state.value});
        return expected == finals;
    }

private:
    struct State {
        std::uint32_t timestamp;
        std::uint32_t value;
    };

    std::uint32_t initial_value(std::uint32_t cell) const
    {
        const auto index = cell - program_.image_begin;
        return index < program_.image.size() ? program_.image[index] : 0;
    }

    bool access(std::uint32_t cell, std::uint32_t timestamp, std::uint32_t previous_timestamp,
                std::uint32_t previous, std::uint32_t value)
    {
        auto& state = cells_.try_emplace(cell, State{0, initial_value(cell)}).first->second;
        const bool agrees = state.timestamp == previous_timestamp && state.value == previous &&
                            previous_timestamp < timestamp;
        state = {timestamp, value};
        return agrees;
    }

    bool agrees(const Record& record, const Segment& segment)
    {
        const auto& instruction = record.instruction;
        const auto opcode = instruction.opcode;
        const auto ts = record.timestamp;
        if (opcode == Opcode::kExit) {
            for (std::uint32_t i = 0; i < kOutputWords; ++i) {
                const auto& read = (*segment.exit)[i];
                if (!access(kFirstRegisterCell + kFirstOutputRegister + i, ts,
                            read.previous_timestamp, read.value, read.value))
                    return false;
            }
            return true;
        }
        if (touches_rs1(instruction) &&
            !access(kFirstRegisterCell + instruction.rs1, ts, record.rs1.previous_timestamp,
                    record.rs1.value, record.rs1.value))
            return false;
        if (touches_rs2(instruction) &&
            !access(kFirstRegisterCell + instruction.rs2, ts + 1, record.rs2.previous_timestamp,
                    record.rs2.value, record.rs2.value))
            return false;
        if (touches_memory(opcode) &&
            !access(record.memory.cell, ts + 2, record.memory.previous_timestamp,
                    record.memory.previous_value, record.memory.value))
            return false;
        return !writes_rd(opcode) ||
               access(kFirstRegisterCell + instruction.rd, ts + 3, record.rd.previous_timestamp,
                      record.rd.previous_value, record.rd.value);
    }

    const Program& program_;
    std::map<std::uint32_t, State> cells_;
};

}  // namespace archi::machine
