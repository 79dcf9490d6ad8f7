#include "engine/machine/reference_machine.hpp"

#include <map>
#include <random>
#include <stdexcept>

#include "machine/rom.hpp"

namespace archi::machine::reference {

namespace {

using i32 = std::int32_t;
using i64 = std::int64_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;

u32 operate(Opcode opcode, u32 a, u32 b)
{
    const auto sa = static_cast<i32>(a);
    const auto sb = static_cast<i32>(b);
    switch (opcode) {
        case Opcode::kAdd:
            return a + b;
        case Opcode::kSub:
            return a - b;
        case Opcode::kXor:
            return a ^ b;
        case Opcode::kOr:
            return a | b;
        case Opcode::kAnd:
            return a & b;
        case Opcode::kSll:
            return a << (b & 31);
        case Opcode::kSrl:
            return a >> (b & 31);
        case Opcode::kSra:
            return static_cast<u32>(sa >> (b & 31));
        case Opcode::kSlt:
            return sa < sb ? 1 : 0;
        case Opcode::kSltu:
            return a < b ? 1 : 0;
        case Opcode::kMul:
            return a * b;
        case Opcode::kMulh:
            return static_cast<u32>((i64{sa} * sb) >> 32);
        case Opcode::kMulhsu:
            return static_cast<u32>((i64{sa} * static_cast<i64>(b)) >> 32);
        case Opcode::kMulhu:
            return static_cast<u32>((u64{a} * b) >> 32);
        case Opcode::kDiv:
            return b == 0 ? ~u32{0} : static_cast<u32>(i64{sa} / sb);
        case Opcode::kDivu:
            return b == 0 ? ~u32{0} : a / b;
        case Opcode::kRem:
            return b == 0 ? a : static_cast<u32>(i64{sa} % sb);
        case Opcode::kRemu:
            return b == 0 ? a : a % b;
        default:
            throw std::runtime_error("not an operation");
    }
}

bool compares(Opcode opcode, u32 a, u32 b)
{
    const auto sa = static_cast<i32>(a);
    const auto sb = static_cast<i32>(b);
    switch (opcode) {
        case Opcode::kBeq:
            return a == b;
        case Opcode::kBne:
            return a != b;
        case Opcode::kBlt:
            return sa < sb;
        case Opcode::kBge:
            return sa >= sb;
        case Opcode::kBltu:
            return a < b;
        default:
            return a >= b;
    }
}

u32 load(Opcode opcode, u32 word, u32 shift)
{
    const auto part = word >> shift;
    switch (opcode) {
        case Opcode::kLb:
            return static_cast<u32>(static_cast<i32>(part << 24) >> 24);
        case Opcode::kLbu:
            return part & 0xff;
        case Opcode::kLh:
            return static_cast<u32>(static_cast<i32>(part << 16) >> 16);
        case Opcode::kLhu:
            return part & 0xffff;
        default:
            return word;
    }
}

u32 store(Opcode opcode, u32 word, u32 shift, u32 value)
{
    const u32 mask = opcode == Opcode::kSb ? 0xff : opcode == Opcode::kSh ? 0xffff : ~u32{0};
    return (word & ~(mask << shift)) | (value & mask) << shift;
}

class Machine {
public:
    Machine(const Program& program, const Options& options)
        : program_(program), options_(options), random_(options.seed), pc_(program.entry)
    {
        for (u32 i = 0; i < program.image.size(); ++i)
            cells_[program.image_begin + i].value = program.image[i];
    }

    Run run()
    {
        Run run;
        while (pc_ != kExitPc) {
            auto& segment = run.segments.emplace_back();
            segment.index = static_cast<u32>(run.segments.size() - 1);
            segment.first_pc = pc_;
            segment.first_timestamp = timestamp_;
            touched_.clear();
            for (u32 i = 0; i < options_.segment_cycles && pc_ != kExitPc; ++i)
                step(segment);
            segment.end_pc = pc_;
            segment.end_timestamp = timestamp_;
            for (auto& [cell, boundary] : touched_) {
                boundary.final_timestamp = cells_[cell].timestamp;
                boundary.final_value = cells_[cell].value;
                segment.boundary.push_back(boundary);
            }
        }
        for (const auto& [cell, content] : cells_)
            if (content.timestamp != 0)
                run.finals.push_back({cell, content.timestamp, content.value});
        return run;
    }

private:
    struct Content {
        u32 value = 0;
        u32 timestamp = 0;
    };

