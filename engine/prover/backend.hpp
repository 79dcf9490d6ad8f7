#pragma once
// What computes a proof: the heavy steps between two challenges. Every backend gives the same bits.
//
// The prover (segment_prover.cpp) drives the protocol and knows no arrays; a backend holds them,
// wherever they are, and knows no transcript. Steps are objects: made, asked for the next message,
// told the challenge.

#include <memory>
#include <string_view>
#include <vector>

#include "prover/trace.hpp"
#include "verifier/gkr.hpp"
#include "verifier/stacking.hpp"

namespace archi::prover {

using iop::E;
using verifier::kScopes;

/// Columns laid end to end and committed (verifier/layout.hpp, verifier/opening.hpp).
class Committed {
public:
    virtual ~Committed() = default;
    [[nodiscard]] virtual const std::vector<Hash>& cap() const = 0;
    [[nodiscard]] virtual unsigned width() const = 0;
    /// The bytes that open these rows of the words: rows, then siblings. Requires ascending
    /// positions without duplicates.
    [[nodiscard]] virtual Bytes open(std::span<const std::uint32_t> positions) const = 0;
};

/// All columns of one segment, as the steps after the commitments see them. They outlive the steps.
struct CommittedSegment {
    verifier::Air<E> air;
    const verifier::Shape& shape;
    const verifier::SegmentLayout& layout;
    const iop::Parameters& parameters;
    std::array<const Committed*, verifier::kStacks> stacks{};
};

/// The sum of a scope's fractions (verifier/gkr.hpp).
class FractionTree {
public:
    virtual ~FractionTree() = default;
    /// Numerator and denominator of the whole sum.
    [[nodiscard]] virtual std::array<E, 2> root() const = 0;
    /// Begins the layer of 2^point.size() nodes.
    virtual void begin_layer(std::span<const E> point, const E& lambda) = 0;
    /// Coefficients of X and X² of the next round polynomial, eq left out.
    [[nodiscard]] virtual std::array<E, 2> round() = 0;
    virtual void bind(const E& r) = 0;
    /// p₀, p₁, q₀, q₁ after all variables of the layer are bound.
    [[nodiscard]] virtual std::array<E, 4> children() = 0;
};

/// The sumcheck over constraints and parts (verifier/zerocheck.hpp).
class ConstraintCheck {
public:
    virtual ~ConstraintCheck() = default;
    [[nodiscard]] virtual const verifier::Parts<E>& parts() const = 0;
    /// Begins, with the powers of μ.
    virtual void begin(std::span<const E> powers) = 0;
    /// Coefficients of X … X⁴ of the next round polynomial.
    [[nodiscard]] virtual std::array<E, verifier::kRoundDegree> round() = 0;
    virtual void bind(const E& r) = 0;
    /// All columns at the bound point. Closed-form columns are there too.
    [[nodiscard]] virtual std::vector<verifier::Openings<E>> openings() = 0;
};

/// From columns to stacked columns (verifier/stacking.hpp).
class StackingCheck {
public:
    virtual ~StackingCheck() = default;
    /// Coefficients of X and X².
    [[nodiscard]] virtual std::array<E, 2> round() = 0;
    virtual void bind(const E& r) = 0;
    /// Stacked columns at the bound point, all stacks in order.
    [[nodiscard]] virtual std::vector<E> values() = 0;
};

/// What is left of the combination of all stacked columns while it is opened, as coefficients.
class FoldedWords {
public:
    virtual ~FoldedWords() = default;
    /// Commits to the present word, of 2^word.log_dimension coefficients; gives the cap.
    [[nodiscard]] virtual std::vector<Hash> commit(const iop::Word& word) = 0;
    /// Binds the lowest variable.
    virtual void bind(const E& r) = 0;
    /// The present word's coefficients.
    [[nodiscard]] virtual std::vector<E> last() const = 0;
    /// Leaves and siblings of committed word `word`, for ascending positions of leaves.
    [[nodiscard]] virtual Bytes open(std::size_t word,
                                     std::span<const std::uint32_t> leaves) const = 0;
};

/// BaseFold (verifier/basefold.cpp).
class Folding : public FoldedWords {
public:
    /// The claim's slope in the lowest variable.
    [[nodiscard]] virtual E slope() = 0;
};

/// WHIR (verifier/whir.cpp).
class WeightedFolding : public FoldedWords {
public:
    /// The present word's polynomial at a point.
    [[nodiscard]] virtual E evaluate(const E& z) const = 0;
    /// Claims of the present word's values at points, each with its weight.
    virtual void claim(std::span<const F> points, std::span<const E> weights) = 0;
    virtual void claim(const E& z, const E& weight) = 0;
    /// Coefficients of X and X² of the next round polynomial.
    [[nodiscard]] virtual std::array<E, 2> round() = 0;
};

class Backend {
public:
    virtual ~Backend() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;

    /// `columns` in the order of the layout, each of the height that the layout says.
    [[nodiscard]] virtual std::unique_ptr<Committed> commit(
        iop::TreeKind kind, const verifier::StackLayout& layout,
        std::span<const std::span<const F>> columns, const iop::Parameters& parameters) const = 0;
    [[nodiscard]] virtual std::unique_ptr<FractionTree> sum(
        const CommittedSegment& segment, verifier::Scope scope,
        const verifier::Fingerprint<E>& fingerprint) const = 0;
    [[nodiscard]] virtual std::unique_ptr<ConstraintCheck> check_constraints(
        const CommittedSegment& segment,
        const std::array<verifier::Fingerprint<E>, kScopes>& fingerprints,
        const std::array<verifier::LeafClaim<E>, kScopes>& claims) const = 0;
    [[nodiscard]] virtual std::unique_ptr<StackingCheck> check_stacking(
        const CommittedSegment& segment, std::span<const E> point,
        std::span<const verifier::StackedClaim<E>> claims, const E& lambda) const = 0;
    [[nodiscard]] virtual std::unique_ptr<Folding> fold(const CommittedSegment& segment,
                                                        std::span<const E> point,
                                                        std::span<const E> weights) const = 0;
    [[nodiscard]] virtual std::unique_ptr<WeightedFolding> fold_weighted(
        const CommittedSegment& segment, std::span<const E> point,
        std::span<const E> weights) const = 0;
    /// The smallest nonce that does the work (iop::Transcript::does_work).
    [[nodiscard]] virtual std::uint64_t grind(const Hash& state, unsigned bits) const = 0;
};

}  // namespace archi::prover
