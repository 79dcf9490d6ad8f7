// System calls of Linux on rv32 (asm-generic/unistd.h), for running under qemu-riscv32.

#include "guest/system.hpp"

namespace archi::guest {

namespace {

constexpr long kRead = 63;
constexpr long kWrite = 64;
constexpr long kExit = 93;

constexpr int kInput = 0;
constexpr int kOutput = 1;
constexpr int kDiagnostic = 2;

constexpr std::size_t kReadAtOnce = 65536;  // bytes

long system_call(long number, long first, const void* second, long third)
{
    register long a0 asm("a0") = first;
    register const void* a1 asm("a1") = second;
    register long a2 asm("a2") = third;
    register long a7 asm("a7") = number;
    asm volatile("ecall" : "+r"(a0) : "r"(a1), "r"(a2), "r"(a7) : "memory");
    return a0;
}

void write_all(int file, const void* data, std::size_t size)
{
    const auto* next = static_cast<const std::uint8_t*>(data);
    while (size > 0) {
        const auto written = system_call(kWrite, file, next, static_cast<long>(size));
        if (written <= 0) exit(2);
        next += written;
        size -= static_cast<std::size_t>(written);
    }
}

}  // namespace

Bytes read_input()
{
    Bytes input;
    for (;;) {
        const auto size = input.size();
        input.resize(size + kReadAtOnce);
        const auto got =
            system_call(kRead, kInput, input.data() + size, static_cast<long>(kReadAtOnce));
        if (got < 0) exit(2);
        input.resize(size + static_cast<std::size_t>(got));
        if (got == 0) return input;
    }
}

void write_output(bytes_view bytes)
{
    write_all(kOutput, bytes.data(), bytes.size());
}

void write_diagnostic(std::string_view text)
{
    write_all(kDiagnostic, text.data(), text.size());
}

void exit(int code)
{
    system_call(kExit, code, nullptr, 0);
    __builtin_trap();
}

}  // namespace archi::guest
