#pragma once
// Words in big-endian bytes, as they stand in memory, code and call data.

#include <bit>
#include <cstring>

#include "base/u256.hpp"

namespace archi::evm {

/// Reads 32 bytes.
[[gnu::always_inline]] inline u256 load_word(const std::uint8_t* bytes)
{
    u256::Words words;
    std::memcpy(words.data(), bytes, sizeof words);
    return u256(__builtin_bswap64(words[0]), __builtin_bswap64(words[1]),
                __builtin_bswap64(words[2]), __builtin_bswap64(words[3]));
}

/// Writes 32 bytes.
[[gnu::always_inline]] inline void store_word(std::uint8_t* bytes, const u256& value)
{
    const u256::Words words = {__builtin_bswap64(value.word(3)), __builtin_bswap64(value.word(2)),
                               __builtin_bswap64(value.word(1)), __builtin_bswap64(value.word(0))};
    std::memcpy(bytes, words.data(), sizeof words);
}

/// Reads a word of the stack limb by limb, as most instructions have just written it: a processor
/// forwards a store to a load only if the store covers it, so that one wide load of four narrow
/// stores waits until all of them have left the store buffer.
[[gnu::always_inline]] inline u256 read_limbs(const u256& word)
{
    auto words = word.words();
#if defined(__x86_64__)
    for (auto& limb : words)
        asm("" : "+r"(limb));  // keeps the compiler from joining the loads
#endif
    return u256(words);
}

static_assert(std::endian::native == std::endian::little);

}  // namespace archi::evm
