#include "base/assert.hpp"

#include <cstdio>
#include <cstdlib>
#include <tuple>

namespace archi {

void assertion_failed(const char* expression, const char* file, int line) noexcept
{
    std::ignore =
        std::fprintf(stderr, "archipelago: %s:%d: invariant broken: %s\n", file, line, expression);
    std::abort();
}

}  // namespace archi
