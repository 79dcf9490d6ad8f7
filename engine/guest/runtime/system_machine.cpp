// What a guest asks of the proof machine (engine/machine/README.md): the input comes as hints, and
// the output is what x10 to x17 hold the BLAKE3 of at `exit`.

#include <array>
#include <bit>
#include <cstring>

#include "base/blake3.hpp"
#include "guest/system.hpp"

namespace archi::guest {

namespace {

constexpr std::size_t kWord = sizeof(std::uint32_t);
constexpr std::size_t kMaxDiagnostics = 4096;  // bytes; what comes after is lost

using OutputWords = std::array<std::uint32_t, 8>;

// Bytes are read as words by the assignment below.
using AnyWord [[gnu::may_alias]] = std::uint32_t;

/// Never destroyed: `exit` still needs it.
Bytes& output()
{
    static auto* const bytes = new Bytes;
    return *bytes;
}

struct Diagnostics {
    std::array<char, kMaxDiagnostics> text;
    std::size_t size;
};

constinit Diagnostics diagnostics{};

std::uint32_t hint()
{
    std::uint32_t word = 0;
    asm volatile(".insn i 0x0b, 0, %0, x0, 0" : "=r"(word));
    return word;
}

[[noreturn]] void succeed(const OutputWords& words)
{
    register std::uint32_t a0 asm("a0") = words[0];
    register std::uint32_t a1 asm("a1") = words[1];
    register std::uint32_t a2 asm("a2") = words[2];
    register std::uint32_t a3 asm("a3") = words[3];
    register std::uint32_t a4 asm("a4") = words[4];
    register std::uint32_t a5 asm("a5") = words[5];
    register std::uint32_t a6 asm("a6") = words[6];
    register std::uint32_t a7 asm("a7") = words[7];
    register const void* s2 asm("s2") = output().data();
    register std::size_t s3 asm("s3") = output().size();
    register const void* s4 asm("s4") = diagnostics.text.data();
    register std::size_t s5 asm("s5") = diagnostics.size;
    asm volatile(".insn i 0x0b, 1, x0, x0, 0"
                 :
                 : "r"(a0), "r"(a1), "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a6), "r"(a7), "r"(s2),
                   "r"(s3), "r"(s4), "r"(s5)
                 : "memory");
    __builtin_unreachable();
}

[[noreturn]] void fail(int code)
{
    register const void* s2 asm("s2") = output().data();
    register std::size_t s3 asm("s3") = output().size();
    register const void* s4 asm("s4") = diagnostics.text.data();
    register std::size_t s5 asm("s5") = diagnostics.size;
    asm volatile(".insn i 0x0b, 2, x0, %0, 0"
                 :
                 : "r"(code), "r"(s2), "r"(s3), "r"(s4), "r"(s5)
                 : "memory");
    __builtin_unreachable();
}

}  // namespace

Bytes read_input()
{
    const auto size = hint();
    Bytes input(size);
    auto* words = reinterpret_cast<AnyWord*>(input.data());
    for (std::size_t i = 0; i < size / kWord; ++i)
        *words++ = hint();
    if (const auto rest = size % kWord; rest != 0) {
        const auto word = hint();
        std::memcpy(input.data() + size - rest, &word, rest);
    }
    return input;
}

void write_output(bytes_view bytes)
{
    append(output(), bytes);
}

void write_diagnostic(std::string_view text)
{
    const auto size = std::min(text.size(), diagnostics.text.size() - diagnostics.size);
    std::memcpy(diagnostics.text.data() + diagnostics.size, text.data(), size);
    diagnostics.size += size;
}

void exit(int code)
{
    if (code != 0) fail(code);
    succeed(std::bit_cast<OutputWords>(blake3(output()).bytes));
}

}  // namespace archi::guest
