#pragma once
// Spreads keys over the slots of hash maps. Not a cryptographic hash; its values are never stored,
// sent or compared between processes.

#include <concepts>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi {

/// Random per process on the host, so that nobody outside can choose keys that collide; 0 in the
/// guest.
[[nodiscard]] std::uint64_t hash_seed() noexcept;

class HashMix {
public:
    explicit HashMix(std::uint64_t seed) : state_(seed ^ kFirst) {}

    void add(std::uint64_t word)
    {
#ifdef __SIZEOF_INT128__
        const auto product =
            static_cast<limbs::Double<std::uint64_t>>(state_ ^ word) * (kSecond ^ word_count_);
        state_ = static_cast<std::uint64_t>(product) ^ limbs::high<std::uint64_t>(product);
        word_count_ += 2;
#else
        // Each half takes one 32 x 32 bit product, folded.
        const auto low = static_cast<std::uint32_t>(state_ ^ word);
        const auto high = static_cast<std::uint32_t>((state_ ^ word) >> 32);
        const auto a = std::uint64_t{low ^ static_cast<std::uint32_t>(kSecond)} * 0x9e3779b1U;
        const auto b = std::uint64_t{high + static_cast<std::uint32_t>(a >> 32)} * 0x85ebca77U;
        state_ = (b << 32 | b >> 32) ^ a;
#endif
    }
    [[nodiscard]] std::uint64_t finish() const { return state_ ^ (state_ >> 32); }

private:
    // Digits of pi and of the golden ratio, odd.
    static constexpr std::uint64_t kFirst = 0x243f6a8885a308d3;
    static constexpr std::uint64_t kSecond = 0x9e3779b97f4a7c15;

    std::uint64_t state_;
#ifdef __SIZEOF_INT128__
    std::uint64_t word_count_ = 0;
#endif
};

template <std::unsigned_integral T>
void add_to_hash(HashMix& mix, T number)
{
    mix.add(number);
}

inline void add_to_hash(HashMix& mix, const u256& number)
{
    for (const auto word : number.words())
        mix.add(word);
}

template <std::size_t N>
void add_to_hash(HashMix& mix, const FixedBytes<N>& value)
{
    for (std::size_t i = 0; i < N; i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, value.data() + i, std::min<std::size_t>(8, N - i));
        mix.add(word);
    }
}

template <typename First, typename Second>
void add_to_hash(HashMix& mix, const std::pair<First, Second>& pair)
{
    add_to_hash(mix, pair.first);
    add_to_hash(mix, pair.second);
}

}  // namespace archi
