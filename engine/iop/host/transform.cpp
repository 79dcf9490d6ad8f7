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

/// Layers of a column whose halves are shorter than eight cells.
constexpr unsigned kLastLayers = 3;

/// Neighbouring cells that a tile takes from each of 2^upper_count places of a column.
std::size_t tile_cells(unsigned log_rows)
{
    constexpr unsigned kLogCells = kLogTile + 4;
    constexpr unsigned kLeast = 4;  // a cache line
    const auto upper = upper_count(log_rows);
    const auto fitting = upper + kLeast < kLogCells ? kLogCells - upper : kLeast;
    return std::size_t{1} << std::min(fitting, log_rows - upper);
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

/// The last layers of blocks, the first of number m, one cell at a time.
template <typename Field, bool kInverse>
void narrow(Field* data, std::size_t blocks, std::size_t m, unsigned log_rows, std::size_t width,
            const Field* twiddles)
{
    for (unsigned step = 0; step < log_rows; ++step) {
        const auto layer = kInverse ? log_rows - 1 - step : step;
        const auto count = blocks << layer;
        const auto half = width << (log_rows - layer - 1);
        for (std::size_t block = 0; block < count; ++block) {
            auto* a = data + 2 * half * block;
            const auto w = twiddles[(m << layer) + block];
            for (std::size_t i = 0; i < half; ++i) {
                const auto x = a[i];
                const auto y = a[half + i];
                if constexpr (kInverse) {
                    a[i] = x + y;
                    a[half + i] = (x - y) * w;
                } else {
                    a[i] = x + y * w;
                    a[half + i] = x - y * w;
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
        narrow<Field, false>(data, std::size_t{1} << wide_rows, 0, narrow_count, width,
                             twiddles_.data());
    } else {
        narrow<Field, false>(data, 1, 0, log_rows, width, twiddles_.data());
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
        narrow<Field, true>(data, std::size_t{1} << wide_rows, 0, narrow_count, width,
                            inverses_.data());
        const Rows<Field> in_place{data, wide_width};
        kernels_->inverse({data, wide_width}, in_place, in_place, wide_rows, wide_width, 0,
                          inverses_.data());
    } else {
        narrow<Field, true>(data, 1, 0, log_rows, width, inverses_.data());
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

/// Tile `part` of the first pass over one column.
template <typename Field>
void Transform<Field>::upper_tile(const Field* from, Field* to, unsigned log_rows, std::size_t part,
                                  std::size_t block) const
{
    const auto upper = upper_count(log_rows);
    const auto stride = std::size_t{1} << (log_rows - upper);
    const auto cells = tile_cells(log_rows);
    static thread_local std::vector<Field> tile;
    tile.resize(cells << upper);
    const auto offset = part * cells;
    kernels_->forward({from + offset, stride}, {tile.data(), cells}, {to + offset, stride}, upper,
                      cells, block, twiddles_.data());
}

/// The second pass over a part of one column, in place.
template <typename Field>
void Transform<Field>::lower_part(Field* part, unsigned log_rows, std::size_t block) const
{
    if (log_rows < 2 * kLastLayers) {
        narrow<Field, false>(part, 1, block, log_rows, 1, twiddles_.data());
        return;
    }
    constexpr std::size_t kWidth = std::size_t{1} << kLastLayers;
    const auto layers = log_rows - kLastLayers;
    const Rows<Field> in_place{part, kWidth};
    kernels_->forward({part, kWidth}, in_place, in_place, layers, kWidth, block, twiddles_.data());
    kernels_->last_layers(part, std::size_t{1} << layers, block << layers, twiddles_.data());
}

template <typename Field>
void Transform<Field>::encode_columns(std::span<const Field* const> columns, unsigned log_rows,
                                      unsigned log_blowup, Workers& workers,
                                      const Wanted& is_wanted, const ColumnSink& sink) const
{
    const auto upper = upper_count(log_rows);
    const auto rows = std::size_t{1} << log_rows;
    const auto part_rows = rows >> upper;
    const auto scratch = make_pages<Field>(columns.size() * rows);
    for (std::size_t coset = 0; coset < std::size_t{1} << log_blowup; ++coset) {
        const auto tiles = upper == 0 ? 1 : part_rows / tile_cells(log_rows);
        workers.for_ranges(columns.size() * tiles, 1, [&](std::size_t begin, std::size_t end) {
            for (auto i = begin; i < end; ++i) {
                const auto column = i / tiles;
                auto* to = scratch.get() + column * rows;
                if (upper == 0)
                    std::copy_n(columns[column], rows, to);
                else
                    upper_tile(columns[column], to, log_rows, i % tiles, coset);
            }
        });
        workers.for_ranges(std::size_t{1} << upper, 1, [&](std::size_t begin, std::size_t end) {
            std::vector<const Field*> parts(columns.size());
            for (auto part = begin; part < end; ++part) {
                const auto first = coset * rows + part * part_rows;
                if (!is_wanted(first, part_rows)) continue;
                for (std::size_t column = 0; column < columns.size(); ++column) {
                    auto* cells = scratch.get() + column * rows + part * part_rows;
                    lower_part(cells, log_rows - upper, (coset << upper) + part);
                    parts[column] = cells;
                }
                sink(first, parts, part_rows);
            }
        });
    }
}

template class Transform<KoalaBear>;
template class Transform<BabyBear>;

}  // namespace archi::iop
