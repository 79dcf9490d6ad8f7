#include "machine/instruction.hpp"

#include <array>

#include "machine/limits.hpp"

namespace archi::machine {

namespace {

constexpr std::uint32_t kCustom0 = 0x0b;
constexpr std::uint32_t kLoad = 0x03;
constexpr std::uint32_t kOpImmediate = 0x13;
constexpr std::uint32_t kAuipc = 0x17;
constexpr std::uint32_t kStore = 0x23;
constexpr std::uint32_t kOp = 0x33;
constexpr std::uint32_t kLui = 0x37;
constexpr std::uint32_t kBranch = 0x63;
constexpr std::uint32_t kJalrMajor = 0x67;
constexpr std::uint32_t kJalMajor = 0x6f;

constexpr auto kNo = Opcode::kNone;

// By funct3.
constexpr std::array kOps = {Opcode::kAdd, Opcode::kSll, Opcode::kSlt, Opcode::kSltu,
                             Opcode::kXor, Opcode::kSrl, Opcode::kOr,  Opcode::kAnd};
constexpr std::array kMultiplications = {Opcode::kMul,   Opcode::kMulh, Opcode::kMulhsu,
                                         Opcode::kMulhu, Opcode::kDiv,  Opcode::kDivu,
                                         Opcode::kRem,   Opcode::kRemu};
constexpr std::array kBranches = {Opcode::kBeq, Opcode::kBne, kNo,           kNo,
                                  Opcode::kBlt, Opcode::kBge, Opcode::kBltu, Opcode::kBgeu};
constexpr std::array kLoads = {Opcode::kLb,  Opcode::kLh,  Opcode::kLw, kNo,
                               Opcode::kLbu, Opcode::kLhu, kNo,         kNo};
constexpr std::array kStores = {Opcode::kSb, Opcode::kSh, Opcode::kSw, kNo, kNo, kNo, kNo, kNo};

/// The parts that every format has in the same place.
struct Word {
    std::uint32_t bits;

    [[nodiscard]] constexpr std::uint32_t major() const { return bits & 0x7f; }
    [[nodiscard]] constexpr std::uint8_t rd() const { return bits >> 7 & 31; }
    [[nodiscard]] constexpr std::uint32_t funct3() const { return bits >> 12 & 7; }
    [[nodiscard]] constexpr std::uint8_t rs1() const { return bits >> 15 & 31; }
    [[nodiscard]] constexpr std::uint8_t rs2() const { return bits >> 20 & 31; }
    [[nodiscard]] constexpr std::uint32_t funct7() const { return bits >> 25; }

