#pragma once
// WHIR: the combined columns, and the weights of all claims on them.

#include "prover/cpu/word_store.hpp"

namespace archi::prover::cpu {

class CpuWeightedFolding : public WeightedFolding {
public:
    CpuWeightedFolding(const Work& work, const CommittedSegment& segment, std::span<const E> point,
                       std::span<const E> weights);

    [[nodiscard]] std::vector<Hash> commit(const iop::Word& word) override
    {
        return words_.commit(coefficients_, word);
    }
    [[nodiscard]] E evaluate(const E& z) const override;
    void claim(std::span<const F> points, std::span<const E> weights) override;
    void claim(const E& z, const E& weight) override;
    [[nodiscard]] std::array<E, 2> round() override;
    void bind(const E& r) override;
    [[nodiscard]] std::vector<E> last() const override { return coefficients_; }
    [[nodiscard]] Bytes open(std::size_t word, std::span<const std::uint32_t> leaves) const override
    {
        return words_.open(word, leaves);
    }

private:
    const Work& work_;
    std::vector<E> coefficients_;
    std::vector<E> weights_;  ///< the claim is Σ weights·coefficients
    std::vector<E> bound_;    ///< memory for the next of either
    WordStore words_;
};

}  // namespace archi::prover::cpu
