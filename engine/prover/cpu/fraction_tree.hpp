#pragma once
// The sum over a scope's buses, in memory.

#include "prover/cpu/segment_columns.hpp"

namespace archi::prover::cpu {

class CpuFractionTree : public FractionTree {
public:
    CpuFractionTree(const Work& work, const CommittedSegment& segment, verifier::Scope scope,
                    const verifier::Fingerprint<E>& fingerprint);

    [[nodiscard]] std::array<E, 2> root() const override;
    void begin_layer(std::span<const E> point, const E& lambda) override;
    [[nodiscard]] std::array<E, 2> round() override;
    void bind(const E& r) override;
    [[nodiscard]] std::array<E, 4> children() override;

private:
    /// The fractions of one layer.
    struct Layer {
        ExtensionArray numerator;
        ExtensionArray denominator;
    };

    [[nodiscard]] Layer leaves() const;
    [[nodiscard]] Layer parents(Layer& children) const;

    const Work& work_;
    const CommittedSegment segment_;
    verifier::Scope scope_;
    verifier::Fingerprint<E> fingerprint_;
    std::vector<Layer> layers_;  ///< root first, without the leaves: those are made twice

    // The layer that is being bound.
    Layer current_;
    LayerArrays arrays_;
    std::size_t size_ = 0;  ///< of each of the arrays
    ExtensionArray equality_;
    std::vector<E> point_;
    E lambda_;
    E claim_;
    std::array<E, 4> children_;
    std::array<E, 3> polynomial_;  ///< of this round, coefficients
};

}  // namespace archi::prover::cpu
