#pragma once
// BLAKE3 of equally long inputs in the lanes of a vector (see base/blake3.hpp): chunks of at most
// 1024 bytes, and nodes of trees. For kernels, and only there.

#include <array>
#include <cstddef>
#include <cstdint>

#include "iop/host/vector/transpose.hpp"

namespace archi::iop {

template <unsigned lanes, Instructions instructions>
struct Blake3Kernel {
    using Words [[gnu::vector_size(lanes * 4)]] = std::uint32_t;
    using Chaining = std::array<Words, 8>;
    using Block = std::array<Words, 16>;

    enum Flag : std::uint32_t { kChunkStart = 1, kChunkEnd = 2, kRoot = 8, kKeyed = 16 };

    static constexpr std::uint32_t kInitial[4] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a};
    static constexpr std::uint8_t kSchedule[7][16] = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8},
        {3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1},
        {10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6},
        {12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4},
        {9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7},
        {11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13}};

    template <unsigned bits>
    [[gnu::always_inline]] static Words rotate(Words x)
    {
        return x >> bits | x << (32 - bits);
    }
    [[gnu::always_inline]] static void half_mix(Words& a, Words& b, Words& c, Words& d, Words x,
                                                bool second)
    {
        a += b + x;
        d = second ? rotate<8>(d ^ a) : rotate<16>(d ^ a);
        c += d;
        b = second ? rotate<7>(b ^ c) : rotate<12>(b ^ c);
    }
    /// Four columns or diagonals, step by step side by side.
    template <unsigned shift>
    [[gnu::always_inline]] static void mix(Words (&v)[16], const Block& m,
                                           const std::uint8_t* schedule)
    {
#pragma clang loop unroll(full)
        for (unsigned second = 0; second < 2; ++second) {
#pragma clang loop unroll(full)
            for (unsigned i = 0; i < 4; ++i)
                half_mix(v[i], v[4 + (i + shift) % 4], v[8 + (i + 2 * shift) % 4],
                         v[12 + (i + 3 * shift) % 4], m[schedule[2 * i + second]], second != 0);
        }
    }

    /// Of a chunk's block, the counter being 0.
    [[gnu::always_inline]] static void compress(Chaining& value, const Block& m,
                                                std::uint32_t length, std::uint32_t flags)
    {
        Words v[16] = {value[0],
                       value[1],
                       value[2],
                       value[3],
                       value[4],
                       value[5],
                       value[6],
                       value[7],
                       Words{} + kInitial[0],
                       Words{} + kInitial[1],
                       Words{} + kInitial[2],
                       Words{} + kInitial[3],
                       Words{},
                       Words{},
                       Words{} + length,
                       Words{} + flags};
#pragma clang loop unroll(full)
        for (const auto& schedule : kSchedule) {
            mix<0>(v, m, schedule);
            mix<1>(v, m, schedule + 8);
        }
#pragma clang loop unroll(full)
        for (unsigned i = 0; i < 8; ++i)
            value[i] = v[i] ^ v[i + 8];
    }

    [[gnu::always_inline]] static void transpose(Words* x)
    {
        transpose_square<lanes, instructions>(x);
    }

    [[gnu::always_inline]] static Words load(const void* from)
    {
        Words out;
        __builtin_memcpy(&out, from, sizeof(Words));
        return out;
    }
    [[gnu::always_inline]] static void store(void* to, Words words)
    {
        __builtin_memcpy(to, &words, sizeof(Words));
    }

    /// Sixteen words from each of `lanes` rows, `stride` words apart.
    [[gnu::always_inline]] static Block load_rows(const std::uint32_t* rows, std::size_t stride)
    {
        Block block;
#pragma clang loop unroll(full)
        for (unsigned part = 0; part < 16; part += lanes) {
#pragma clang loop unroll(full)
            for (unsigned i = 0; i < lanes; ++i)
                block[part + i] = load(rows + i * stride + part);
            transpose(&block[part]);
        }
        return block;
    }

    [[gnu::always_inline]] static Chaining start(const std::uint32_t* key)
    {
        Chaining value;
        for (auto& words : value)
            words = Words{} + *key++;
        return value;
    }

    /// `lanes` digests of eight words, one after the other.
    [[gnu::always_inline]] static void store_digests(Chaining value, std::uint32_t* to)
    {
        if constexpr (lanes == 16) {
            std::array<Words, 16> square{};
#pragma clang loop unroll(full)
            for (unsigned i = 0; i < 8; ++i)
                square[i] = value[i];
            transpose(square.data());
#pragma clang loop unroll(full)
            for (unsigned i = 0; i < 16; ++i)
                __builtin_memcpy(to + std::size_t{8} * i, &square[i], 32);
        } else {
#pragma clang loop unroll(full)
            for (unsigned part = 0; part < 8; part += lanes) {
                transpose(&value[part]);
#pragma clang loop unroll(full)
                for (unsigned i = 0; i < lanes; ++i)
                    store(to + std::size_t{8} * i + part, value[part + i]);
            }
        }
    }
};

}  // namespace archi::iop
