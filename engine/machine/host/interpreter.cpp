#include "machine/host/interpreter.hpp"

#include <bit>
#include <cstring>
#include <utility>

#include "machine/host/arithmetic.hpp"

// An instruction is a function that ends in a tail call of the next: its arguments stay in
// registers, and each has a jump of its own for the processor to predict.

namespace archi::machine {

namespace {

static_assert(std::endian::native == std::endian::little, "memory is read in words of the host");

using Handler = Stop (*)(const Step* step, std::uint32_t* x, std::uint8_t* memory,
                         std::uint32_t timestamp, std::int64_t budget, Core* core);

// Operations are opcodes, and in the numbers that these leave free:
constexpr unsigned kConstant = 38;     // ADDI from x0
constexpr unsigned kEqualZero = 39;    // BEQ with x0
constexpr unsigned kUnequalZero = 40;  // BNE with x0
constexpr unsigned kBehindText = 42;

constexpr bool is_tracked(Mode mode)
{
    return mode == Mode::kMetered || mode == Mode::kRecorded;
}

constexpr Opcode opcode_of(unsigned operation)
{
    switch (operation) {
        case kConstant:
            return Opcode::kAddi;
        case kEqualZero:
            return Opcode::kBeq;
        case kUnequalZero:
            return Opcode::kBne;
        case kBehindText:
            return Opcode::kNone;
        default:
            return static_cast<Opcode>(operation);
    }
}

std::uint32_t pc_of(const Core& core, const Step* step)
{
    return core.text_begin + 4 * static_cast<std::uint32_t>(step - core.steps.data());
}

[[gnu::noinline]] Stop stop(Core& core, const Step* step, std::uint32_t timestamp,
                            std::int64_t budget, Stop why, std::uint32_t address = 0)
{
    core.pc = pc_of(core, step);
    core.timestamp = timestamp;
    core.budget = budget;
    core.fault_address = address;
    return why;
}

[[gnu::noinline]] void first_touch(Core& core, std::uint32_t cell, std::uint32_t previous,
                                   std::uint32_t value)
{
    core.boundary.push_back({cell, previous, value, 0, 0});
}

/// The timestamp of the last access before this one.
inline std::uint32_t touch_register(Core& core, std::uint32_t index, std::uint32_t timestamp)
{
    return std::exchange(core.register_timestamps[index], timestamp);
}

inline std::uint32_t load_word(const std::uint8_t* memory, std::uint32_t address)
{
    std::uint32_t word = 0;
    std::memcpy(&word, memory + (address & ~3U), sizeof word);
    return word;
}

constexpr std::uint32_t size_of(Opcode opcode)
{
    switch (opcode) {
        case Opcode::kLb:
        case Opcode::kLbu:
        case Opcode::kSb:
            return 1;
        case Opcode::kLh:
        case Opcode::kLhu:
        case Opcode::kSh:
            return 2;
        default:
            return 4;
    }
}

/// What a load gives, from the word around its address.
template <Opcode opcode>
std::uint32_t extract(std::uint32_t word, std::uint32_t address)
{
    const auto part = word >> 8 * (address & 3);
    switch (opcode) {
        case Opcode::kLb:
            return static_cast<std::uint32_t>(static_cast<std::int8_t>(part));
        case Opcode::kLbu:
            return part & 0xff;
        case Opcode::kLh:
            return static_cast<std::uint32_t>(static_cast<std::int16_t>(part));
        case Opcode::kLhu:
            return part & 0xffff;
        default:
            return word;
    }
}

/// The word around a store's address afterwards.
template <Opcode opcode>
std::uint32_t insert(std::uint32_t word, std::uint32_t address, std::uint32_t value)
{
    if constexpr (opcode == Opcode::kSw) return value;
    const std::uint32_t mask = (opcode == Opcode::kSb ? 0xffU : 0xffffU) << 8 * (address & 3);
    return (word & ~mask) | (value << 8 * (address & 3) & mask);
}

/// The reads of `exit`, and its place in the books.
template <Mode mode>
Stop leave(const Step* step, std::uint32_t timestamp, std::int64_t budget, Core& core)
{
    if constexpr (is_tracked(mode)) {
        for (std::uint32_t i = 0; i < kOutputWords; ++i) {
            const auto index = kFirstOutputRegister + i;
            core.exit_reads[i] = {core.x[index], touch_register(core, index, timestamp)};
        }
        budget -= core.row_costs[number(RomOpcode::kExit)];
        ++core.rows[number(RomOpcode::kExit)];
    }
    if constexpr (mode == Mode::kRecorded)
        *core.next_record++ = {.pc = pc_of(core, step),
                               .timestamp = timestamp,
                               .instruction = step->instruction,
                               .next_pc = kExitPc,
                               .rs1 = {},
                               .rs2 = {},
                               .memory = {},
                               .rd = {}};
    stop(core, step, timestamp + kTimestampsPerCycle, budget, Stop::kExit);
    core.pc = kExitPc;
    return Stop::kExit;
}

template <Mode mode, unsigned operation>
Stop handle(const Step* step, std::uint32_t* x, std::uint8_t* memory, std::uint32_t timestamp,
            std::int64_t budget, Core* core);

template <Mode mode>
constexpr auto kHandlers =
    []<unsigned... operations>(std::integer_sequence<unsigned, operations...>) {
        return std::array<Handler, kOpcodes>{&handle<mode, operations>...};
    }(std::make_integer_sequence<unsigned, kOpcodes>{});

// One function for all operations: which of its branches there are depends on the operation.
// NOLINTBEGIN(misc-const-correctness, readability-function-cognitive-complexity)
template <Mode mode, unsigned operation>
Stop handle(const Step* step, std::uint32_t* x, std::uint8_t* memory, std::uint32_t timestamp,
            std::int64_t budget, Core* core)
{
    constexpr auto kOpcode = opcode_of(operation);
    constexpr bool kReadsFirst = reads_rs1(kOpcode) && operation != kConstant;
    constexpr bool kReadsSecond =
        reads_rs2(kOpcode) && operation != kEqualZero && operation != kUnequalZero;
    constexpr bool kTracked = is_tracked(mode);
    const auto& instruction = step->instruction;

    if constexpr (mode == Mode::kProfiled && operation != kBehindText)
        ++core->executions[step - core->steps.data()];
    if constexpr (operation == kBehindText) {
        return stop(*core, step, timestamp, budget, Stop::kFetch, pc_of(*core, step));
    } else if constexpr (kOpcode == Opcode::kNone) {
        return stop(*core, step, timestamp, budget, Stop::kIllegal);
    } else if constexpr (kOpcode == Opcode::kFail) {
        return stop(*core, step, timestamp, budget, Stop::kFail, x[instruction.rs1]);
    } else if constexpr (kOpcode == Opcode::kExit) {
        return leave<mode>(step, timestamp, budget, *core);
    } else {
        Record record;
        const auto* next = step + 1;
        const std::uint32_t first = kReadsFirst ? x[instruction.rs1] : 0;
        const std::uint32_t second = kReadsSecond ? x[instruction.rs2] : 0;
        if constexpr (kTracked && kReadsFirst)
            record.rs1 = {first, touch_register(*core, instruction.rs1, timestamp + kRs1Time)};
        if constexpr (kTracked && kReadsSecond)
            record.rs2 = {second, touch_register(*core, instruction.rs2, timestamp + kRs2Time)};

        std::uint32_t result = 0;
        if constexpr (touches_memory(kOpcode)) {
            const auto address = first + instruction.immediate;
            if (address - core->data_begin >= kMemoryBytes - core->data_begin) [[unlikely]]
                return stop(*core, step, timestamp, budget, Stop::kOutside, address);
            if (address % size_of(kOpcode) != 0) [[unlikely]]
                return stop(*core, step, timestamp, budget, Stop::kMisaligned, address);
            const auto cell = address / 4;
            const auto word = load_word(memory, address);
            const auto after = is_store(kOpcode) ? insert<kOpcode>(word, address, second) : word;
            if constexpr (is_store(kOpcode))
                std::memcpy(memory + (address & ~3U), &after, sizeof after);
            else
                result = extract<kOpcode>(word, address);
            if constexpr (kTracked) {
                const auto now = timestamp + kMemoryTime;
                const auto previous = std::exchange(core->timestamps[cell], now);
                if (previous < core->first_timestamp) {
                    first_touch(*core, cell, previous, word);
                    budget -= core->boundary_cost;
                }
                if (needs_refresh(now, previous)) budget -= core->refresh_cost;
                record.memory = {cell, after, word, previous};
            }
        } else if constexpr (is_branch(kOpcode)) {
            if (is_taken<kOpcode>(first, second)) {
                const auto offset = instruction.immediate - core->text_begin;
                if (offset >= core->text_bytes) [[unlikely]]
                    return stop(*core, step, timestamp, budget, Stop::kFetch,
                                instruction.immediate);
                next = core->steps.data() + offset / 4;
            }
        } else if constexpr (kOpcode == Opcode::kJal || kOpcode == Opcode::kJalr) {
            const auto target = kOpcode == Opcode::kJal ? instruction.immediate
                                                        : (first + instruction.immediate) & ~1U;
            const auto offset = target - core->text_begin;
            if (target % 4 != 0) [[unlikely]]
                return stop(*core, step, timestamp, budget, Stop::kMisaligned, target);
            if (offset >= core->text_bytes) [[unlikely]]
                return stop(*core, step, timestamp, budget, Stop::kFetch, target);
            next = core->steps.data() + offset / 4;
            result = pc_of(*core, step) + 4;
        } else if constexpr (kOpcode == Opcode::kHint) {
            if (core->next_hint == core->hints_end) [[unlikely]]
                return stop(*core, step, timestamp, budget, Stop::kNoHint);
            result = *core->next_hint++;
        } else if constexpr (is_immediate_form(kOpcode)) {
            result = compute<register_form(kOpcode)>(first, instruction.immediate);
        } else {
            result = compute<kOpcode>(first, second);
        }

        if constexpr (writes_rd(kOpcode)) {
            if constexpr (kTracked)
                record.rd = {result, x[instruction.rd],
                             touch_register(*core, instruction.rd, timestamp + kRdTime)};
            x[instruction.rd] = result;
        }
        if constexpr (kTracked) {
            const auto row = number(step->row);
            budget -= core->row_costs[row];
            ++core->rows[row];
        }
        if constexpr (mode == Mode::kRecorded) {
            record.pc = pc_of(*core, step);
            record.timestamp = timestamp;
            record.instruction = instruction;
            record.next_pc = pc_of(*core, next);
            *core->next_record++ = record;
        }
        timestamp += kTimestampsPerCycle;
        if (timestamp == core->pause_at || (kTracked && budget < 0)) [[unlikely]]
            return stop(*core, next, timestamp, budget, Stop::kPaused);
        [[clang::musttail]] return kHandlers<mode>[next->operation](next, x, memory, timestamp,
                                                                    budget, core);
    }
}
// NOLINTEND(misc-const-correctness, readability-function-cognitive-complexity)

std::uint8_t operation_of(const Instruction& instruction)
{
    if (instruction.opcode == Opcode::kAddi && !touches_rs1(instruction)) return kConstant;
    if (instruction.opcode == Opcode::kBeq && !touches_rs2(instruction)) return kEqualZero;
    if (instruction.opcode == Opcode::kBne && !touches_rs2(instruction)) return kUnequalZero;
    return static_cast<std::uint8_t>(instruction.opcode);
}

template <Mode mode>
Stop interpret(Core& core)
{
    const auto* step = core.steps.data() + (core.pc - core.text_begin) / 4;
    return kHandlers<mode>[step->operation](step, core.x.data(), core.memory, core.timestamp,
                                            core.budget, &core);
}

}  // namespace

Step make_step(const Instruction& instruction, std::uint32_t pc)
{
    return {instruction, operation_of(instruction), rom_row(instruction, pc).opcode};
}

void Core::load(std::uint32_t begin, std::uint32_t entry, const std::vector<Instruction>& text)
{
    text_begin = begin;
    text_bytes = 4 * static_cast<std::uint32_t>(text.size());
    pc = entry;
    steps.clear();
    steps.reserve(text.size() + 1);
    for (const auto& instruction : text)
        steps.push_back(
            make_step(instruction, begin + 4 * static_cast<std::uint32_t>(steps.size())));
    steps.push_back({{}, kBehindText, RomOpcode::kNone});
}

Stop interpret(Core& core, Mode mode)
{
    switch (mode) {
        case Mode::kPlain:
            return interpret<Mode::kPlain>(core);
        case Mode::kProfiled:
            return interpret<Mode::kProfiled>(core);
        case Mode::kMetered:
            return interpret<Mode::kMetered>(core);
        case Mode::kRecorded:
            return interpret<Mode::kRecorded>(core);
    }
    std::unreachable();
}

}  // namespace archi::machine
