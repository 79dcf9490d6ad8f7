#include "base/sha256.hpp"

#include <bit>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace archi {

namespace {

// FIPS 180-4, section 4.2.2.
constexpr std::array<std::uint32_t, 64> kRoundConstants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using State = std::array<std::uint32_t, 8>;

void compress_portable(State& state, const std::uint8_t* block)
{
    // Filled below. NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
    std::array<std::uint32_t, 64> w;
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = static_cast<std::uint32_t>(load_be({block + 4 * i, 4}));
    for (std::size_t i = 16; i < 64; ++i) {
        const auto s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        const auto s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const auto sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        const auto choice = g ^ (e & (f ^ g));
        const auto t1 = h + sum1 + choice + kRoundConstants[i] + w[i];
        const auto sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        const auto majority = (a & b) | (c & (a | b));
        h = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + sum0 + majority;
    }
    const std::array<std::uint32_t, 8> out = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i)
        state[i] += out[i];
}

#if defined(__x86_64__)

bool has_sha_instructions()
{
    // Intel's manual, CPUID: leaf 7, EBX.
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}

__m128i load(const void* words)
{
    return _mm_loadu_si128(static_cast<const __m128i*>(words));
}

/// By the SHA extensions, whose instructions want the state as the words ABEF and CDGH.
[[gnu::target("sha,sse4.1")]] void compress_by_extensions(State& state, const std::uint8_t* block)
{
    constexpr int kReverse = 0x1b;
    constexpr int kSwapPairs = 0xb1;
    constexpr int kUpperHalf = 0xf0;
    constexpr int kUpperTwo = 0x0e;
    const auto abcd = _mm_shuffle_epi32(load(state.data()), kSwapPairs);
    const auto efgh = _mm_shuffle_epi32(load(&state[4]), kReverse);
    auto abef = _mm_alignr_epi8(abcd, efgh, 8);
    auto cdgh = _mm_blend_epi16(efgh, abcd, kUpperHalf);
    const auto abef_before = abef;
    const auto cdgh_before = cdgh;

    const auto big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i w[4];
    for (std::size_t i = 0; i < 4; ++i)
        w[i] = _mm_shuffle_epi8(load(block + 16 * i), big_endian);
    for (std::size_t i = 0; i < 16; ++i) {  // four rounds each
        const auto words = _mm_add_epi32(w[i % 4], load(&kRoundConstants[4 * i]));
        cdgh = _mm_sha256rnds2_epu32(cdgh, abef, words);
        abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(words, kUpperTwo));
        if (i >= 12) continue;
        const auto last = w[(i + 3) % 4];
        const auto sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[i % 4], w[(i + 1) % 4]),
                                       _mm_alignr_epi8(last, w[(i + 2) % 4], 4));
        w[i % 4] = _mm_sha256msg2_epu32(sum, last);
    }
    const auto feba = _mm_shuffle_epi32(_mm_add_epi32(abef, abef_before), kReverse);
    const auto dchg = _mm_shuffle_epi32(_mm_add_epi32(cdgh, cdgh_before), kSwapPairs);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()),
                     _mm_blend_epi16(feba, dchg, kUpperHalf));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(&state[4]), _mm_alignr_epi8(dchg, feba, 8));
}

/// False while other files' constants are still being set: then the portable way is right as well.
const bool kHasShaInstructions = has_sha_instructions();

#endif

void compress(State& state, const std::uint8_t* block)
{
#if defined(__x86_64__)
    if (kHasShaInstructions) return compress_by_extensions(state, block);
#endif
    compress_portable(state, block);
}

}  // namespace

void Sha256::update(bytes_view input)
{
    length_ += input.size();
    while (!input.empty()) {
        if (filled_ == 0 && input.size() >= kBlock) {
            compress(state_, input.data());
            input = input.subspan(kBlock);
            continue;
        }
        const auto take = std::min(kBlock - filled_, input.size());
        std::copy_n(input.begin(), take, buffer_.begin() + filled_);
        filled_ += take;
        input = input.subspan(take);
        if (filled_ == kBlock) {
            compress(state_, buffer_.data());
            filled_ = 0;
        }
    }
}

Hash Sha256::finish()
{
    const auto bits = 8 * length_;
    buffer_[filled_++] = 0x80;
    if (filled_ > kBlock - 8) {
        std::fill(buffer_.begin() + filled_, buffer_.end(), std::uint8_t{0});
        compress(state_, buffer_.data());
        filled_ = 0;
    }
    std::fill(buffer_.begin() + filled_, buffer_.end() - 8, std::uint8_t{0});
    for (std::size_t i = 0; i < 8; ++i)
        buffer_[kBlock - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
    compress(state_, buffer_.data());
    Hash digest;
    for (std::size_t i = 0; i < Hash::kSize; ++i)
        digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

Hash sha256(bytes_view input)
{
    Sha256 hasher;
    hasher.update(input);
    return hasher.finish();
}

}  // namespace archi
