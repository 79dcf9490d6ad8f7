#include "cases/case.hpp"

#include <cstdio>

namespace archi::cases {

void Context::fail(const char* expression, const char* file, int line)
{
    if (failures_++ == 0)
        std::snprintf(message_, sizeof message_, "%s:%d: %s", file, line, expression);
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
