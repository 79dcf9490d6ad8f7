// Decoding of single words, against encodings that were made by llvm-mc.

#include "machine/instruction.hpp"

#include "cases/case.hpp"
#include "machine/limits.hpp"

namespace archi::machine {

namespace {

constexpr std::uint32_t kPc = 0x00010000;
constexpr std::uint8_t kSink = kSinkRegister;

struct Encoding {
    std::uint32_t word;
    Instruction instruction;
};

// All at kPc.
constexpr Encoding kEncodings[] = {
    {0x01f302b3, {Opcode::kAdd, 5, 6, 31, 0}},                 // add x5, x6, x31
    {0x41f302b3, {Opcode::kSub, 5, 6, 31, 0}},                 // sub x5, x6, x31
    {0x01f342b3, {Opcode::kXor, 5, 6, 31, 0}},                 // xor x5, x6, x31
    {0x01f362b3, {Opcode::kOr, 5, 6, 31, 0}},                  // or x5, x6, x31
    {0x01f372b3, {Opcode::kAnd, 5, 6, 31, 0}},                 // and x5, x6, x31
    {0x01f312b3, {Opcode::kSll, 5, 6, 31, 0}},                 // sll x5, x6, x31
    {0x01f352b3, {Opcode::kSrl, 5, 6, 31, 0}},                 // srl x5, x6, x31
    {0x41f352b3, {Opcode::kSra, 5, 6, 31, 0}},                 // sra x5, x6, x31
    {0x01f322b3, {Opcode::kSlt, 5, 6, 31, 0}},                 // slt x5, x6, x31
    {0x01f332b3, {Opcode::kSltu, 5, 6, 31, 0}},                // sltu x5, x6, x31
    {0x03f302b3, {Opcode::kMul, 5, 6, 31, 0}},                 // mul x5, x6, x31
    {0x03f312b3, {Opcode::kMulh, 5, 6, 31, 0}},                // mulh x5, x6, x31
    {0x03f322b3, {Opcode::kMulhsu, 5, 6, 31, 0}},              // mulhsu x5, x6, x31
    {0x03f332b3, {Opcode::kMulhu, 5, 6, 31, 0}},               // mulhu x5, x6, x31
    {0x03f342b3, {Opcode::kDiv, 5, 6, 31, 0}},                 // div x5, x6, x31
    {0x03f352b3, {Opcode::kDivu, 5, 6, 31, 0}},                // divu x5, x6, x31
    {0x03f362b3, {Opcode::kRem, 5, 6, 31, 0}},                 // rem x5, x6, x31
    {0x03f372b3, {Opcode::kRemu, 5, 6, 31, 0}},                // remu x5, x6, x31
    {0x00208033, {Opcode::kAdd, kSink, 1, 2, 0}},              // add x0, x1, x2
    {0x80040393, {Opcode::kAddi, 7, 8, 0, 0xfffff800}},        // addi x7, x8, -2048
    {0x80044393, {Opcode::kXori, 7, 8, 0, 0xfffff800}},        // xori x7, x8, -2048
    {0x80046393, {Opcode::kOri, 7, 8, 0, 0xfffff800}},         // ori x7, x8, -2048
    {0x80047393, {Opcode::kAndi, 7, 8, 0, 0xfffff800}},        // andi x7, x8, -2048
    {0x80042393, {Opcode::kSlti, 7, 8, 0, 0xfffff800}},        // slti x7, x8, -2048
    {0x80043393, {Opcode::kSltiu, 7, 8, 0, 0xfffff800}},       // sltiu x7, x8, -2048
    {0x7ff00013, {Opcode::kAddi, kSink, 0, 0, 0x7ff}},         // addi x0, x0, 2047
    {0x01ff1093, {Opcode::kSlli, 1, 30, 0, 31}},               // slli x1, x30, 31
    {0x01ff5093, {Opcode::kSrli, 1, 30, 0, 31}},               // srli x1, x30, 31
    {0x41ff5093, {Opcode::kSrai, 1, 30, 0, 31}},               // srai x1, x30, 31
    {0xfffff4b7, {Opcode::kAddi, 9, 0, 0, 0xfffff000}},        // lui x9, 0xfffff
    {0x12345497, {Opcode::kAddi, 9, 0, 0, kPc + 0x12345000}},  // auipc x9, 0x12345
    {0xfffff497, {Opcode::kAddi, 9, 0, 0, kPc - 0x1000}},      // auipc x9, 0xfffff
    {0x80418063, {Opcode::kBeq, 0, 3, 4, kPc - 4096}},         // beq x3, x4, -4096
    {0x80419063, {Opcode::kBne, 0, 3, 4, kPc - 4096}},         // bne x3, x4, -4096
    {0x8041c063, {Opcode::kBlt, 0, 3, 4, kPc - 4096}},         // blt x3, x4, -4096
    {0x8041d063, {Opcode::kBge, 0, 3, 4, kPc - 4096}},         // bge x3, x4, -4096
    {0x8041e063, {Opcode::kBltu, 0, 3, 4, kPc - 4096}},        // bltu x3, x4, -4096
    {0x8041f063, {Opcode::kBgeu, 0, 3, 4, kPc - 4096}},        // bgeu x3, x4, -4096
    {0x7e418ee3, {Opcode::kBeq, 0, 3, 4, kPc + 4092}},         // beq x3, x4, 4092
    {0x2b0f94e3, {Opcode::kBne, 0, 31, 16, kPc + 2728}},       // bne x31, x16, 2730 & ~3
    {0x7fdff0ef, {Opcode::kJal, 1, 0, 0, kPc + 1048572}},      // jal x1, 1048572
    {0x800f006f, {Opcode::kJal, kSink, 0, 0, 0}},              // jal x0, -65536
    {0x554050ef, {Opcode::kJal, 1, 0, 0, kPc + 0x5554}},       // jal x1, 0x5554
    {0xfff100e7, {Opcode::kJalr, 1, 2, 0, 0xffffffff}},        // jalr x1, x2, -1
    {0xffc60583, {Opcode::kLb, 11, 12, 0, 0xfffffffc}},        // lb x11, -4(x12)
    {0xffc61583, {Opcode::kLh, 11, 12, 0, 0xfffffffc}},        // lh x11, -4(x12)
    {0xffc62583, {Opcode::kLw, 11, 12, 0, 0xfffffffc}},        // lw x11, -4(x12)
    {0xffc64583, {Opcode::kLbu, 11, 12, 0, 0xfffffffc}},       // lbu x11, -4(x12)
    {0xffc65583, {Opcode::kLhu, 11, 12, 0, 0xfffffffc}},       // lhu x11, -4(x12)
    {0x0002a003, {Opcode::kLw, kSink, 5, 0, 0}},               // lw x0, 0(x5)
    {0xaad705a3, {Opcode::kSb, 0, 14, 13, 0xfffffaab}},        // sb x13, -1365(x14)
    {0xaad715a3, {Opcode::kSh, 0, 14, 13, 0xfffffaab}},        // sh x13, -1365(x14)
    {0xaad725a3, {Opcode::kSw, 0, 14, 13, 0xfffffaab}},        // sw x13, -1365(x14)
    {0x0000078b, {Opcode::kHint, 15, 0, 0, 0}},                // .insn i 0x0b, 0, x15, x0, 0
    {0x0000000b, {Opcode::kHint, kSink, 0, 0, 0}},             // .insn i 0x0b, 0, x0, x0, 0
    {0x0000100b, {Opcode::kExit, 0, 0, 0, 0}},                 // .insn i 0x0b, 1, x0, x0, 0
    {0x0005200b, {Opcode::kFail, 0, 10, 0, 0}},                // .insn i 0x0b, 2, x0, x10, 0
};

// What llvm-mc encodes as well, or nearly, but this machine does not have.
constexpr std::uint32_t kUnknown[] = {
    0x00000000,  // all zeros
    0xffffffff,  // all ones
    0x00000073,  // ecall
    0x00100073,  // ebreak
    0x0ff0000f,  // fence
    0xc0001073,  // unimp: csrrw x0, cycle, x0
    0x00002063,  // branch with funct3 2
    0x00003003,  // ld
    0x00003023,  // sd
    0x02001013,  // slli with funct7 1
    0x42001013,  // slli with funct7 0x21
    0x40001013,  // slli with funct7 0x20
    0x40007033,  // and with funct7 0x20: andn of Zbb
    0x04000033,  // add with funct7 2
    0x00001067,  // jalr with funct3 1
    0x0000300b,  // custom-0 with funct3 3
    0x0000808b,  // hint with rs1
    0x0010008b,  // hint with rs2
    0x0000108b,  // exit with rd
    0x0000a08b,  // fail with rd
    0x8200200b,  // fail with funct7
    0x00000002,  // compressed
    0x0000006e,  // jal with the two lowest bits 10
};

}  // namespace

CASE(machine, every_instruction_decodes)
{
    for (const auto& [word, instruction] : kEncodings) {
        const auto decoded = decode(word, kPc);
        CHECK(decoded.has_value() && *decoded == instruction);
    }
}

CASE(machine, unknown_words_do_not_decode)
{
    for (const auto word : kUnknown)
        CHECK(!decode(word, kPc));
}

CASE(machine, targets_outside_memory_or_between_words_do_not_decode)
{
    CHECK(decode(0xff1ff06f, kPc)->immediate == kPc - 16);  // jal x0, -16
    CHECK(!decode(0xff1ff06f, 12));                         // below 0
    CHECK(decode(0xff1ff06f, 16)->immediate == 0);
    CHECK(!decode(0x0020006f, kPc));               // jal x0, 2
    CHECK(!decode(0x00000163, kPc));               // beq x0, x0, 2
    CHECK(!decode(0x0080006f, kMemoryBytes - 8));  // jal x0, 8
    CHECK(decode(0x0040006f, kMemoryBytes - 8)->immediate == kMemoryBytes - 4);
}

CASE(machine, decoding_is_total_and_leaves_unused_fields_zero)
{
    for (int i = 0; i < 200'000; ++i) {
        auto word = static_cast<std::uint32_t>(context.random());
        if (i % 2 == 0) word = (word & ~0x7fU) | (word & 0x70) | 3;
        const auto decoded = decode(word, kPc);
        if (!decoded) continue;
        const auto opcode = decoded->opcode;
        CHECK(opcode != Opcode::kNone && mnemonic(opcode) != "none");
        CHECK(writes_rd(opcode) ? decoded->rd >= 1 && decoded->rd <= kSinkRegister
                                : decoded->rd == 0);
        CHECK(decoded->rs1 < 32 && (reads_rs1(opcode) || decoded->rs1 == 0));
        CHECK(decoded->rs2 < 32 && (reads_rs2(opcode) || decoded->rs2 == 0));
        CHECK(touches_memory(opcode) == (is_load(opcode) || is_store(opcode)));
    }
}

}  // namespace archi::machine
