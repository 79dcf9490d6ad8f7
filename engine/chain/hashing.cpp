#include "chain/hashing.hpp"

#include <random>

namespace archi::chain {

std::uint64_t hash_seed()
{
    static const std::uint64_t seed = [] {
        std::random_device device;
        return (std::uint64_t{device()} << 32U) | device();
    }();
    return seed;
}

}  // namespace archi::chain
