#pragma once
// BaseFold's words, in memory.

#include "prover/cpu/segment_columns.hpp"

namespace archi::prover::cpu {

class CpuFolding : public Folding {
public:
    CpuFolding(const Work& work, const CommittedSegment& segment, std::span<const E> point,
               std::span<const E> weights);

    [[nodiscard]] std::vector<Hash> commit(unsigned step) override;
    [[nodiscard]] E slope() override;
    void bind(const E& r) override;
    [[nodiscard]] std::vector<E> last() const override { return coefficients_; }
    [[nodiscard]] Bytes open(std::size_t word,
                             std::span<const std::uint32_t> leaves) const override;

private:
    struct Word {
        std::vector<E> values;  ///< in bit-reversed order
        std::size_t leaf = 1;   ///< values a leaf
        DigestTree tree;
    };

    const Work& work_;
    iop::Parameters parameters_;
    std::vector<E> coefficients_;
    std::vector<E> equality_;  ///< of the point's variables above the lowest that is left
    std::vector<Word> words_;
};

}  // namespace archi::prover::cpu
