#pragma once
// One sumcheck for all constraints and for the seam to the buses.
//
// Each instance sends its part of the claims on the leaves. Then μ is drawn, and one sumcheck shows
// that with weights μ⁰, μ¹, … over all instances in order (local numerator and denominator, global
// ones, then constraints) the parts are what the columns give, and the constraints give zero:
//   Σⱼ Σ_x Π_{i ≥ kⱼ}(1 − xᵢ) · [eq(local point, x)·(constraints + local parts)
//                                 + eq(global point, x)·global parts](x₀ … x_{kⱼ−1}).
// The highest variable is bound first; an instance of 2^k rows joins when k are left.

#include <vector>

#include "verifier/gkr.hpp"
#include "verifier/layout.hpp"

namespace archi::verifier {

/// The degree of a round polynomial: constraints have at most 3, eq adds 1.
inline constexpr unsigned kRoundDegree = 4;

/// What the verifier is told of one instance.
template <typename E>
struct Openings {
    std::vector<E> fixed;  ///< columns of the program; empty for other chips
    std::vector<E> columns;
};

/// What the sumcheck proves of all instances before it begins.
template <typename E>
struct Parts {
    /// By instance, then by scope; zero where the chip has no interaction in the scope.
    std::vector<std::array<E, kScopes>> numerator;
    std::vector<std::array<E, kScopes>> denominator;
};

/// The weights of all parts and constraints.
template <typename E>
struct SeamWeights {
    std::array<std::vector<E>, kScopes> blocks;  ///< one an interaction, instances in order
    std::vector<E> powers;                       ///< of μ
};

/// eq of each block's place, instances in order, at the claim's point.
template <typename E>
[[nodiscard]] std::vector<E> block_weights(Air<E> air, const Shape& shape, Scope scope,
                                           const LeafLayout& layout, std::span<const E> point);

/// The number of claims that μ combines.
template <typename E>
[[nodiscard]] std::size_t claim_count(Air<E> air, const Shape& shape);

/// A claim on all columns of all instances, each at the first coordinates of `point`.
template <typename E>
struct ColumnClaims {
    std::vector<E> point;
    std::vector<Openings<E>> openings;  ///< by instance
};

/// Reduces the claims on the leaves and all constraints to claims on columns.
/// `fingerprints`, `layouts` and `sums` by scope.
/// Faults: kParts, kConstraints.
template <typename E>
[[nodiscard]] std::expected<ColumnClaims<E>, Fault> verify_constraints(
    iop::VerifierChannel& channel, Air<E> air, const Shape& shape,
    const std::array<Fingerprint<E>, kScopes>& fingerprints,
    const std::array<LeafLayout, kScopes>& layouts,
    const std::array<LeafClaim<E>, kScopes>& claims);

}  // namespace archi::verifier
