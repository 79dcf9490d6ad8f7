#include "iop/host/transform.hpp"

#include <algorithm>

#include "iop/host/pages.hpp"
#include "iop/prime_field.hpp"

namespace archi::iop {

namespace {

// A tile has 2^kLogTile rows of 16 cells, 128 KiB: two fit the second-level cache of every machine.
constexpr unsigned kLogTile = 11;
/// The most layers of the second pass, which goes over contiguous rows.
constexpr unsigned kLowerLayers = kLogTile;

/// Layers of the first pass, which goes over rows far apart; whole steps of the kernel.
unsigned upper_count(unsigned log_rows)
{
    return log_rows > kLowerLayers ? (log_rows - kLowerLayers + 2) / 3 * 3 : 0;
}

/// twiddle(m) by m, or their inverses: bit i of m contributes a root of order 2^(i + 2).
template <typename Field>
std::vector<Field> table(unsigned log_size, bool inverse)
{
    std::vector<Field> twiddles(log_size == 0 ? 1 : std::size_t{1} << (log_size - 1));
    twiddles[0] = Field::one();
    for (unsigned bit = 0; std::size_t{1} << bit < twiddles.size(); ++bit) {
        auto root = Field::root_of_unity(bit + 2);
        if (inverse) root = root.inverse();
        const auto half = std::size_t{1} << bit;
        for (std::size_t m = 0; m < half; ++m)
            twiddles[half + m] = twiddles[m] * root;
    }
    return twiddles;
}

/// The last layers, one cell at a time.
template <typename Field, bool kInverse>
void narrow(Field* data, std::size_t blocks, unsigned log_rows, std::size_t width,
            const Field* twiddles)
{
    for (unsigned step = 0; step < log_rows; ++step) {
        const auto layer = kInverse ? log_rows - 1 - step : step;
        const auto count = blocks << layer;
        const auto half = width << (log_rows - layer - 1);
        for (std::size_t m = 0; m < count; ++m) {
            auto* a = data + 2 * half * m;
            for (std::size_t i = 0; i < half; ++i) {
                const auto x = a[i];
                const auto y = a[half + i];
                if constexpr (kInverse) {
                    a[i] = x + y;
                    a[half + i] = (x - y) * twiddles[m];
                } else {
                    a[i] = x + y * twiddles[m];
                    a[half + i] = x - y * twiddles[m];
                }
            }
        }
    }
}

/// How many of the last layers do not have 8 neighbouring cells with one twiddle.
unsigned narrow_layers(unsigned log_rows, std::size_t width)
{
    unsigned layers = 0;
    while (layers < log_rows && (width << layers) % 8 != 0)
        ++layers;
    return layers;
}

}  // namespace

template <typename Field>
Transform<Field>::Transform(unsigned log_size, Instructions instructions, Directions directions)
    : kernels_(&kernels<Field>(instructions)), twiddles_(table<Field>(log_size, false))
{
    if (directions == Directions::kBoth) inverses_ = table<Field>(log_size, true);
}

template <typename Field>
void Transform<Field>::upper_layers(const Field* from, Field* to, unsigned log_rows,
                                    std::size_t width, std::size_t block, Workers& workers) const
{
    const auto upper = upper_count(log_rows);
    const auto lower_rows = std::size_t{1} << (log_rows - upper);
    // Neighbouring rows that a tile takes from each of 2^upper places.
    const auto run = upper < kLogTile ? std::size_t{1} << (kLogTile - upper) : std::size_t{1};
    workers.for_ranges(lower_rows / run, 1, [&](std::size_t begin, std::size_t end) {
        static thread_local std::vector<Field> tile;
        tile.resize((width * run) << upper);
        const auto cells = run * width;
        for (auto part = begin; part < end; ++part) {
            const auto offset = part * cells;
            kernels_->forward({from + offset, lower_rows * width}, {tile.data(), cells},
                              {to + offset, lower_rows * width}, upper, cells, block,
                              twiddles_.data());
        }
    });
}

template <typename Field>
void Transform<Field>::lower_layers(Field* data, unsigned log_rows, std::size_t width,
                                    std::size_t block, Workers& workers, const Sink* sink,
                                    std::size_t first) const
{
    const auto upper = upper_count(log_rows);
    const auto lower = log_rows - upper;
    workers.for_ranges(std::size_t{1} << upper, 1, [&](std::size_t begin, std::size_t end) {
        for (auto part = begin; part < end; ++part) {
            auto* rows = data + (part << lower) * width;
            const Rows<Field> in_place{rows, width};
            kernels_->forward({rows, width}, in_place, in_place, lower, width,
                              (block << upper) + part, twiddles_.data());
            if (sink != nullptr) (*sink)(first + (part << lower), rows, std::size_t{1} << lower);
        }
    });
}

template <typename Field>
void Transform<Field>::forward(Field* data, unsigned log_rows, std::size_t width,
                               Workers& workers) const
{
    const auto narrow_count = narrow_layers(log_rows, width);
    const auto wide_rows = log_rows - narrow_count;
    const auto wide_width = width << narrow_count;
    if (wide_width % 8 == 0) {
        if (upper_count(wide_rows) != 0)
            upper_layers(data, data, wide_rows, wide_width, 0, workers);
        lower_layers(data, wide_rows, wide_width, 0, workers, nullptr, 0);
        narrow<Field, false>(data, std::size_t{1} << wide_rows, narrow_count, width,
                             twiddles_.data());
    } else {
        narrow<Field, false>(data, 1, log_rows, width, twiddles_.data());
    }
}

template <typename Field>
void Transform<Field>::inverse(Field* data, unsigned log_rows, std::size_t width,
                               Workers& workers) const
{
    const auto narrow_count = narrow_layers(log_rows, width);
    const auto wide_rows = log_rows - narrow_count;
    const auto wide_width = width << narrow_count;
    const auto rows = std::size_t{1} << log_rows;
    if (wide_width % 8 == 0) {
        narrow<Field, true>(data, std::size_t{1} << wide_rows, narrow_count, width,
                            inverses_.data());
        const Rows<Field> in_place{data, wide_width};
        kernels_->inverse({data, wide_width}, in_place, in_place, wide_rows, wide_width, 0,
                          inverses_.data());
    } else {
        narrow<Field, true>(data, 1, log_rows, width, inverses_.data());
    }
    const auto scale = Field(static_cast<std::uint32_t>(rows)).inverse();
    workers.for_ranges(rows * width, std::size_t{1} << 16, [&](std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i)
            data[i] *= scale;
    });
}

template <typename Field>
void Transform<Field>::encode(const Field* coefficients, unsigned log_rows, unsigned log_blowup,
                              std::size_t width, Workers& workers, const Sink& sink) const
{
    const auto rows = std::size_t{1} << log_rows;
    const auto scratch = make_pages<Field>(rows * width);
    for (std::size_t coset = 0; coset < std::size_t{1} << log_blowup; ++coset) {
        if (upper_count(log_rows) != 0)
            upper_layers(coefficients, scratch.get(), log_rows, width, coset, workers);
        else
            std::copy_n(coefficients, rows * width, scratch.get());
        lower_layers(scratch.get(), log_rows, width, coset, workers, &sink, coset << log_rows);
    }
}

template <typename Field>
void Transform<Field>::pack(const Field* const* columns, std::size_t count, std::size_t first_row,
                            std::size_t rows, Field* panel) const
{
    const Field* starts[16] = {};
    for (std::size_t i = 0; i < count; ++i)
        if (columns[i] != nullptr) starts[i] = columns[i] + first_row;
    kernels_->pack(starts, rows, panel);
}

template class Transform<KoalaBear>;
template class Transform<BabyBear>;

}  // namespace archi::iop
