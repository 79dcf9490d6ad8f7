#include "assembler.hpp"

#include <algorithm>
#include <array>

namespace archi::machine::assembler {

namespace {

constexpr Word kPage = 0x1000;

void append_le(Bytes& out, Word value, unsigned width)
{
    for (unsigned i = 0; i < width; ++i)
        out.push_back(static_cast<std::uint8_t>(value >> 8 * i));
}

}  // namespace

void load_constant(Code& code, Word rd, Word value)
{
    code.push_back(lui(rd, (value + 0x800) >> 12));
    code.push_back(addi(rd, rd, static_cast<std::int32_t>(value << 20) >> 20));
}

Bytes bytes_of(const Code& code)
{
    Bytes out;
    for (const auto word : code)
        append_le(out, word, 4);
    return out;
}

Bytes elf_of(const std::vector<Part>& parts, Word entry)
{
    Bytes out = {0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    append_le(out, 2, 2);    // executable
    append_le(out, 243, 2);  // RISC-V
    append_le(out, 1, 4);    // version
    append_le(out, entry, 4);
    append_le(out, 52, 4);  // program headers
    append_le(out, 0, 4);   // no section headers
    append_le(out, 0, 4);   // flags
    append_le(out, 52, 2);
    append_le(out, 32, 2);
    append_le(out, static_cast<Word>(parts.size()), 2);
    append_le(out, 40, 2);
    append_le(out, 0, 2);
    append_le(out, 0, 2);

    auto offset = kPage;
    for (const auto& part : parts) {
        const auto start = offset + part.address % kPage;
        const auto size = static_cast<Word>(part.content.size());
        append_le(out, 1, 4);  // load
        append_le(out, start, 4);
        append_le(out, part.address, 4);
        append_le(out, part.address, 4);
        append_le(out, size, 4);
        append_le(out, std::max(size, part.memory_size), 4);
        append_le(out, part.flags, 4);
        append_le(out, kPage, 4);
        offset = (start + size + kPage - 1) / kPage * kPage;
    }
    offset = kPage;
    for (const auto& part : parts) {
        out.resize(offset + part.address % kPage);
        append(out, part.content);
        offset = (static_cast<Word>(out.size()) + kPage - 1) / kPage * kPage;
    }
    return out;
}

Bytes elf_of(const Code& code, const Bytes& data)
{
    return elf_of({{5, kText, bytes_of(code), 0}, {6, kData, data, kDataSize}}, kText);
}

std::uint64_t RandomPrograms::random()
{
    // SplitMix64, G. Steele et al. (2014).
    state_ += 0x9e3779b97f4a7c15;
    auto z = state_;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

void RandomPrograms::add_constant(Code& code)
{
    constexpr std::array<Word, 12> kEdges = {0,          1,          2,          0xffffffff,
                                             0x80000000, 0x7fffffff, 0x0000ffff, 0xffff0000,
                                             0x00008000, 0x000000ff, 0x80000001, 0x00010000};
    const auto value = below(2) == 0 ? kEdges[below(kEdges.size())] : static_cast<Word>(random());
    load_constant(code, 5 + below(27), value);
}

void RandomPrograms::add_access(Code& code)
{
    constexpr std::array<Word, 5> kLoads = {0, 1, 2, 4, 5};
    const auto load = kLoads[below(5)];
    const auto store = below(3);
    const auto is_load = below(2) == 0;
    const auto size = 1U << (is_load ? load & 3 : store);
    // Few places, so that accesses of different sizes meet.
    const auto offset = static_cast<std::int32_t>(below(64) / size * size) - 32;
    code.push_back(is_load ? i_type(0x03, load, destination(), 2, offset)
                           : s_type(store, 2, source(), offset));
}

void RandomPrograms::add_jump(Code& code)
{
    constexpr std::array<Word, 6> kBranches = {0, 1, 4, 5, 6, 7};
    switch (below(4)) {
        case 0:
            code.push_back(jal(destination(), 8));
            code.push_back(addi(5, 5, 1));
            break;
        case 1:  // to the instruction after the next; the lowest bit is cleared
            code.push_back(auipc(5, 0));
            code.push_back(jalr(destination(), 5, 12 + static_cast<std::int32_t>(below(2))));
            code.push_back(addi(6, 6, 1));
            break;
        default:
            code.push_back(b_type(kBranches[below(6)], source(), source(), 12));
            code.push_back(r_type(0, 4, 7, 7, 8));
            code.push_back(addi(8, 8, -1));
    }
}

void RandomPrograms::add_block(Code& code, unsigned length)
{
    for (unsigned i = 0; i < length; ++i) {
        const auto funct3 = below(8);
        switch (below(8)) {
            case 0:
                add_access(code);
                break;
            case 1:
                add_jump(code);
                break;
            case 2:
                code.push_back(below(2) == 0 ? lui(destination(), below(1 << 20))
                                             : auipc(destination(), below(1 << 20)));
                break;
            case 3:
            case 4: {
                const auto is_shift = funct3 == 1 || funct3 == 5;
                const auto arithmetic = funct3 == 5 && below(2) == 0 ? 0x400 : 0;
                const auto immediate = is_shift ? static_cast<std::int32_t>(below(32)) | arithmetic
                                                : static_cast<std::int32_t>(below(4096)) - 2048;
                code.push_back(i_type(0x13, funct3, destination(), source(), immediate));
                break;
            }
            case 5:
            case 6:
                code.push_back(r_type(1, funct3, destination(), source(), source()));
                break;
            default: {
                const auto alternative = (funct3 == 0 || funct3 == 5) && below(2) == 0 ? 0x20U : 0U;
                code.push_back(r_type(alternative, funct3, destination(), source(), source()));
            }
        }
    }
}

Code RandomPrograms::make(unsigned programs)
{
    Code code;
    for (unsigned i = 0; i < programs; ++i) {
        for (unsigned constant = 0; constant < 6; ++constant)
            add_constant(code);
        add_block(code, 4 + below(16));
        // A loop of up to five rounds, counted in x4.
        code.push_back(addi(4, 0, static_cast<std::int32_t>(1 + below(5))));
        const auto start = code.size();
        add_block(code, 2 + below(12));
        code.push_back(addi(4, 4, -1));
        const auto back = static_cast<std::int32_t>(start) - static_cast<std::int32_t>(code.size());
        code.push_back(b_type(1, 4, 0, 4 * back));

        code.push_back(sw(1, 3, 0));
        for (Word x = 5; x < 32; ++x)
            code.push_back(sw(x, 3, static_cast<std::int32_t>(4 * (x - 4))));
        code.push_back(addi(3, 3, kResult));
    }
    return code;
}

}  // namespace archi::machine::assembler
