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

namespace {

using State = std::array<std::uint64_t, 25>;

/// One round from `a` to `b`, so that no step overwrites what another still reads.
[[gnu::always_inline]] inline void round(const State& a, State& b, std::uint64_t constant)
{
    // theta
    std::uint64_t parity[5];
#pragma clang loop unroll(full)
    for (unsigned x = 0; x < 5; ++x)
        parity[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    std::uint64_t mix[5];
#pragma clang loop unroll(full)
    for (unsigned x = 0; x < 5; ++x)
        mix[x] = parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
#pragma clang loop unroll(full)
    for (unsigned y = 0; y < 5; ++y) {
        // rho and pi: lane (x, y) moves to (y, 2x + 3y), hence (x, y) comes from (x + 3y, x).
        std::uint64_t row[5];
#pragma clang loop unroll(full)
        for (unsigned x = 0; x < 5; ++x) {
            const auto column = (x + 3 * y) % 5;
            row[x] = std::rotl(a[column + 5 * x] ^ mix[column], kRotations[column + 5 * x]);
        }
        // chi
#pragma clang loop unroll(full)
        for (unsigned x = 0; x < 5; ++x)
            b[x + 5 * y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
    }
    // iota
    b[0] ^= constant;
}

[[gnu::always_inline]] inline void permute(State& state)
{
    auto a = state;
    State b;
    for (std::size_t i = 0; i < kRoundConstants.size(); i += 2) {
        round(a, b, kRoundConstants[i]);
        round(b, a, kRoundConstants[i + 1]);
    }
    state = a;
}

#if defined(__x86_64__)
/// With and-not, and rotations that leave their source alone.
[[gnu::target("bmi,bmi2")]] void permute_bmi(State& state)
{
    permute(state);
}

const bool kHasBmi = [] {
    __builtin_cpu_init();
    return __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}();
#endif

}  // namespace

void keccak_f1600(std::array<std::uint64_t, 25>& state)
{
#if defined(__x86_64__)
    if (kHasBmi) {
        permute_bmi(state);
        return;
    }
#endif
    permute(state);
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