    Content touch(u32 cell, u32 timestamp)
    {
        auto& content = cells_[cell];
        const auto before = content;
        touched_.try_emplace(cell, BoundaryCell{cell, before.timestamp, before.value, 0, 0});
        content.timestamp = timestamp;
        return before;
    }
    Read read(u32 number, u32 timestamp)
    {
        const auto before = touch(kFirstRegisterCell + number, timestamp);
        return {before.value, before.timestamp};
    }

    void step(Segment& segment)
    {
        const auto index = (pc_ - program_.text_begin) / 4;
        if (pc_ % 4 != 0 || index >= program_.text.size()) throw std::runtime_error("fetch");
        const auto& instruction = program_.text[index];
        const auto opcode = instruction.opcode;
        Record record;
        record.pc = pc_;
        record.timestamp = timestamp_;
        record.instruction = instruction;
        record.next_pc = pc_ + 4;
        if (touches_rs1(instruction)) record.rs1 = read(instruction.rs1, timestamp_ + kRs1Time);
        if (touches_rs2(instruction)) record.rs2 = read(instruction.rs2, timestamp_ + kRs2Time);
        const auto a = record.rs1.value;
        const auto b = record.rs2.value;
        if (touches_memory(opcode)) {
            access(record, a + instruction.immediate);
        } else if (is_branch(opcode)) {
            if (compares(opcode, a, b)) record.next_pc = instruction.immediate;
        } else if (opcode == Opcode::kJal || opcode == Opcode::kJalr) {
            record.rd.value = pc_ + 4;
            record.next_pc = opcode == Opcode::kJal ? instruction.immediate
                                                    : (a + instruction.immediate) & ~u32{1};
        } else if (opcode == Opcode::kHint) {
            record.rd.value = hint();
        } else if (opcode == Opcode::kExit) {
            record.next_pc = kExitPc;
            auto& reads = segment.exit.emplace();
            for (u32 i = 0; i < kOutputWords; ++i)
                reads[i] = read(kFirstOutputRegister + i, timestamp_);
        } else if (is_immediate_form(opcode)) {
            const auto register_form =
                static_cast<Opcode>(static_cast<unsigned>(opcode) - kImmediateForm);
            record.rd.value = operate(register_form, a, instruction.immediate);
        } else {
            record.rd.value = operate(opcode, a, b);
        }
        if (options_.lie) options_.lie(record);

        if (touches_memory(opcode)) {
            const auto before = touch(record.memory.cell, timestamp_ + kMemoryTime);
            record.memory.previous_timestamp = before.timestamp;
            record.memory.previous_value = before.value;
            cells_[record.memory.cell].value = record.memory.value;
        }
        if (writes_rd(opcode)) {
            const auto cell = kFirstRegisterCell + instruction.rd;
            const auto before = touch(cell, timestamp_ + kRdTime);
            record.rd.previous_timestamp = before.timestamp;
            record.rd.previous_value = before.value;
            cells_[cell].value = record.rd.value;
        }
        segment.records.push_back(record);
        ++segment.rows[number(rom_row(instruction, pc_).opcode)];
        pc_ = record.next_pc;
        timestamp_ += kTimestampsPerCycle;
    }

    void access(Record& record, u32 address)
    {
        const auto opcode = record.instruction.opcode;
        const auto is_word = opcode == Opcode::kLw || opcode == Opcode::kSw;
        const auto is_byte =
            opcode == Opcode::kLb || opcode == Opcode::kLbu || opcode == Opcode::kSb;
        const u32 alignment = is_word ? 4 : is_byte ? 1 : 2;
        if (address >= kMemoryBytes || address % alignment != 0 ||
            address / 4 < program_.image_begin)
            throw std::runtime_error("access");
        const auto word = cells_[address / 4].value;
        const auto shift = 8 * (address & 3);
        record.memory.cell = address / 4;
        record.memory.value = word;
        if (is_store(opcode))
            record.memory.value = store(opcode, word, shift, record.rs2.value);
        else
            record.rd.value = load(opcode, word, shift);
    }

    u32 hint()
    {
        if (used_hints_ < options_.hints.size()) return options_.hints[used_hints_++];
        return static_cast<u32>(random_());
    }

    const Program& program_;
    const Options& options_;
    std::mt19937_64 random_;
    std::map<u32, Content> cells_;
    std::map<u32, BoundaryCell> touched_;
    std::size_t used_hints_ = 0;
    u32 pc_;
    u32 timestamp_ = kFirstTimestamp;
};

}  // namespace

Run run(const Program& program, const Options& options)
{
    return Machine(program, options).run();
}

}  // namespace archi::machine::reference
