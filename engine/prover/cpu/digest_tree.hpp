#pragma once
// A Merkle tree with all its nodes (iop/merkle.hpp).

#include "iop/merkle.hpp"
#include "prover/cpu/work.hpp"

namespace archi::prover::cpu {

class DigestTree {
public:
    DigestTree() = default;
    /// Of these leaves, a power of two of them, up to a cap of `cap_size` nodes.
    DigestTree(const Work& work, std::vector<Hash> leaves, std::size_t cap_size);

    [[nodiscard]] const std::vector<Hash>& cap() const { return levels_.back(); }
    /// The siblings that open these leaves. Requires ascending positions without duplicates.
    [[nodiscard]] Bytes siblings(std::span<const std::uint32_t> positions) const;

private:
    std::vector<std::vector<Hash>> levels_;  ///< leaves first
};

}  // namespace archi::prover::cpu
