#pragma once
// Layers of the transform of transform.hpp, on rows of cells. For kernels, and only there.

#include <cstddef>

#include "iop/host/kernels/kernels.hpp"
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

}  // namespace archi::iop
