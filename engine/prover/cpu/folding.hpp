#pragma once
// BaseFold: the combined columns, and the equality polynomial of the point.

#include "prover/cpu/word_store.hpp"

namespace archi::prover::cpu {

class CpuFolding : public Folding {
public:
    CpuFolding(const Work& work, const CommittedSegment& segment, std::span<const E> point,
               std::span<const E> weights);

    [[nodiscard]] std::vector<Hash> commit(const iop::Word& word) override
    {
        return words_.commit(coefficients_, word);
    }
    [[nodiscard]] E slope() override;
    void bind(const E& r) override;
    [[nodiscard]] std::vector<E> last() const override { return coefficients_; }
    [[nodiscard]] Bytes open(std::size_t word, std::span<const std::uint32_t> leaves) const override
    {
        return words_.open(word, leaves);
    }

private:
    const Work& work_;
    std::vector<E> coefficients_;
    std::vector<E> equality_;  ///< of the point's variables above the lowest that is left
    WordStore words_;
};

}  // namespace archi::prover::cpu
