// What start.S calls around main, and the ends that a guest can come to.

#include <cstdlib>

#include "base/assert.hpp"
#include "base/hash_mix.hpp"
#include "guest/system.hpp"

using Constructor = void (*)();
extern "C" Constructor __init_array_start[];
extern "C" Constructor __init_array_end[];

namespace {

constexpr int kBroken = 2;  // exit code, see guest/system.hpp

}  // namespace

extern "C" {

void archi_guest_construct()
{
    for (auto* constructor = __init_array_start; constructor != __init_array_end; ++constructor)
        (*constructor)();
}

[[noreturn]] void archi_guest_exit(int code)
{
    archi::guest::exit(code);
}

void abort()
{
    archi::guest::write_diagnostic("guest: aborted\n");
    archi::guest::exit(kBroken);
}

}  // extern "C"

namespace archi {

void assertion_failed(const char* expression, const char* file, int line) noexcept
{
    char digits[12];
    auto* first = digits + sizeof digits;
    do {
        *--first = static_cast<char>('0' + line % 10);
        line /= 10;
    } while (line != 0);
    guest::write_diagnostic("guest: ");
    guest::write_diagnostic(file);
    guest::write_diagnostic(":");
    guest::write_diagnostic({first, static_cast<std::size_t>(digits + sizeof digits - first)});
    guest::write_diagnostic(": invariant broken: ");
    guest::write_diagnostic(expression);
    guest::write_diagnostic("\n");
    guest::exit(kBroken);
}

// The same in every run, as everything here must be.
std::uint64_t hash_seed() noexcept
{
    return 0;
}

}  // namespace archi
