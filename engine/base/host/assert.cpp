#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace archi {

void assertion_failed(const char* expression, const char* file, int line) noexcept
{
    std::fprintf(stderr, "archipelago: %s:%d: invariant broken: %s\n", file, line, expression);
    std::abort();
}

}  // namespace archi
