#pragma once
// Committed words of an opening, in memory.

#include "prover/cpu/segment_columns.hpp"

namespace archi::prover::cpu {

/// The combination of all stacked columns.
[[nodiscard]] std::vector<E> combined_columns(const Work& work, const CommittedSegment& segment,
                                              std::span<const E> weights);

class WordStore {
public:
    WordStore(const Work& work, const iop::Parameters& parameters)
        : work_(work), parameters_(parameters)
    {
    }

    /// Encodes and keeps the word with these 2^word.log_dimension coefficients; gives the cap.
    [[nodiscard]] std::vector<Hash> commit(std::span<const E> coefficients, const iop::Word& word);
    [[nodiscard]] Bytes open(std::size_t word, std::span<const std::uint32_t> leaves) const;

private:
    struct Committed {
        std::vector<E> values;  ///< in bit-reversed order
        std::size_t leaf = 1;   ///< values a leaf
        DigestTree tree;
    };

    const Work& work_;
    iop::Parameters parameters_;
    std::vector<Committed> words_;
};

}  // namespace archi::prover::cpu
