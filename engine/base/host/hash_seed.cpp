#include <random>

#include "base/hash_mix.hpp"

namespace archi {

std::uint64_t hash_seed() noexcept
{
    static const auto seed = [] {
        std::random_device device;
        return std::uint64_t{device()} << 32 | device();
    }();
    return seed;
}

}  // namespace archi
