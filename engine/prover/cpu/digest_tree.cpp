#include "prover/cpu/digest_tree.hpp"

#include <algorithm>

#include "iop/host/hashing.hpp"

namespace archi::prover::cpu {

namespace {

iop::Pages<Hash> copy(const std::vector<Hash>& hashes)
{
    auto out = iop::make_pages<Hash>(hashes.size());
    std::ranges::copy(hashes, out.get());
    return out;
}

}  // namespace

DigestTree::DigestTree(const Work& work, const std::vector<Hash>& leaves, std::size_t cap_size)
    : DigestTree(work, copy(leaves), leaves.size(), cap_size)
{
}

DigestTree::DigestTree(const Work& work, iop::Pages<Hash> leaves, std::size_t count,
                       std::size_t cap_size)
{
    levels_.push_back(std::move(leaves));
    for (; count > cap_size; count /= 2) {
        auto parents = iop::make_pages<Hash>(count / 2);
        iop::hash_pairs(iop::node_key(), std::span(levels_.back().get(), count), work.instructions,
                        work.workers, parents.get());
        levels_.push_back(std::move(parents));
    }
    cap_.assign(levels_.back().get(), levels_.back().get() + count);
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
