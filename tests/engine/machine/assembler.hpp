#pragma once
// Instruction words and ELF files made by hand, for tests: it shares no code with the decoder and
// the loader.

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace archi::machine::assembler {

using Word = std::uint32_t;
using Code = std::vector<Word>;

constexpr Word r_type(Word funct7, Word funct3, Word rd, Word rs1, Word rs2)
{
    return funct7 << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | 0x33;
}
constexpr Word i_type(Word major, Word funct3, Word rd, Word rs1, std::int32_t immediate)
{
    return static_cast<Word>(immediate) << 20 | rs1 << 15 | funct3 << 12 | rd << 7 | major;
}
constexpr Word s_type(Word funct3, Word rs1, Word rs2, std::int32_t immediate)
{
    const auto bits = static_cast<Word>(immediate);
    return (bits >> 5 & 0x7f) << 25 | rs2 << 20 | rs1 << 15 | funct3 << 12 | (bits & 31) << 7 |
           0x23;
}
constexpr Word b_type(Word funct3, Word rs1, Word rs2, std::int32_t offset)
{
    const auto bits = static_cast<Word>(offset);
    return (bits >> 12 & 1) << 31 | (bits >> 5 & 0x3f) << 25 | rs2 << 20 | rs1 << 15 |
           funct3 << 12 | (bits >> 1 & 15) << 8 | (bits >> 11 & 1) << 7 | 0x63;
}
constexpr Word jal(Word rd, std::int32_t offset)
{
    const auto bits = static_cast<Word>(offset);
    return (bits >> 20 & 1) << 31 | (bits >> 1 & 0x3ff) << 21 | (bits >> 11 & 1) << 20 |
           (bits >> 12 & 0xff) << 12 | rd << 7 | 0x6f;
}
constexpr Word lui(Word rd, Word upper)
{
    return upper << 12 | rd << 7 | 0x37;
}
constexpr Word auipc(Word rd, Word upper)
{
    return upper << 12 | rd << 7 | 0x17;
}
constexpr Word addi(Word rd, Word rs1, std::int32_t immediate)
{
    return i_type(0x13, 0, rd, rs1, immediate);
}
constexpr Word jalr(Word rd, Word rs1, std::int32_t immediate)
{
    return i_type(0x67, 0, rd, rs1, immediate);
}
constexpr Word lw(Word rd, Word rs1, std::int32_t immediate)
{
    return i_type(0x03, 2, rd, rs1, immediate);
}
constexpr Word sw(Word rs2, Word rs1, std::int32_t immediate)
{
    return s_type(2, rs1, rs2, immediate);
}
constexpr Word hint(Word rd)
{
    return rd << 7 | 0x0b;
}
constexpr Word kExit = 0x100b;
constexpr Word fail(Word rs1)
{
    return rs1 << 15 | 0x200b;
}
constexpr Word kEcall = 0x73;

/// rd := value, in two instructions.
void load_constant(Code& code, Word rd, Word value);

/// A program header and its bytes.
struct Part {
    Word flags = 0;  ///< 1 execute, 2 write, 4 read
    Word address = 0;
    Bytes content;
    Word memory_size = 0;  ///< at least that of the content
};

inline constexpr Word kText = 0x10000;
inline constexpr Word kData = 0x4000000;
inline constexpr Word kDataSize = 0x800000;

[[nodiscard]] Bytes bytes_of(const Code& code);

/// An ELF file for RV32 that loads `parts` from offsets that are congruent to their addresses.
[[nodiscard]] Bytes elf_of(const std::vector<Part>& parts, Word entry);

/// Text at kText, where it starts; `data` at kData, then zeros.
[[nodiscard]] Bytes elf_of(const Code& code, const Bytes& data = {});

/// Straight-line code, loops, forward jumps and accesses to memory at random, which end by
/// themselves; after each program the registers go to memory at x3. x2 and x3 point into data.
class RandomPrograms {
public:
    explicit RandomPrograms(std::uint64_t seed) : state_(seed) {}

    /// `programs` one after the other.
    [[nodiscard]] Code make(unsigned programs);

    /// Bytes that each program leaves at x3.
    static constexpr Word kResult = 4 * 28;

private:
    std::uint64_t random();
    Word below(Word bound) { return static_cast<Word>(random() % bound); }
    Word source() { return below(8) == 0 ? below(32) : 5 + below(27); }
    Word destination() { return below(16) == 0 ? 0 : 5 + below(27); }
    void add_constant(Code& code);
    void add_block(Code& code, unsigned length);
    void add_access(Code& code);
    void add_jump(Code& code);

    std::uint64_t state_;
};

}  // namespace archi::machine::assembler
