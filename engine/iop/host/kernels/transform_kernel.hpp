#pragma once
// Layers of the transform of transform.hpp, on rows of cells. For kernels, and only there.

#include <cstddef>

#include "iop/host/kernels/kernels.hpp"
#include "iop/host/vector/transpose.hpp"
#include "iop/host/vector/vector.hpp"

namespace archi::iop {

/// Butterflies on V::kLanes columns at once.
template <typename V, bool kInverse>
struct TransformKernel {
    using Field = typename V::Field;

    /// (a, b) -> (a + w b, a - w b), or back, up to the factor 2.
    [[gnu::always_inline]] static void butterfly(V& a, V& b, Field w)
    {
        if constexpr (kInverse) {
            const auto difference = a - b;
            a = a + b;
            b = difference * w;
        } else {
            const auto product = b * w;
            b = a - product;
            a = a + product;
        }
    }

    /// `count` layers (at most 3) of one block on 2^count rows. The block has number m in its
    /// layer.
    template <unsigned count>
    [[gnu::always_inline]] static void block(V (&x)[1U << count], std::size_t m,
                                             const Field* twiddles)
    {
#pragma clang loop unroll(full)
        for (unsigned step = 0; step < count; ++step) {
            const unsigned layer = kInverse ? count - 1 - step : step;
            const unsigned distance = 1U << (count - 1 - layer);
#pragma clang loop unroll(full)
            for (unsigned part = 0; part < (1U << layer); ++part) {
                const auto w = twiddles[(m << layer) + part];
#pragma clang loop unroll(full)
                for (unsigned i = 0; i < distance; ++i)
                    butterfly(x[2 * part * distance + i], x[(2 * part + 1) * distance + i], w);
            }
        }
    }

    /// `count` layers of blocks of `rows` rows each, the first of number m. Rows have `width`
    /// cells.
    template <unsigned count>
    [[gnu::always_inline]] static void layers(Rows<const Field> from, Rows<Field> to,
                                              std::size_t blocks, std::size_t rows,
                                              std::size_t width, std::size_t m,
                                              const Field* twiddles)
    {
        constexpr unsigned kRadix = 1U << count;
        const auto part = rows / kRadix;
        for (std::size_t b = 0; b < blocks; ++b) {
            for (std::size_t row = b * rows; row < b * rows + part; ++row) {
                for (std::size_t cell = 0; cell < width; cell += V::kLanes) {
                    V x[kRadix];
#pragma clang loop unroll(full)
                    for (unsigned i = 0; i < kRadix; ++i)
                        x[i] = V::load(from.data + (row + i * part) * from.stride + cell);
                    block<count>(x, m + b, twiddles);
#pragma clang loop unroll(full)
                    for (unsigned i = 0; i < kRadix; ++i)
                        x[i].store(to.data + (row + i * part) * to.stride + cell);
                }
            }
        }
    }

    /// All layers of one block of 2^log_rows rows, its number in its layer being m: from `from` by
    /// way of `between` into `to`, all of which may be the same. Three at a time; the first step
    /// (of the inverse: the last) takes the rest.
    static void run(Rows<const Field> from, Rows<Field> between, Rows<Field> to, unsigned log_rows,
                    std::size_t width, std::size_t m, const Field* twiddles)
    {
        const unsigned rest = log_rows % 3;
        const auto steps = log_rows / 3 + (rest != 0 ? 1 : 0);
        for (unsigned step = 0; step < steps; ++step) {
            const unsigned index = kInverse ? steps - 1 - step : step;
            const unsigned done = rest == 0 ? 3 * index : index == 0 ? 0 : 3 * (index - 1) + rest;
            const auto blocks = std::size_t{1} << done;
            const auto rows = std::size_t{1} << (log_rows - done);
            const auto source = step == 0 ? from : Rows<const Field>{between.data, between.stride};
            const auto target = step + 1 == steps ? to : between;
            if (rest == 0 || index != 0)
                layers<3>(source, target, blocks, rows, width, m << done, twiddles);
            else if (rest == 2)
                layers<2>(source, target, blocks, rows, width, m << done, twiddles);
            else
                layers<1>(source, target, blocks, rows, width, m << done, twiddles);
        }
    }
};

/// The last layers of one column: those whose halves are shorter than a vector.
template <typename V>
struct LastLayersKernel {
    using Field = typename V::Field;
    static constexpr unsigned kLanes = V::kLanes;
    static_assert(kLanes == 8);

    [[gnu::always_inline]] static void butterfly(V& a, V& b, V w)
    {
        const auto product = b * w;
        b = a - product;
        a = a + product;
    }

    /// The last three layers of `blocks` blocks of 8 cells, a multiple of 8, the first of number m.
    static void run(Field* data, std::size_t blocks, std::size_t m, const Field* twiddles)
    {
        for (std::size_t block = 0; block < blocks; block += kLanes, data += kLanes * kLanes) {
            V x[kLanes];
            typename V::Words square[kLanes];
            for (unsigned i = 0; i < kLanes; ++i)
                square[i] = V::load(data + i * kLanes).words();
            transpose_square<kLanes, V::kInstructions>(square);  // a block a lane
            for (unsigned i = 0; i < kLanes; ++i)
                x[i] = V::from_words(square[i]);

            const auto* w = twiddles + m + block;
            const V first = V::load(w);
            for (unsigned i = 0; i < 4; ++i)
                butterfly(x[i], x[i + 4], first);
            w += m + block;
            V second[2];
            halve(w, second);
            for (unsigned i = 0; i < 4; ++i)
                butterfly(x[i + i / 2 * 2], x[i + i / 2 * 2 + 2], second[i / 2]);
            w += 2 * (m + block);
            V low[2];
            V high[2];
            halve(w, low);
            halve(w + 2 * kLanes, high);
            for (unsigned i = 0; i < 4; ++i) {
                const auto third =
                    i < 2 ? V::even_lanes(low[i], high[i]) : V::odd_lanes(low[i - 2], high[i - 2]);
                butterfly(x[2 * i], x[2 * i + 1], third);
            }

            for (unsigned i = 0; i < kLanes; ++i)
                square[i] = x[i].words();
            transpose_square<kLanes, V::kInstructions>(square);
            for (unsigned i = 0; i < kLanes; ++i)
                V::from_words(square[i]).store(data + i * kLanes);
        }
    }

private:
    /// Every second of 16 cells, from the first and from the second on.
    [[gnu::always_inline]] static void halve(const Field* from, V (&to)[2])
    {
        const V a = V::load(from);
        const V b = V::load(from + kLanes);
        to[0] = V::even_lanes(a, b);
        to[1] = V::odd_lanes(a, b);
    }
};

}  // namespace archi::iop
