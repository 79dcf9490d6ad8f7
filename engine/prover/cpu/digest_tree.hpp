#pragma once
// A Merkle tree with all its nodes (iop/merkle.hpp).

#include "iop/merkle.hpp"
#include "prover/cpu/work.hpp"

namespace archi::prover::cpu {

/// The siblings that open these leaves of a tree with as many levels below its cap, level by level,
/// node(level, index) being its nodes. Requires ascending positions without duplicates.
template <typename Node>
[[nodiscard]] Bytes siblings_in(std::span<const std::uint32_t> positions, std::size_t levels,
                                const Node& node)
{
    Bytes out;
    std::vector<std::uint32_t> open(positions.begin(), positions.end());
    for (std::size_t level = 0; level < levels; ++level) {
        std::size_t parents = 0;
        for (std::size_t i = 0; i < open.size(); ++i, ++parents) {
            if (i + 1 < open.size() && open[i + 1] == (open[i] ^ 1))
                ++i;
            else
                append(out, node(level, open[i] ^ 1));
            open[parents] = open[i] / 2;
        }
        open.resize(parents);
    }
    return out;
}

class DigestTree {
public:
    DigestTree() = default;
    /// Of `count` leaves, a power of two of them, up to a cap of `cap_size` nodes.
    DigestTree(const Work& work, iop::Pages<Hash> leaves, std::size_t count, std::size_t cap_size);
    DigestTree(const Work& work, const std::vector<Hash>& leaves, std::size_t cap_size);

    [[nodiscard]] const std::vector<Hash>& cap() const { return cap_; }
    /// Levels below the cap.
    [[nodiscard]] std::size_t levels() const { return levels_.size() - 1; }
    /// Node `index` of a level, leaves being level 0.
    [[nodiscard]] const Hash& node(std::size_t level, std::size_t index) const
    {
        return levels_[level].get()[index];
    }
    /// The siblings that open these leaves. Requires ascending positions without duplicates.
    [[nodiscard]] Bytes siblings(std::span<const std::uint32_t> positions) const;

private:
    std::vector<iop::Pages<Hash>> levels_;  ///< leaves first
    std::vector<Hash> cap_;
};

}  // namespace archi::prover::cpu
