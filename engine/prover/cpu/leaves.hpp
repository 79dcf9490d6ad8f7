#pragma once
// The leaves of a fraction tree, made where they are needed: to keep them takes more time.

#include "prover/cpu/segment_columns.hpp"

namespace archi::prover::cpu {

class Leaves {
public:
    Leaves(const Work& work, const CommittedSegment& segment, verifier::Scope scope,
           const verifier::Fingerprint<E>& fingerprint);

    [[nodiscard]] unsigned log_count() const { return log_count_; }
    /// Fractions [first, first + count); numerators are elements of the base field.
    void fill(std::size_t first, std::size_t count, F* numerators, Planes denominators) const;

private:
    /// constant + Σ weights·columns.
    template <typename Weight>
    struct Form {
        Weight constant{};
        std::vector<unsigned> columns;
        std::vector<Weight> weights;
    };
    /// A chip's interaction.
    struct Fraction {
        Form<F> numerator;
        Form<E> denominator;
    };
    /// An instance's interaction.
    struct Block {
        std::size_t first = 0;
        std::size_t height = 0;
        Fraction fraction;
        const std::vector<const F*>* columns = nullptr;
    };

    [[nodiscard]] static std::vector<Fraction> fractions(
        std::size_t chip, verifier::Scope scope, const verifier::Fingerprint<E>& fingerprint);

    const Kernels& kernels_;
    unsigned log_count_ = 0;
    std::vector<std::vector<const F*>> columns_;  ///< of each instance
    std::vector<Block> blocks_;                   ///< in order
};

}  // namespace archi::prover::cpu
