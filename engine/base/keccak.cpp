#include "base/keccak.hpp"

#include <bit>
#include <cstring>

namespace archi {

namespace {

constexpr std::size_t kRate = 136;
constexpr std::size_t kRateLanes = kRate / 8;
static_assert(std::endian::native == std::endian::little);

// FIPS 202, section 3.2.5.
constexpr std::array<std::uint64_t, 24> kRoundConstants = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

// FIPS 202, section 3.2.2: rotation of lane x + 5y.
constexpr std::array<int, 25> kRotations = {0,  1,  62, 28, 27, 36, 44, 6,  55, 20, 3,  10, 43,
                                            25, 39, 41, 45, 15, 21, 8,  18, 2,  61, 56, 14};

void absorb(std::array<std::uint64_t, 25>& state, const std::uint8_t* block)
{
    for (std::size_t i = 0; i < kRateLanes; ++i) {
        std::uint64_t lane = 0;
        std::memcpy(&lane, block + 8 * i, 8);
        state[i] ^= lane;
    }
    keccak_f1600(state);
}

void absorb_last(std::array<std::uint64_t, 25>& state, bytes_view tail)
{
    std::array<std::uint8_t, kRate> block{};
    std::ranges::copy(tail, block.begin());
    block[tail.size()] = 0x01;
    block[kRate - 1] |= 0x80;
    absorb(state, block.data());
}

Hash squeeze(const std::array<std::uint64_t, 25>& state)
{
    Hash digest;
    std::memcpy(digest.data(), state.data(), Hash::kSize);
    return digest;
}

}  // namespace

void keccak_f1600(std::array<std::uint64_t, 25>& state)
{
    auto a = state;
    for (const auto round_constant : kRoundConstants) {
        // theta
        std::uint64_t parity[5];
#pragma clang loop unroll(full)
        for (unsigned x = 0; x < 5; ++x)
            parity[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        std::uint64_t mix[5];
#pragma clang loop unroll(full)
        for (unsigned x = 0; x < 5; ++x)
            mix[x] = parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
        // rho and pi: lane (x, y) moves to (y, 2x + 3y)
        std::uint64_t b[25];
#pragma clang loop unroll(full)
        for (unsigned y = 0; y < 5; ++y) {
#pragma clang loop unroll(full)
            for (unsigned x = 0; x < 5; ++x)
                b[y + 5 * ((2 * x + 3 * y) % 5)] =
                    std::rotl(a[x + 5 * y] ^ mix[x], kRotations[x + 5 * y]);
        }
        // chi
#pragma clang loop unroll(full)
        for (unsigned y = 0; y < 25; y += 5) {
#pragma clang loop unroll(full)
            for (unsigned x = 0; x < 5; ++x)
                a[x + y] = b[x + y] ^ (~b[(x + 1) % 5 + y] & b[(x + 2) % 5 + y]);
        }
        // iota
        a[0] ^= round_constant;
    }
    state = a;
}

Hash keccak256(bytes_view input)
{
    std::array<std::uint64_t, 25> state{};
    while (input.size() >= kRate) {
        absorb(state, input.data());
        input = input.subspan(kRate);
    }
    absorb_last(state, input);
    return squeeze(state);
}

void Keccak256::update(bytes_view input)
{
    while (!input.empty()) {
        const auto take = std::min(kRate - filled_, input.size());
        std::copy_n(input.begin(), take, buffer_.begin() + filled_);
        filled_ += take;
        input = input.subspan(take);
        if (filled_ == kRate) {
            absorb(state_, buffer_.data());
            filled_ = 0;
        }
    }
}

Hash Keccak256::finish()
{
    absorb_last(state_, bytes_view(buffer_).first(filled_));
    return squeeze(state_);
}

}  // namespace archi
