#pragma once
// The sum over a scope's buses, in memory.
//
// A round's challenge is taken up by the next round, so that both go over memory once. The lowest
// two layers of a large tree, three quarters of it, are not kept: rounds over them make them again.

#include "prover/cpu/leaves.hpp"

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
        explicit Layer(std::size_t size = 0) : numerator(size), denominator(size) {}
        ExtensionArray numerator;
        ExtensionArray denominator;
    };

    /// Where the children of the layer that is being bound are.
    enum class Source : std::uint8_t {
        kMemory,
        kSums,    ///< nowhere: they are sums of two leaves
        kLeaves,  ///< nowhere: they are leaves
    };

    [[nodiscard]] Layer kept_leaves() const;
    [[nodiscard]] Layer parents_of_sums() const;
    [[nodiscard]] Layer parents(Layer& children) const;
    [[nodiscard]] std::array<E, 2> first_round();
    [[nodiscard]] std::array<E, 2> bound_round();
    /// Σ eq·body(begin, count, eq of the low variables) over [0, size_ / 2).
    template <typename Body>
    [[nodiscard]] std::array<E, 2> weighted_sum(const Body& body) const;

    const Work& work_;
    const Leaves leaves_;
    std::vector<Layer> layers_;  ///< root first; those that are kept

    // The layer that is being bound.
    Source source_ = Source::kMemory;
    bool is_combined_ = false;  ///< p₁ + λq₁ stands for p₁
    Layer current_;
    LayerArrays arrays_;
    std::size_t size_ = 0;  ///< of each of the arrays, without the pending variable
    std::optional<E> pending_;
    std::vector<E> point_;
    ExtensionArray low_;   ///< eq of the lowest variables
    std::vector<E> high_;  ///< eq of those between them and the one of the round
    E lambda_;
    E claim_;
    std::array<E, 4> children_;
    std::array<E, 3> polynomial_;  ///< of this round, coefficients
};

}  // namespace archi::prover::cpu
