#pragma once
// A sum of fractions, proven layer by layer (Papini and Haböck, "Improving logarithmic derivative
// lookups using GKR", eprint 2023/1284).
//
// Leaves are fractions p/q on a hypercube. A layer's node adds its two children, which differ in
// the highest variable. Each layer is one sumcheck over eq(point, x)·(p₀q₁ + p₁q₀ + λ·q₀q₁),
// highest variable first; eq is left out of the round polynomials, which have degree 2.

#include <expected>
#include <vector>

#include "iop/channel.hpp"
#include "verifier/fault.hpp"

namespace archi::verifier {

/// What the multilinear extensions of the leaves are claimed to be at `point`.
template <typename E>
struct LeafClaim {
    std::vector<E> point;
    E numerator;
    E denominator;
};

template <typename E>
struct FractionSum {
    E numerator;
    E denominator;  ///< not zero
    LeafClaim<E> leaves;
};

/// Reduces the sum of 2^log_leaves fractions to a claim on them.
/// Faults: kZeroSum, kUnbalanced (layers that do not follow from each other).
template <typename E>
[[nodiscard]] std::expected<FractionSum<E>, Fault> verify_sum(iop::VerifierChannel& channel,
                                                              unsigned log_leaves);

}  // namespace archi::verifier
