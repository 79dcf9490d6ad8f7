#include "prover/cpu/digest_tree.hpp"

#include "iop/host/hashing.hpp"

namespace archi::prover::cpu {

DigestTree::DigestTree(const Work& work, std::vector<Hash> leaves, std::size_t cap_size)
{
    levels_.push_back(std::move(leaves));
    while (levels_.back().size() > cap_size) {
        std::vector<Hash> parents(levels_.back().size() / 2);
        iop::hash_pairs(iop::node_key(), levels_.back(), work.instructions, work.workers,
                        parents.data());
        levels_.push_back(std::move(parents));
    }
}

Bytes DigestTree::siblings(std::span<const std::uint32_t> positions) const
{
    Bytes out;
    std::vector<std::uint32_t> open(positions.begin(), positions.end());
    for (std::size_t level = 0; level + 1 < levels_.size(); ++level) {
        std::size_t parents = 0;
        for (std::size_t i = 0; i < open.size(); ++i, ++parents) {
            if (i + 1 < open.size() && open[i + 1] == (open[i] ^ 1))
                ++i;
            else
                append(out, levels_[level][open[i] ^ 1]);
            open[parents] = open[i] / 2;
        }
        open.resize(parents);
    }
    return out;
}

}  // namespace archi::prover::cpu
