#pragma once
// Fills a table of kernels; each of the three files that include this is compiled for its own
// instruction set.

#include "iop/host/kernels/blake3_kernel.hpp"
#include "iop/host/kernels/kernels.hpp"
#include "iop/host/kernels/transform_kernel.hpp"

namespace archi::iop {

/// `lanes`: of one register.
template <typename Field, unsigned lanes, Instructions instructions>
struct KernelSet {
    using Blake3 = Blake3Kernel<lanes, instructions>;
    using Words = typename Blake3::Words;
    using V = Vector<Field, lanes, instructions>;
    static_assert(sizeof(Field) == 4);

    // Butterflies of sixteen lanes: with narrower registers they are two that hide each other's
    // latency.
    using Wide = Vector<Field, 16, instructions>;
    using Narrow = Vector<Field, 8, instructions>;

    template <bool kInverse>
    static void transform(Rows<const Field> from, Rows<Field> between, Rows<Field> to,
                          unsigned log_rows, std::size_t width, std::size_t m,
                          const Field* twiddles)
    {
        if (width % 16 == 0)
            TransformKernel<Wide, kInverse>::run(from, between, to, log_rows, width, m, twiddles);
        else
            TransformKernel<Narrow, kInverse>::run(from, between, to, log_rows, width, m, twiddles);
    }

    static void hash_columns(const std::uint32_t* key, const Field* const* columns,
                             std::size_t count, std::size_t rows, std::uint32_t* digests)
    {
        for (std::size_t row = 0; row < rows; row += lanes) {
            auto value = Blake3::start(key);
            for (std::size_t begin = 0; begin < count; begin += 16) {
                typename Blake3::Block block{};
                const auto cells = count - begin < 16 ? count - begin : 16;
                for (std::size_t i = 0; i < cells; ++i)
                    block[i] = V::load(columns[begin + i] + row).values();
                const bool is_last = begin + cells == count;
                Blake3::compress(value, block, static_cast<std::uint32_t>(4 * cells),
                                 Blake3::kKeyed | (begin == 0 ? Blake3::kChunkStart : 0U) |
                                     (is_last ? Blake3::kChunkEnd | Blake3::kRoot : 0U));
            }
            Blake3::store_digests(value, digests + 8 * row);
        }
    }

    static void absorb(std::uint32_t* chaining, const Field* rows, std::size_t stride,
                       std::uint32_t length, std::uint32_t flags)
    {
        for (std::size_t row = 0; row < kHashGroup; row += lanes) {
            auto block = Blake3::load_rows(
                reinterpret_cast<const std::uint32_t*>(rows + row * stride), stride);
            for (auto& words : block)
                words = V::from_words(words).values();
            typename Blake3::Chaining value;
            for (unsigned i = 0; i < 8; ++i)
                value[i] = Blake3::load(chaining + i * kHashGroup + row);
            Blake3::compress(value, block, length, flags);
            for (unsigned i = 0; i < 8; ++i)
                Blake3::store(chaining + i * kHashGroup + row, value[i]);
        }
    }

    static void digests(const std::uint32_t* chaining, std::uint32_t* digests)
    {
        for (std::size_t row = 0; row < kHashGroup; row += lanes) {
            typename Blake3::Chaining value;
            for (unsigned i = 0; i < 8; ++i)
                value[i] = Blake3::load(chaining + i * kHashGroup + row);
            Blake3::store_digests(value, digests + 8 * row);
        }
    }

    static constexpr std::uint32_t kWhole =
        Blake3::kKeyed | Blake3::kChunkStart | Blake3::kChunkEnd | Blake3::kRoot;

    static void nodes(const std::uint32_t* key, const std::uint32_t* blocks, std::size_t count,
                      std::uint32_t* digests)
    {
        for (std::size_t node = 0; node < count; node += lanes) {
            auto value = Blake3::start(key);
            Blake3::compress(value, Blake3::load_rows(blocks + 16 * node, 16), 64, kWhole);
            Blake3::store_digests(value, digests + 8 * node);
        }
    }

    static std::size_t grind(const std::uint32_t* key, const std::uint32_t* state,
                             std::uint64_t first, std::size_t count, unsigned bits)
    {
        typename Blake3::Block block{};
        for (unsigned i = 0; i < 8; ++i)
            block[i] = Words{} + state[i];
        const std::uint32_t mask = 0xffffffffU >> (32 - bits);
        for (std::size_t i = 0; i < count; i += lanes) {
            for (unsigned lane = 0; lane < lanes; ++lane) {
                const auto nonce = first + i + lane;
                block[8][lane] = static_cast<std::uint32_t>(nonce);
                block[9][lane] = static_cast<std::uint32_t>(nonce >> 32);
            }
            auto value = Blake3::start(key);
            Blake3::compress(value, block, 40, kWhole);
            for (unsigned lane = 0; lane < lanes; ++lane)
                if ((value[0][lane] & mask) == 0) return i + lane;
        }
        return count;
    }

    static constexpr Kernels<Field> kTable = {.forward = transform<false>,
                                              .inverse = transform<true>,
                                              .last_layers = LastLayersKernel<Narrow>::run,
                                              .hash_columns = hash_columns,
                                              .absorb = absorb,
                                              .digests = digests,
                                              .nodes = nodes,
                                              .grind = grind};
};

}  // namespace archi::iop
