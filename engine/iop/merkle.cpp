#include "iop/merkle.hpp"

#include <array>
#include <bit>

#include "base/blake3.hpp"
#include "iop/domain.hpp"

namespace archi::iop {

namespace {

constexpr std::array<Hash, 4> kLeafKeys = {
    domain_key("archipelago 1 leaf, program"), domain_key("archipelago 1 leaf, early"),
    domain_key("archipelago 1 leaf, main"), domain_key("archipelago 1 leaf, folded")};
constexpr Hash kNodeKey = domain_key("archipelago 1 node");

/// Walks from the leaves to the cap. `combine(first, second_or_none, position of the parent)`.
template <typename Pair, typename Single>
void climb(std::vector<std::uint32_t>& positions, unsigned levels, Pair pair, Single single)
{
    for (unsigned level = 0; level < levels; ++level) {
        std::size_t parents = 0;
        for (std::size_t i = 0; i < positions.size(); ++parents) {
            const auto position = positions[i];
            if (i + 1 < positions.size() && positions[i + 1] == (position ^ 1)) {
                pair(parents, i);
                i += 2;
            } else {
                single(parents, i, (position & 1) != 0);
                i += 1;
            }
            positions[parents] = position / 2;
        }
        positions.resize(parents);
    }
}

}  // namespace

const Hash& leaf_key(TreeKind kind)
{
    return kLeafKeys[static_cast<std::size_t>(kind)];
}

const Hash& node_key()
{
    return kNodeKey;
}

Hash hash_leaf(TreeKind kind, bytes_view row)
{
    return blake3_keyed(leaf_key(kind), row);
}

Hash hash_node(const Hash& left, const Hash& right)
{
    return blake3_keyed_pair(kNodeKey, left, right);
}

std::size_t sibling_count(std::span<const std::uint32_t> positions, unsigned log_leaves,
                          unsigned log_cap)
{
    std::vector<std::uint32_t> open(positions.begin(), positions.end());
    std::size_t siblings = 0;
    climb(
        open, log_leaves - log_cap, [](std::size_t, std::size_t) {},
        [&](std::size_t, std::size_t, bool) { ++siblings; });
    return siblings;
}

bool verify_leaves(std::span<const Hash> cap, unsigned log_leaves,
                   std::span<const std::uint32_t> positions, std::vector<Hash> digests,
                   std::span<const Hash> siblings)
{
    const auto log_cap = static_cast<unsigned>(std::countr_zero(cap.size()));
    std::vector<std::uint32_t> open(positions.begin(), positions.end());
    std::size_t next = 0;
    climb(
        open, log_leaves - log_cap,
        [&](std::size_t parent, std::size_t i) {
            digests[parent] = hash_node(digests[i], digests[i + 1]);
        },
        [&](std::size_t parent, std::size_t i, bool is_right) {
            const auto& sibling = siblings[next++];
            digests[parent] =
                is_right ? hash_node(sibling, digests[i]) : hash_node(digests[i], sibling);
        });
    for (std::size_t i = 0; i < open.size(); ++i)
        if (digests[i] != cap[open[i]]) return false;
    return true;
}

}  // namespace archi::iop
