#pragma once
// Hash function for hash maps keyed by digests and addresses, seeded against chosen collisions.

#include <cstring>

#include "base/bytes.hpp"
#include "base/hash_mix.hpp"

namespace archi::chain {

struct HashBytes {
    template <std::size_t N>
    std::size_t operator()(const FixedBytes<N>& key) const
    {
        static_assert(N >= 16);
        // Two words, far apart, mixed with a secret: who chooses keys cannot choose buckets.
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        std::memcpy(&first, key.data(), 8);
        std::memcpy(&last, key.data() + N - 8, 8);
        auto mixed = (first ^ seed_) * 0x9e3779b97f4a7c15U;  // golden ratio
        mixed = (mixed ^ (mixed >> 32U) ^ last) * 0xd6e8feb86659fd93U;
        return mixed ^ (mixed >> 32U);
    }

private:
    std::uint64_t seed_ = hash_seed();
};

}  // namespace archi::chain
