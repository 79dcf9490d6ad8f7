#include "base/blake3.hpp"

#include <bit>
#include <cstring>

namespace archi {

namespace {

using ChainingValue = std::array<std::uint32_t, 8>;

constexpr std::size_t kBlock = 64;
constexpr std::size_t kChunk = 1024;
static_assert(std::endian::native == std::endian::little);

// Table 1: the fractional parts of SHA-256.
constexpr ChainingValue kInitial = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// Table 3.
enum Flag : std::uint32_t { kChunkStart = 1, kChunkEnd = 2, kParent = 4, kRoot = 8, kKeyed = 16 };

// Table 2, applied again after each of the seven rounds.
constexpr std::array<std::uint8_t, 16> kPermutation = {2, 6,  3,  10, 7, 0,  4,  13,
                                                       1, 11, 12, 5,  9, 14, 15, 8};

constexpr auto kSchedule = [] {
    std::array<std::array<std::uint8_t, 16>, 7> schedule{};
    for (std::uint8_t i = 0; i < 16; ++i)
        schedule[0][i] = i;
    for (std::size_t round = 1; round < 7; ++round)
        for (std::size_t i = 0; i < 16; ++i)
            schedule[round][i] = schedule[round - 1][kPermutation[i]];
    return schedule;
}();

inline void mix(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c, std::uint32_t& d,
                std::uint32_t x, std::uint32_t y)
{
    a += b + x;
    d = std::rotr(d ^ a, 16);
    c += d;
    b = std::rotr(b ^ c, 12);
    a += b + y;
    d = std::rotr(d ^ a, 8);
    c += d;
    b = std::rotr(b ^ c, 7);
}

/// The first half of the compression function's output: all that hash mode needs.
ChainingValue compress(const ChainingValue& value, const std::uint8_t* block, std::uint32_t length,
                       std::uint64_t counter, std::uint32_t flags)
{
    std::uint32_t m[16];
    std::memcpy(m, block, kBlock);
    std::uint32_t v[16] = {value[0],
                           value[1],
                           value[2],
                           value[3],
                           value[4],
                           value[5],
                           value[6],
                           value[7],
                           kInitial[0],
                           kInitial[1],
                           kInitial[2],
                           kInitial[3],
                           static_cast<std::uint32_t>(counter),
                           static_cast<std::uint32_t>(counter >> 32),
                           length,
                           flags};
#pragma clang loop unroll(full)
    for (std::size_t round = 0; round < 7; ++round) {
        const auto& s = kSchedule[round];
        mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
        mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
        mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
        mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
        mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
        mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
        mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
        mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
    }
    ChainingValue out;
    for (std::size_t i = 0; i < 8; ++i)
        out[i] = v[i] ^ v[i + 8];
    return out;
}

ChainingValue parent(const ChainingValue& key, const ChainingValue& left,
                     const ChainingValue& right, std::uint32_t flags)
{
    std::uint8_t block[kBlock];
    std::memcpy(block, left.data(), 32);
    std::memcpy(block + 32, right.data(), 32);
    return compress(key, block, kBlock, 0, kParent | flags);
}

ChainingValue to_chaining_value(const Hash& hash)
{
    ChainingValue value;
    std::memcpy(value.data(), hash.data(), Hash::kSize);
    return value;
}

Hash to_hash(const ChainingValue& value)
{
    Hash digest;
    std::memcpy(digest.data(), value.data(), Hash::kSize);
    return digest;
}

}  // namespace

namespace {

Hash hash_pair(const ChainingValue& key, std::uint32_t flags, const Hash& left, const Hash& right)
{
    std::uint8_t block[kBlock];
    std::memcpy(block, left.data(), 32);
    std::memcpy(block + 32, right.data(), 32);
    return to_hash(compress(key, block, kBlock, 0, flags | kChunkStart | kChunkEnd | kRoot));
}

/// Of a single chunk.
Hash hash_chunk(const ChainingValue& key, std::uint32_t flags, bytes_view input)
{
    auto value = key;
    std::uint32_t start = kChunkStart;
    while (input.size() > kBlock) {
        value = compress(value, input.data(), kBlock, 0, flags | start);
        input = input.subspan(kBlock);
        start = 0;
    }
    std::array<std::uint8_t, kBlock> block{};
    std::ranges::copy(input, block.begin());
    return to_hash(compress(value, block.data(), static_cast<std::uint32_t>(input.size()), 0,
                            flags | start | kChunkEnd | kRoot));
}

}  // namespace

Hash blake3_pair(const Hash& left, const Hash& right)
{
    return hash_pair(kInitial, 0, left, right);
}

Hash blake3_keyed_pair(const Hash& key, const Hash& left, const Hash& right)
{
    return hash_pair(to_chaining_value(key), kKeyed, left, right);
}

Hash blake3(bytes_view input)
{
    if (input.size() <= kChunk) return hash_chunk(kInitial, 0, input);
    Blake3 hasher;
    hasher.update(input);
    return hasher.finish();
}

Hash blake3_keyed(const Hash& key, bytes_view input)
{
    if (input.size() <= kChunk) return hash_chunk(to_chaining_value(key), kKeyed, input);
    auto hasher = Blake3::keyed(key);
    hasher.update(input);
    return hasher.finish();
}

Blake3 Blake3::keyed(const Hash& key)
{
    return {to_chaining_value(key), kKeyed};
}

Blake3::Blake3() : Blake3(kInitial, 0) {}

// The stack is filled from its start as far as it is used.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
Blake3::Blake3(const ChainingValue& key, std::uint32_t flags)
    : key_(key), flags_(flags), chunk_value_(key)
{
}

// A finished subtree of 2^k chunks joins its left neighbour of the same size.
void Blake3::add_chunk(ChainingValue value)
{
    ++chunks_;
    for (auto count = chunks_; (count & 1) == 0; count >>= 1)
        value = parent(key_, stack_[--stack_size_], value, flags_);
    stack_[stack_size_++] = value;
}

// A full block is compressed only when more input follows: the last one carries other flags.
void Blake3::update(bytes_view input)
{
    while (!input.empty()) {
        if (filled_ == kBlock) {
            std::uint32_t flags = flags_ | (blocks_compressed_ == 0 ? kChunkStart : 0);
            const bool ends = blocks_compressed_ == kChunk / kBlock - 1;
            if (ends) flags |= kChunkEnd;
            chunk_value_ = compress(chunk_value_, block_.data(), kBlock, chunks_, flags);
            ++blocks_compressed_;
            if (ends) {
                add_chunk(chunk_value_);
                chunk_value_ = key_;
                blocks_compressed_ = 0;
            }
            filled_ = 0;
        }
        const auto take = std::min(kBlock - filled_, input.size());
        std::copy_n(input.begin(), take, block_.begin() + filled_);
        filled_ += take;
        input = input.subspan(take);
    }
}

Hash Blake3::finish() const
{
    auto block = block_;
    std::fill(block.begin() + filled_, block.end(), std::uint8_t{0});
    std::uint32_t flags = flags_ | kChunkEnd;
    if (blocks_compressed_ == 0) flags |= kChunkStart;
    if (stack_size_ == 0) flags |= kRoot;
    auto value =
        compress(chunk_value_, block.data(), static_cast<std::uint32_t>(filled_), chunks_, flags);
    for (auto i = stack_size_; i-- > 0;)
        value = parent(key_, stack_[i], value, flags_ | (i == 0 ? kRoot : 0));
    return to_hash(value);
}

}  // namespace archi
