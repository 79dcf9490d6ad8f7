#include "state/tree.hpp"

#include <algorithm>
#include <array>

#include "base/assert.hpp"
#include "base/blake3.hpp"

namespace archi::state {

Leaf sentinel_leaf()
{
    Leaf leaf;
    leaf.next.bytes.fill(0xff);
    return leaf;
}

Hash leaf_hash(const Leaf& leaf)
{
    std::array<std::uint8_t, 3 * Hash::kSize> preimage{};
    auto* at = preimage.data();
    for (const auto* part : {&leaf.key, &leaf.value, &leaf.next})
        at = std::ranges::copy(*part, at).out;
    return blake3(preimage);
}

Hash node_hash(const Hash& left, const Hash& right)
{
    return blake3_pair(left, right);
}

unsigned depth_of(std::uint64_t count)
{
    ARCHI_ASSERT(count >= 1 && count <= kMaxCount);
    unsigned depth = 0;
    while ((std::uint64_t{1} << depth) < count)
        ++depth;
    return depth;
}

TreeHead empty_tree()
{
    return {.root = leaf_hash(sentinel_leaf()), .count = 1};
}

TreeHead plant(TreeStore& store)
{
    const auto head = empty_tree();
    store.put_leaf(0, sentinel_leaf());
    store.put_node(0, 0, head.root);
    return head;
}

}  // namespace archi::state
