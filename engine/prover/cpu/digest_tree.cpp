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
    return siblings_in(
        positions, levels(),
        [this](std::size_t level, std::size_t index) -> const Hash& { return node(level, index); });
}

}  // namespace archi::prover::cpu