    [[nodiscard]] constexpr std::uint32_t sign() const { return 0 - (bits >> 31); }
    [[nodiscard]] constexpr std::uint32_t i() const { return sign() << 11 | (bits >> 20 & 0x7ff); }
    [[nodiscard]] constexpr std::uint32_t s() const
    {
        return sign() << 11 | (bits >> 25 & 0x3f) << 5 | (bits >> 7 & 31);
    }
    [[nodiscard]] constexpr std::uint32_t b() const
    {
        return sign() << 12 | (bits >> 7 & 1) << 11 | (bits >> 25 & 0x3f) << 5 |
               (bits >> 8 & 15) << 1;
    }
    [[nodiscard]] constexpr std::uint32_t u() const { return bits & 0xfffff000; }
    [[nodiscard]] constexpr std::uint32_t j() const
    {
        return sign() << 20 | (bits >> 12 & 0xff) << 12 | (bits >> 20 & 1) << 11 |
               (bits >> 21 & 0x3ff) << 1;
    }
};

constexpr std::uint8_t destination(std::uint8_t rd)
{
    return rd == 0 ? std::uint8_t{kSinkRegister} : rd;
}

constexpr Opcode immediate_form(Opcode opcode)
{
    return static_cast<Opcode>(static_cast<unsigned>(opcode) + kImmediateForm);
}

constexpr bool is_target(std::uint32_t address)
{
    return address < kMemoryBytes && address % 4 == 0;
}

Opcode register_operation(Word word)
{
    if (word.funct7() == 0) return kOps[word.funct3()];
    if (word.funct7() == 1) return kMultiplications[word.funct3()];
    if (word.funct7() != 0x20) return kNo;
    if (word.funct3() == 0) return Opcode::kSub;
    return word.funct3() == 5 ? Opcode::kSra : kNo;
}

std::optional<Instruction> immediate_operation(Word word)
{
    auto opcode = kOps[word.funct3()];
    auto immediate = word.i();
    if (opcode == Opcode::kSll || opcode == Opcode::kSrl) {
        if (word.funct7() == 0x20 && opcode == Opcode::kSrl)
            opcode = Opcode::kSra;
        else if (word.funct7() != 0)
            return std::nullopt;
        immediate = word.rs2();
    }
    return Instruction{immediate_form(opcode), destination(word.rd()), word.rs1(), 0, immediate};
}

std::optional<Instruction> custom(Word word)
{
    // All fields without a meaning must be zero.
    const auto rd = word.rd();
    const auto rs1 = word.rs1();
    switch (word.funct3()) {
        case 0:
            if (word.bits != (kCustom0 | std::uint32_t{rd} << 7)) return std::nullopt;
            return Instruction{Opcode::kHint, destination(rd), 0, 0, 0};
        case 1:
            if (word.bits != (kCustom0 | 1U << 12)) return std::nullopt;
            return Instruction{Opcode::kExit, 0, 0, 0, 0};
        case 2:
            if (word.bits != (kCustom0 | 2U << 12 | std::uint32_t{rs1} << 15)) return std::nullopt;
            return Instruction{Opcode::kFail, 0, rs1, 0, 0};
        default:
            return std::nullopt;
    }
}

std::optional<Instruction> with(Opcode opcode, std::uint8_t rd, std::uint8_t rs1, std::uint8_t rs2,
                                std::uint32_t immediate)
{
    if (opcode == kNo) return std::nullopt;
    return Instruction{opcode, rd, rs1, rs2, immediate};
}

/// Comparisons for equality have x0 on the right, if at all: whether a register is zero is asked in
/// one way.
std::optional<Instruction> branch(Word word, std::uint32_t target)
{
    const auto opcode = kBranches[word.funct3()];
    const auto is_equality = opcode == Opcode::kBeq || opcode == Opcode::kBne;
    if (is_equality && word.rs1() == 0) return with(opcode, 0, word.rs2(), 0, target);
    return with(opcode, 0, word.rs1(), word.rs2(), target);
}

}  // namespace

std::optional<Instruction> decode(std::uint32_t word_bits, std::uint32_t pc) noexcept
{
    const Word word{word_bits};
    const auto rd = destination(word.rd());
    switch (word.major()) {
        case kLui:
            return Instruction{Opcode::kAddi, rd, 0, 0, word.u()};
        case kAuipc:
            return Instruction{Opcode::kAddi, rd, 0, 0, pc + word.u()};
        case kJalMajor:
            if (!is_target(pc + word.j())) return std::nullopt;
            return Instruction{Opcode::kJal, rd, 0, 0, pc + word.j()};
        case kJalrMajor:
            return with(word.funct3() == 0 ? Opcode::kJalr : kNo, rd, word.rs1(), 0, word.i());
        case kBranch:
            if (!is_target(pc + word.b())) return std::nullopt;
            return branch(word, pc + word.b());
        case kLoad:
            return with(kLoads[word.funct3()], rd, word.rs1(), 0, word.i());
        case kStore:
            return with(kStores[word.funct3()], 0, word.rs1(), word.rs2(), word.s());
        case kOpImmediate:
            return immediate_operation(word);
        case kOp:
            return with(register_operation(word), rd, word.rs1(), word.rs2(), 0);
        case kCustom0:
            return custom(word);
        default:
            return std::nullopt;
    }
}

std::string_view mnemonic(Opcode opcode) noexcept
{
    static constexpr std::array<std::string_view, kOpcodes> kNames = {
        "none", "add",  "sub",    "xor",   "or",   "and",  "sll",  "srl",  "sra",  "slt",  "sltu",
        "mul",  "mulh", "mulhsu", "mulhu", "div",  "divu", "rem",  "remu", "beq",  "bne",  "blt",
        "bge",  "bltu", "bgeu",   "jal",   "jalr", "lb",   "lh",   "lw",   "lbu",  "lhu",  "sb",
        "sh",   "sw",   "hint",   "exit",  "fail", "none", "none", "none", "addi", "none", "xori",
        "ori",  "andi", "slli",   "srli",  "srai", "slti", "sltiu"};
    const auto number = static_cast<std::size_t>(opcode);
    return number < kNames.size() ? kNames[number] : kNames[0];
}

}  // namespace archi::machine
