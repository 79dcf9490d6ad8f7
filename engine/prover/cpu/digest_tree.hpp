#pragma once
// A Merkle tree with all its nodes (iop/merkle.hpp).

#include "iop/merkle.hpp"
#include "prover/cpu/work.hpp"

namespace archi::prover::cpu {

class DigestTree {
public:
    DigestTree() = default;
    /// Of `count` leaves, a power of two of them, up to a cap of `cap_size` nodes.
    DigestTree(const Work& work, iop::Pages<Hash> leaves, std::size_t count, std::size_t cap_size);
    DigestTree(const Work& work, const std::vector<Hash>& leaves, std::size_t cap_size);

    [[nodiscard]] const std::vector<Hash>& cap() const { return cap_; }
    /// The siblings that open these leaves. Requires ascending positions without duplicates.
    [[nodiscard]] Bytes siblings(std::span<const std::uint32_t> positions) const;

private:
    std::vector<iop::Pages<Hash>> levels_;  ///< leaves first
    std::vector<Hash> cap_;
};

}  // namespace archi::prover::cpu
