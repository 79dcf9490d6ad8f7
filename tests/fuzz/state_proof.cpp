// A hostile multiproof against the tree of seventeen known leaves. The input edits an honest proof;
// what still opens must say nothing but the truth.

#include "base/assert.hpp"
#include "base/blake3.hpp"
#include "state/memory_store.hpp"

using namespace archi;
using namespace archi::state;

namespace {

constexpr std::uint8_t kKeys = 16;

Hash key(std::uint8_t i)
{
    Hash key;
    key[0] = static_cast<std::uint8_t>(8 * i);
    return key;
}

Hash value(std::uint8_t i)
{
    return i >= 1 && i <= kKeys ? blake3(key(i).bytes) : Hash{};
}

struct World {
    MemoryStore store;
    TreeHead head = empty_tree();

    World()
    {
        std::vector<Change> changes;
        for (std::uint8_t i = 1; i <= kKeys; ++i)
            changes.push_back({key(i), {}, value(i)});
        head = apply(store, head, changes);
    }
};

/// Takes bytes off the input, zeros when it is used up.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}
    [[nodiscard]] bool empty() const { return rest_.empty(); }
    std::uint8_t byte()
    {
        if (rest_.empty()) return 0;
        const auto byte = rest_.front();
        rest_ = rest_.subspan(1);
        return byte;
    }

private:
    bytes_view rest_;
};

void edit(Multiproof& proof, Input& input)
{
    const auto operation = input.byte() % 8;
    const std::size_t at = input.byte();
    auto& leaves = proof.leaves;
    auto& siblings = proof.siblings;
    const auto leaf = leaves.empty() ? 0 : at % leaves.size();
    const auto sibling = siblings.empty() ? 0 : at % siblings.size();
    switch (operation) {
        case 0:
            siblings.insert(siblings.begin() + static_cast<std::ptrdiff_t>(sibling), Hash{});
            break;
        case 1:
            if (!siblings.empty())
                siblings.erase(siblings.begin() + static_cast<std::ptrdiff_t>(sibling));
            break;
        case 2:
            if (!siblings.empty()) siblings[sibling][input.byte() % 32] ^= input.byte();
            break;
        case 3:
            if (!leaves.empty()) leaves.erase(leaves.begin() + static_cast<std::ptrdiff_t>(leaf));
            break;
        case 4:
            if (!leaves.empty()) leaves.push_back(leaves[leaf]);
            break;
        case 5:
            if (!leaves.empty())
                leaves[leaf].index ^= std::uint64_t{input.byte()} << (input.byte() % 64);
            break;
        case 6:
            if (!leaves.empty()) {
                auto& target = leaves[leaf].leaf;
                const auto part = input.byte() % 3;
                (part == 0   ? target.key
                 : part == 1 ? target.value
                             : target.next)[input.byte() % 32] ^= input.byte();
            }
            break;
        default:
            if (!leaves.empty()) std::swap(leaves[leaf], leaves[input.byte() % leaves.size()]);
            break;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static World world;
    Input input(data, size);
    std::vector<Hash> keys;
    for (auto count = input.byte() % 5; count-- > 0;)
        keys.push_back(key(input.byte() % 32));
    auto proof = prove(world.store, world.head, keys, {});
    while (!input.empty())
        edit(proof, input);

    const auto tree = ProvenTree::open(std::move(proof), world.head);
    if (!tree) return 0;
    for (std::uint8_t i = 0; i < 32; ++i) {
        const auto read = tree->value(key(i));
        ARCHI_ASSERT(!read || *read == value(i));
        auto copy = world.store;
        const std::vector<Change> changes{{key(i), value(i), blake3(value(i).bytes)}};
        const auto head = i == 0 ? std::nullopt : tree->apply(changes);
        ARCHI_ASSERT(!head || *head == apply(copy, world.head, changes));
    }
    return 0;
}
