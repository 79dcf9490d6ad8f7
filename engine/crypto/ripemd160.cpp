#include "crypto/ripemd160.hpp"

#include <bit>

namespace archi::crypto {

namespace {

using State = std::array<std::uint32_t, 5>;
using Schedule = std::array<std::uint8_t, 80>;

constexpr std::size_t kBlockSize = 64;

/// One of the two lines of 80 steps: order of the message words, rotations, constants of the
/// rounds.
struct Line {
    Schedule word;
    Schedule rotation;
    std::array<std::uint32_t, 5> constant;
};

constexpr Line kLeft = {
    {0,  1, 2,  3, 4,  5,  6, 7,  8, 9,  10, 11, 12, 13, 14, 15, 7,  4,  13, 1,
     10, 6, 15, 3, 12, 0,  9, 5,  2, 14, 11, 8,  3,  10, 14, 4,  9,  15, 8,  1,
     2,  7, 0,  6, 13, 11, 5, 12, 1, 9,  11, 10, 0,  8,  12, 4,  13, 3,  7,  15,
     14, 5, 6,  2, 4,  0,  5, 9,  7, 12, 2,  10, 14, 1,  3,  8,  11, 6,  15, 13},
    {11, 14, 15, 12, 5, 8,  7,  9,  11, 13, 14, 15, 6,  7,  9,  8,  7,  6,  8,  13,
     11, 9,  7,  15, 7, 12, 15, 9,  11, 7,  13, 12, 11, 13, 6,  7,  14, 9,  13, 15,
     14, 8,  13, 6,  5, 12, 7,  5,  11, 12, 14, 15, 14, 15, 9,  8,  9,  14, 5,  6,
     8,  6,  5,  12, 9, 15, 5,  11, 6,  8,  13, 12, 5,  12, 13, 14, 11, 8,  5,  6},
    {0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e}};

constexpr Line kRight = {
    {5,  14, 7,  0,  9,  2,  11, 4,  13, 6, 15, 8, 1,  10, 3,  12, 6, 11, 3, 7,
     0,  13, 5,  10, 14, 15, 8,  12, 4,  9, 1,  2, 15, 5,  1,  3,  7, 14, 6, 9,
     11, 8,  12, 2,  10, 0,  4,  13, 8,  6, 4,  1, 3,  11, 15, 0,  5, 12, 2, 13,
     9,  7,  10, 14, 12, 15, 10, 4,  1,  5, 8,  7, 6,  2,  13, 14, 0, 3,  9, 11},
    {8,  9,  9,  11, 13, 15, 15, 5, 7,  7,  8,  11, 14, 14, 12, 6,  9,  13, 15, 7,
     12, 8,  9,  11, 7,  7,  12, 7, 6,  15, 13, 11, 9,  7,  15, 11, 8,  6,  6,  14,
     12, 13, 5,  14, 13, 13, 7,  5, 15, 5,  8,  11, 14, 14, 6,  14, 6,  9,  12, 9,
     12, 5,  15, 8,  8,  5,  12, 9, 12, 5,  14, 6,  8,  13, 6,  5,  15, 13, 11, 11},
    {0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0}};

/// The function of round 0 to 4.
constexpr std::uint32_t mix(std::size_t round, std::uint32_t x, std::uint32_t y, std::uint32_t z)
{
    switch (round) {
        case 0:
            return x ^ y ^ z;
        case 1:
            return (x & y) | (~x & z);
        case 2:
            return (x | ~y) ^ z;
        case 3:
            return (x & z) | (y & ~z);
        default:
            return x ^ (y | ~z);
    }
}

/// Runs one line; the right one takes the functions in reverse order.
State run(const Line& line, bool reversed, State s, const std::array<std::uint32_t, 16>& words)
{
    for (std::size_t step = 0; step < 80; ++step) {
        const auto round = step / 16;
        const auto mixed = mix(reversed ? 4 - round : round, s[1], s[2], s[3]);
        const auto sum = s[0] + mixed + words[line.word[step]] + line.constant[round];
        const auto next = std::rotl(sum, line.rotation[step]) + s[4];
        s = {s[4], next, s[1], std::rotl(s[2], 10), s[3]};
    }
    return s;
}

void compress(State& state, std::span<const std::uint8_t, kBlockSize> block)
{
    std::array<std::uint32_t, 16> words{};
    for (std::size_t i = 0; i < kBlockSize; ++i)
        words[i / 4] |= static_cast<std::uint32_t>(block[i]) << (8 * (i % 4));
    const auto left = run(kLeft, false, state, words);
    const auto right = run(kRight, true, state, words);
    state = {state[1] + left[2] + right[3], state[2] + left[3] + right[4],
             state[3] + left[4] + right[0], state[4] + left[0] + right[1],
             state[0] + left[1] + right[2]};
}

}  // namespace

FixedBytes<20> ripemd160(bytes_view message) noexcept
{
    State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    auto rest = message;
    for (; rest.size() >= kBlockSize; rest = rest.subspan(kBlockSize))
        compress(state, rest.first<kBlockSize>());

    // Padding: a one bit, zeros, and the length in bits as eight little-endian bytes.
    std::array<std::uint8_t, 2 * kBlockSize> tail{};
    std::ranges::copy(rest, tail.begin());
    tail[rest.size()] = 0x80;
    const auto tail_size = rest.size() + 9 <= kBlockSize ? kBlockSize : 2 * kBlockSize;
    const auto bits = static_cast<std::uint64_t>(message.size()) * 8;
    for (std::size_t i = 0; i < 8; ++i)
        tail[tail_size - 8 + i] = static_cast<std::uint8_t>(bits >> (8 * i));
    for (std::size_t at = 0; at < tail_size; at += kBlockSize)
        compress(state, std::span(tail).subspan(at).first<kBlockSize>());

    FixedBytes<20> digest;
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (8 * (i % 4)));
    return digest;
}

}  // namespace archi::crypto
