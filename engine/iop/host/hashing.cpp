#include "iop/host/hashing.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "iop/prime_field.hpp"

namespace archi::iop {

namespace {

enum Flag : std::uint32_t { kChunkStart = 1, kChunkEnd = 2, kRoot = 8, kKeyed = 16 };

constexpr std::size_t kBlockCells = 16;
constexpr std::size_t kMaxCells = 256;  ///< of a row: a chunk
/// Rows, pairs or nonces that a worker takes at a time.
constexpr std::size_t kGrain = 1024;

using KeyWords = std::array<std::uint32_t, 8>;

KeyWords words(const Hash& hash)
{
    KeyWords out;
    std::memcpy(out.data(), hash.data(), Hash::kSize);
    return out;
}

void start_group(const KeyWords& key, std::uint32_t* chaining)
{
    for (std::size_t word = 0; word < key.size(); ++word)
        std::fill_n(chaining + word * kHashGroup, kHashGroup, key[word]);
}

std::uint32_t block_flags(std::size_t block, std::size_t blocks)
{
    return kKeyed | (block == 0 ? kChunkStart : 0U) |
           (block + 1 == blocks ? kChunkEnd | kRoot : 0U);
}

std::uint32_t block_length(std::size_t block, std::size_t cells)
{
    return static_cast<std::uint32_t>(4 * std::min(kBlockCells, cells - kBlockCells * block));
}

std::size_t blocks_of(std::size_t cells)
{
    return (cells + kBlockCells - 1) / kBlockCells;
}

std::uint32_t* words_of(Hash* digests)
{
    return reinterpret_cast<std::uint32_t*>(digests);
}

/// One after the other, for what does not fill a group.
template <typename Field>
Hash hash_row(const Hash& key, const Field* row, std::size_t cells)
{
    std::array<std::uint8_t, 4 * kMaxCells> bytes{};
    for (std::size_t i = 0; i < cells; ++i) {
        const auto value = row[i].value();
        std::memcpy(&bytes[4 * i], &value, 4);
    }
    return blake3_keyed(key, bytes_view(bytes).first(4 * cells));
}

template <typename Field>
void hash_group(const Kernels<Field>& kernels, const KeyWords& key, const Field* rows,
                std::size_t cells, Hash* digests)
{
    alignas(64) std::uint32_t chaining[8 * kHashGroup];
    start_group(key, chaining);
    const auto blocks = blocks_of(cells);
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto length = block_length(block, cells);
        const auto flags = block_flags(block, blocks);
        const auto* from = rows + block * kBlockCells;
        if (length == 4 * kBlockCells) {
            kernels.absorb(chaining, from, cells, length, flags);
            continue;
        }
        Field padded[kHashGroup * kBlockCells];
        for (std::size_t row = 0; row < kHashGroup; ++row)
            std::copy_n(from + row * cells, length / 4, padded + row * kBlockCells);
        kernels.absorb(chaining, padded, kBlockCells, length, flags);
    }
    kernels.digests(chaining, words_of(digests));
}

}  // namespace

template <typename Field>
void hash_columns(const Hash& key, std::span<const Field* const> columns, std::size_t count,
                  Instructions instructions, Hash* digests)
{
    const auto whole = count / kHashGroup * kHashGroup;
    kernels<Field>(instructions)
        .hash_columns(words(key).data(), columns.data(), columns.size(), whole, words_of(digests));
    std::array<Field, kMaxCells> row;
    for (auto r = whole; r < count; ++r) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            row[i] = columns[i][r];
        digests[r] = hash_row(key, row.data(), columns.size());
    }
}

template <typename Field>
void hash_rows(const Hash& key, const Field* rows, std::size_t count, std::size_t cells,
               Instructions instructions, Workers& workers, Hash* digests)
{
    const auto& table = kernels<Field>(instructions);
    const auto key_words = words(key);
    workers.for_ranges(count, kGrain, [&](std::size_t begin, std::size_t end) {
        for (; begin + kHashGroup <= end; begin += kHashGroup)
            hash_group(table, key_words, rows + begin * cells, cells, digests + begin);
        for (; begin < end; ++begin)
            digests[begin] = hash_row(key, rows + begin * cells, cells);
    });
}

void hash_pairs(const Hash& key, std::span<const Hash> children, Instructions instructions,
                Hash* parents)
{
    const auto count = children.size() / 2;
    const auto groups = count / kHashGroup * kHashGroup;
    kernels<KoalaBear>(instructions)
        .nodes(words(key).data(), reinterpret_cast<const std::uint32_t*>(children.data()), groups,
               words_of(parents));
    for (auto i = groups; i < count; ++i)
        parents[i] = blake3_keyed_pair(key, children[2 * i], children[2 * i + 1]);
}

void hash_pairs(const Hash& key, std::span<const Hash> children, Instructions instructions,
                Workers& workers, Hash* parents)
{
    workers.for_ranges(children.size() / 2, kGrain, [&](std::size_t begin, std::size_t end) {
        hash_pairs(key, children.subspan(2 * begin, 2 * (end - begin)), instructions,
                   parents + begin);
    });
}

std::uint64_t grind(const Hash& key, const Hash& state, unsigned bits, Instructions instructions,
                    Workers& workers)
{
    if (bits == 0) return 0;
    const auto& table = kernels<KoalaBear>(instructions);
    const auto key_words = words(key);
    const auto state_words = words(state);
    // Windows in order; in one window, the smallest hit of all ranges.
    const std::size_t window = 16 * kGrain * workers.threads();
    for (std::uint64_t first = 0;; first += window) {
        std::atomic<std::size_t> smallest = window;
        workers.for_ranges(window, kGrain, [&](std::size_t begin, std::size_t end) {
            if (begin > smallest.load(std::memory_order_relaxed)) return;
            const auto hit =
                table.grind(key_words.data(), state_words.data(), first + begin, end - begin, bits);
            if (hit == end - begin) return;
            auto known = smallest.load(std::memory_order_relaxed);
            while (begin + hit < known && !smallest.compare_exchange_weak(known, begin + hit)) {
            }
        });
        if (smallest != window) return first + smallest;
    }
}

template void hash_columns(const Hash&, std::span<const KoalaBear* const>, std::size_t,
                           Instructions, Hash*);
template void hash_columns(const Hash&, std::span<const BabyBear* const>, std::size_t, Instructions,
                           Hash*);
template void hash_rows(const Hash&, const KoalaBear*, std::size_t, std::size_t, Instructions,
                        Workers&, Hash*);
template void hash_rows(const Hash&, const BabyBear*, std::size_t, std::size_t, Instructions,
                        Workers&, Hash*);

}  // namespace archi::iop
