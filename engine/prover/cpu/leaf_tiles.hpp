#pragma once
// A few leaves of a fraction tree at a time, and sums of them, in the first cache.

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

}  // namespace archi::prover::cpu
