// Executes every instruction of RV32IM on operands from the input, and gives all results: what qemu
// and the proof machine must agree on. Input: words in little-endian order. Not proven; no part of
// the product.

#include <array>
#include <cstring>
#include <utility>
#include <vector>

#include "guest/system.hpp"

namespace {

std::vector<std::uint32_t> results;

void give(std::uint32_t result)
{
    results.push_back(result);
}

#define ARCHI_BINARY(mnemonic)                                                \
    [](std::uint32_t a, std::uint32_t b) {                                    \
        std::uint32_t result = 0;                                             \
        asm volatile(mnemonic " %0, %1, %2" : "=r"(result) : "r"(a), "r"(b)); \
        give(result);                                                         \
        /* The same registers as sources and destination. */                  \
        asm volatile(mnemonic " %0, %0, %1" : "+r"(a) : "r"(b));              \
        give(a);                                                              \
        asm volatile(mnemonic " %0, %0, %0" : "+r"(b));                       \
        give(b);                                                              \
    }

#define ARCHI_BRANCH(mnemonic)                                                               \
    [](std::uint32_t a, std::uint32_t b) {                                                   \
        std::uint32_t taken = 1;                                                             \
        asm volatile(mnemonic " %1, %2, 1f\n\tli %0, 0\n1:" : "+r"(taken) : "r"(a), "r"(b)); \
        give(taken);                                                                         \
    }

using Operation = void (*)(std::uint32_t a, std::uint32_t b);

constexpr std::array<Operation, 24> kBinary = {
    ARCHI_BINARY("add"),    ARCHI_BINARY("sub"),   ARCHI_BINARY("xor"),  ARCHI_BINARY("or"),
    ARCHI_BINARY("and"),    ARCHI_BINARY("sll"),   ARCHI_BINARY("srl"),  ARCHI_BINARY("sra"),
    ARCHI_BINARY("slt"),    ARCHI_BINARY("sltu"),  ARCHI_BINARY("mul"),  ARCHI_BINARY("mulh"),
    ARCHI_BINARY("mulhsu"), ARCHI_BINARY("mulhu"), ARCHI_BINARY("div"),  ARCHI_BINARY("divu"),
    ARCHI_BINARY("rem"),    ARCHI_BINARY("remu"),  ARCHI_BRANCH("beq"),  ARCHI_BRANCH("bne"),
    ARCHI_BRANCH("blt"),    ARCHI_BRANCH("bge"),   ARCHI_BRANCH("bltu"), ARCHI_BRANCH("bgeu")};

template <int immediate>
void with_immediate(std::uint32_t a)
{
#define ARCHI_IMMEDIATE(mnemonic)                                                     \
    {                                                                                 \
        std::uint32_t result = 0;                                                     \
        asm volatile(mnemonic " %0, %1, %2" : "=r"(result) : "r"(a), "i"(immediate)); \
        give(result);                                                                 \
    }
    ARCHI_IMMEDIATE("addi")
    ARCHI_IMMEDIATE("xori")
    ARCHI_IMMEDIATE("ori")
    ARCHI_IMMEDIATE("andi")
    ARCHI_IMMEDIATE("slti")
    ARCHI_IMMEDIATE("sltiu")
    if constexpr (immediate >= 0 && immediate < 32) {
        ARCHI_IMMEDIATE("slli")
        ARCHI_IMMEDIATE("srli")
        ARCHI_IMMEDIATE("srai")
    }
}

template <int offset>
void with_memory(std::uint32_t a, std::uint32_t b)
{
    alignas(4) std::array<std::uint32_t, 2> memory = {a, b};
    auto* const middle = memory.data() + 1;
#define ARCHI_LOAD(mnemonic)                                                                       \
    {                                                                                              \
        std::uint32_t result = 0;                                                                  \
        asm volatile(mnemonic " %0, %2(%1)" : "=r"(result) : "r"(middle), "i"(offset) : "memory"); \
        give(result);                                                                              \
    }
#define ARCHI_STORE(mnemonic)                                    \
    {                                                            \
        memory = {a, b};                                         \
        asm volatile(mnemonic " %0, %2(%1)"                      \
                     :                                           \
                     : "r"(a ^ b << 7), "r"(middle), "i"(offset) \
                     : "memory");                                \
        give(memory[0]);                                         \
        give(memory[1]);                                         \
    }
    ARCHI_LOAD("lb")
    ARCHI_LOAD("lbu")
    ARCHI_STORE("sb")
    if constexpr (offset % 2 == 0) {
        ARCHI_LOAD("lh")
        ARCHI_LOAD("lhu")
        ARCHI_STORE("sh")
    }
    if constexpr (offset % 4 == 0) {
        ARCHI_LOAD("lw")
        ARCHI_STORE("sw")
    }
}

void with_jumps()
{
    std::uint32_t start = 0;
    std::uint32_t link = 0;
    std::uint32_t target = 0;
    asm volatile("auipc %0, 0\n\tjal %1, 1f\n\tli %1, 0\n1:" : "=&r"(start), "=&r"(link));
    give(link - start);
    // The lowest bit of the target does not count; the sum may be in the source's own register.
    asm volatile("auipc %0, 0\n\tmv %2, %0\n\tjalr %1, 21(%2)\n\tli %1, 0\n\tli %1, 0\n1:"
                 : "=&r"(start), "=&r"(link), "=&r"(target));
    give(link - start);
    asm volatile("auipc %0, 0\n\tmv %1, %0\n\tjalr %1, 20(%1)\n\tli %1, 0\n\tli %1, 0\n1:"
                 : "=&r"(start), "=&r"(link));
    give(link - start);
    asm volatile("auipc %0, 0\n\tauipc %1, 0xfffff" : "=&r"(start), "=&r"(link));
    give(link - start);
    asm volatile("lui %0, 0xfffff" : "=r"(link));
    give(link);
}

template <int... immediates>
void with_immediates(std::uint32_t a, std::integer_sequence<int, immediates...>)
{
    (with_immediate<immediates>(a), ...);
}

}  // namespace

int main()
{
    using Immediates = std::integer_sequence<int, 0, 1, 2, 7, 8, 15, 16, 17, 30, 31, 255, 1365,
                                             2047, -1, -2, -256, -1366, -2047, -2048>;
    const auto input = archi::guest::read_input();
    std::vector<std::uint32_t> operands(input.size() / 4);
    std::memcpy(operands.data(), input.data(), 4 * operands.size());
    with_jumps();
    for (const auto a : operands) {
        with_immediates(a, Immediates());
        for (const auto b : operands) {
            for (const auto operation : kBinary)
                operation(a, b);
            with_memory<-4>(a, b);
            with_memory<-3>(a, b);
            with_memory<-2>(a, b);
            with_memory<-1>(a, b);
            with_memory<0>(a, b);
            with_memory<3>(a, b);
        }
    }
    archi::guest::write_output(
        {reinterpret_cast<const std::uint8_t*>(results.data()), 4 * results.size()});
    return 0;
}
