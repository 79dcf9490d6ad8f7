#pragma once
// A few fractions of a tree at a time, in the nearest caches. Planes and parts of large arrays all
// fall on the same cache lines, so that to go over them side by side misses with every vector.

#include <algorithm>

#include "prover/cpu/leaves.hpp"

namespace archi::prover::cpu {

/// What is summed at a time.
inline constexpr unsigned kLogTile = 7;
inline constexpr std::size_t kTile = std::size_t{1} << kLogTile;

/// A tile of leaves of each part of both children.
template <std::size_t parts>
class LeafTile {
public:
    /// From leaf `offset` of each part on; `size` of them a part.
    const LayerParts<parts>& fill(const Leaves& leaves, std::size_t size, std::size_t offset)
    {
        for (std::size_t i = 0; i < 2 * parts; ++i) {
            F* const numerators = cells_.data() + i * kCells;
            const Planes denominators{numerators + kTile, kTile};
            leaves.fill(i * size + offset, kTile, numerators, denominators);
            parts_.numerator[i / parts][i % parts] = {numerators, 0};
            parts_.denominator[i / parts][i % parts] = denominators;
        }
        return parts_;
    }

private:
    static constexpr std::size_t kCells = (1 + E::kDegree) * kTile;
    alignas(64) std::array<F, 2 * parts * kCells> cells_;
    LayerParts<parts> parts_;
};

/// The same of sums of two leaves: of the layer above.
template <std::size_t parts>
class SumTile {
public:
    const LayerParts<parts>& fill(const Kernels& kernels, const Leaves& leaves, std::size_t size,
                                  std::size_t offset)
    {
        for (std::size_t i = 0; i < 2 * parts; ++i) {
            F* const cells = cells_.data() + i * kCells;
            const Planes numerators{cells, kTile};
            const Planes denominators{cells + E::kDegree * kTile, kTile};
            kernels.add_leaves(children_.fill(leaves, 2 * parts * size, i * size + offset),
                               numerators, denominators, kTile);
            parts_.numerator[i / parts][i % parts] = numerators;
            parts_.denominator[i / parts][i % parts] = denominators;
        }
        return parts_;
    }

private:
    static constexpr std::size_t kCells = 2 * E::kDegree * kTile;
    alignas(64) std::array<F, 2 * parts * kCells> cells_;
    LeafTile<1> children_;
    LayerParts<parts> parts_;
};

/// A tile in memory's place: the parts of a layer's children.
template <std::size_t parts>
class LayerTile {
public:
    LayerTile()
    {
        for (std::size_t i = 0; i < 2 * parts; ++i) {
            F* const cells = cells_.data() + i * kCells;
            numerator_[i] = {cells, kTile};
            denominator_[i] = {cells + E::kDegree * kTile, kTile};
            parts_.numerator[i / parts][i % parts] = numerator_[i];
            parts_.denominator[i / parts][i % parts] = denominator_[i];
        }
    }

    /// From element `offset` of each part on; parts have `size` elements.
    const LayerParts<parts>& load(const LayerArrays& arrays, std::size_t size, std::size_t offset)
    {
        for (std::size_t i = 0; i < 2 * parts; ++i) {
            const auto at = i % parts * size + offset;
            copy(arrays.numerator[i / parts].at(at), numerator_[i]);
            copy(arrays.denominator[i / parts].at(at), denominator_[i]);
        }
        return parts_;
    }
    void store(const LayerArrays& arrays, std::size_t size, std::size_t offset) const
    {
        for (std::size_t i = 0; i < 2 * parts; ++i) {
            const auto at = i % parts * size + offset;
            copy(numerator_[i], arrays.numerator[i / parts].at(at));
            copy(denominator_[i], arrays.denominator[i / parts].at(at));
        }
    }
    /// Part `part` of child 0 and 1.
    [[nodiscard]] LayerArrays arrays(std::size_t part) const
    {
        return {{numerator_[part], numerator_[parts + part]},
                {denominator_[part], denominator_[parts + part]}};
    }
    /// From a part of a child to the next.
    static constexpr std::size_t kPartCells = 2 * E::kDegree * kTile;

private:
    static constexpr std::size_t kCells = kPartCells;

    static void copy(const Planes& from, const Planes& to)
    {
        for (unsigned i = 0; i < E::kDegree; ++i)
            std::copy_n(from.data + i * from.stride, kTile, to.data + i * to.stride);
    }

    alignas(64) std::array<F, 2 * parts * kCells> cells_;
    std::array<Planes, 2 * parts> numerator_;
    std::array<Planes, 2 * parts> denominator_;
    LayerParts<parts> parts_;
};

}  // namespace archi::prover::cpu
