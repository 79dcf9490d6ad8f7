#include "state/fold.hpp"

namespace archi::state {

namespace {

bool has_leaves(unsigned level, std::uint64_t position, std::uint64_t count)
{
    return (position << level) < count;
}

/// Is the node after `i` its right-hand sibling?
bool next_is_sibling(std::span<const std::uint64_t> positions, std::size_t i)
{
    return positions[i] % 2 == 0 && i + 1 < positions.size() &&
           positions[i + 1] == positions[i] + 1;
}

}  // namespace

Positions parents_of(std::span<const std::uint64_t> positions)
{
    Positions parents;
    parents.reserve(positions.size());
    for (const auto position : positions)
        if (parents.empty() || parents.back() != position / 2) parents.push_back(position / 2);
    return parents;
}

Positions siblings_of(unsigned level, std::span<const std::uint64_t> touched,
                      std::uint64_t untouched_count)
{
    Positions siblings;
    for (std::size_t i = 0; i < touched.size(); ++i) {
        if (next_is_sibling(touched, i))
            ++i;
        else if (const auto sibling = touched[i] ^ 1U; has_leaves(level, sibling, untouched_count))
            siblings.push_back(sibling);
    }
    return siblings;
}

Level leaf_level(std::span<const IndexedLeaf> ascending)
{
    Level level;
    level.positions.reserve(ascending.size());
    level.hashes.reserve(ascending.size());
    for (const auto& [index, leaf] : ascending) {
        level.positions.push_back(index);
        level.hashes.push_back(leaf_hash(leaf));
    }
    return level;
}

Level fold(unsigned level, const Level& touched, std::uint64_t untouched_count,
           std::span<const Hash> siblings)
{
    const auto& positions = touched.positions;
    Level above;
    above.positions.reserve(positions.size());
    above.hashes.reserve(positions.size());
    std::size_t used = 0;
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const auto position = positions[i];
        const auto& hash = touched.hashes[i];
        above.positions.push_back(position / 2);
        if (next_is_sibling(positions, i)) {
            above.hashes.push_back(node_hash(hash, touched.hashes[++i]));
            continue;
        }
        const auto sibling =
            has_leaves(level, position ^ 1U, untouched_count) ? siblings[used++] : Hash{};
        above.hashes.push_back(position % 2 == 0 ? node_hash(hash, sibling)
                                                 : node_hash(sibling, hash));
    }
    return above;
}

}  // namespace archi::state
