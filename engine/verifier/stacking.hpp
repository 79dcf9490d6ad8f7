#pragma once
// From claims on many columns of many heights to claims on a few stacked columns at one point.
//
// With λ drawn after the claims vᵢ, one sumcheck over Σ λⁱ·vᵢ = Σ_w Σ_y q_w(y)·E_w(y), where E_w
// holds λⁱ·eq((place of column i, s), y) for the columns in stacked column w. The lowest variable
// is bound first.

#include "verifier/opening.hpp"
#include "verifier/zerocheck.hpp"

namespace archi::verifier {

/// A claim on one column: its value at the first coordinates of the common point.
template <typename E>
struct StackedClaim {
    std::size_t offset = 0;  ///< in all stacked columns of the opening, laid end to end
    unsigned log_height = 0;
    E value;
};

/// The claims on committed columns, in the order in which λ's powers meet them.
/// `stacks` by TreeKind, kProgram first; the stacks follow each other in that order.
template <typename E>
[[nodiscard]] std::vector<StackedClaim<E>> stacked_claims(
    Air<E> air, const Shape& shape, const std::vector<Openings<E>>& openings,
    const std::array<StackLayout, kStacks>& stacks, std::span<const std::size_t> program_columns,
    unsigned stacked_log_height);

/// Reduces to what the stacked columns are at the returned point.
/// Fault: kStacking.
template <typename E>
[[nodiscard]] std::expected<OpeningClaim<E>, Fault> verify_stacking(
    iop::VerifierChannel& channel, std::span<const E> point,
    const std::vector<StackedClaim<E>>& claims, unsigned width, unsigned stacked_log_height);

}  // namespace archi::verifier
