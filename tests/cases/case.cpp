#include "cases/case.hpp"

#include <cstring>

namespace archi::cases {

namespace {

/// Appends to a zero-terminated text of limited size. By hand: the guest has no printf.
void append(char* text, std::size_t capacity, const char* tail)
{
    const auto used = std::strlen(text);
    const auto room = capacity - 1 - used;
    const auto size = std::strlen(tail) < room ? std::strlen(tail) : room;
    std::memcpy(text + used, tail, size);
    text[used + size] = '\0';
}

}  // namespace

void Context::fail(const char* expression, const char* file, int line)
{
    if (failures_++ != 0) return;
    char digits[12] = {};
    auto* first = digits + sizeof digits - 1;
    for (; line > 0; line /= 10)
        *--first = static_cast<char>('0' + line % 10);
    for (const char* part : {file, ":", static_cast<const char*>(first), ": ", expression})
        append(message_, sizeof message_, part);
}

// splitmix64 (public domain, S. Vigna)
std::uint64_t Context::random()
{
    state_ += 0x9e3779b97f4a7c15U;
    auto z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

std::vector<Case>& registry()
{
    static std::vector<Case> cases;
    return cases;
}

}  // namespace archi::cases
