#include "machine/host/injection.hpp"

#include <cstring>

namespace archi::machine {

namespace {

Opcode opposite(Opcode branch)
{
    switch (branch) {
        case Opcode::kBeq:
            return Opcode::kBne;
        case Opcode::kBne:
            return Opcode::kBeq;
        case Opcode::kBlt:
            return Opcode::kBge;
        case Opcode::kBge:
            return Opcode::kBlt;
        case Opcode::kBltu:
            return Opcode::kBgeu;
        default:
            return Opcode::kBltu;
    }
}

void change_memory(Core& core, std::uint32_t cell, std::uint32_t change)
{
    if (cell >= kMemoryCells) return;
    std::uint32_t word = 0;
    auto* const place = core.memory + std::size_t{4} * cell;
    std::memcpy(&word, place, sizeof word);
    word ^= change;
    std::memcpy(place, &word, sizeof word);
}

void change_register(Core& core, std::uint32_t index, std::uint32_t change)
{
    if (index < kRegisters) core.x[index] ^= change;
}

bool is_in_text(const Core& core, std::uint32_t pc)
{
    return pc % 4 == 0 && pc - core.text_begin < core.text_bytes;
}

Stop execute_one(Core& core, Mode mode)
{
    core.pause_at = core.timestamp + kTimestampsPerCycle;
    return interpret(core, mode);
}

/// Executes `instead` at the current place.
Stop execute_instead(Core& core, Mode mode, const Step& instead)
{
    auto& step = core.steps[(core.pc - core.text_begin) / 4];
    const auto original = step;
    step = instead;
    const auto stop = execute_one(core, mode);
    step = original;
    return stop;
}

}  // namespace

Stop execute_with_fault(Core& core, Mode mode, const Injection& injection)
{
    using enum FaultKind;
    const auto [kind, cycle, place, change] = injection;
    if (kind == kPreExecPcMod && is_in_text(core, place)) core.pc = place;
    if (kind == kPreExecMemMod) change_memory(core, place, change);
    if (kind == kPreExecRegMod) change_register(core, place, change);

    const auto step = core.steps[(core.pc - core.text_begin) / 4];
    const auto& instruction = step.instruction;
    // A branch whose condition is negated remains, for the record, the branch that it was.
    const bool negates = kind == kBrNegCond && is_branch(instruction.opcode);
    auto instead = step;
    if (negates) {
        instead = make_step({opposite(instruction.opcode), instruction.rd, instruction.rs1,
                             instruction.rs2, instruction.immediate},
                            core.pc);
        instead.row = step.row;
    } else if (kind == kInstrWordMod) {
        instead = make_step(decode(change, core.pc).value_or(instruction), core.pc);
    }
    const auto stop = execute_instead(core, mode, instead);
    if (stop != Stop::kPaused) return stop;

    auto* const record = mode == Mode::kRecorded ? core.next_record - 1 : nullptr;
    if (negates && record != nullptr) record->instruction = instruction;
    const auto opcode = instruction.opcode;
    const bool changes_result = (kind == kCompOutMod && writes_rd(opcode) && !is_load(opcode)) ||
                                (kind == kLoadValMod && is_load(opcode));
    if (changes_result) {
        change_register(core, instruction.rd, change);
        if (record != nullptr) record->rd.value ^= change;
    }
    if (kind == kStoreOutMod && is_store(opcode)) {
        const auto address = core.x[instruction.rs1] + instruction.immediate;
        change_memory(core, address / 4, change);
        if (record != nullptr) record->memory.value ^= change;
    }
    if (kind == kPostExecPcMod && is_in_text(core, place)) {
        core.pc = place;
        if (record != nullptr) record->next_pc = place;
    }
    if (kind == kPostExecMemMod) change_memory(core, place, change);
    if (kind == kPostExecRegMod) change_register(core, place, change);
    return stop;
}

}  // namespace archi::machine
