// What a dishonest prover may try against the guest. Each is refused.

#include "cases/case.hpp"
#include "naive_tree.hpp"
#include "state/memory_store.hpp"

using namespace archi;
using namespace archi::state;
using namespace archi::state::test;

namespace {

/// Keys 0x10, 0x20 … 0xb0 with values: twelve leaves with the sentinel.
struct World {
    MemoryStore store;
    TreeHead head;

    World()
    {
        std::vector<Change> changes;
        for (unsigned i = 1; i <= 11; ++i) {
            const auto byte = static_cast<std::uint8_t>(0x10 * i);
            changes.push_back({key_of(byte), {}, key_of(byte, 1)});
        }
        head = apply(store, empty_tree(), changes);
    }

    [[nodiscard]] Multiproof proof_of(std::vector<Hash> keys)
    {
        return prove(store, head, keys, {});
    }
    /// The leaf of exactly these indices, whatever key they hold.
    [[nodiscard]] Multiproof proof_of_leaves(const std::vector<std::uint64_t>& indices)
    {
        std::vector<Hash> keys;
        for (const auto index : indices)
            keys.push_back(store.leaf(index).key);
        return proof_of(keys);
    }
};

bool opens(const Multiproof& proof, const TreeHead& head)
{
    return ProvenTree::open(proof, head).has_value();
}

}  // namespace

CASE(forging, honest_proof_opens)
{
    World world;
    const auto proof = world.proof_of({key_of(0x20), key_of(0x55), key_of(0xb0)});
    CHECK(proof.leaves.size() == 3);
    CHECK(opens(proof, world.head));
}

CASE(forging, any_flipped_byte_of_a_leaf_is_refused)
{
    World world;
    const auto honest = world.proof_of({key_of(0x20), key_of(0x55), key_of(0xb0)});
    for (std::size_t i = 0; i < honest.leaves.size(); ++i)
        for (std::size_t byte = 0; byte < 32; ++byte)
            for (unsigned part = 0; part < 3; ++part) {
                auto proof = honest;
                auto& leaf = proof.leaves[i].leaf;
                (part == 0 ? leaf.key : part == 1 ? leaf.value : leaf.next)[byte] ^= 1;
                CHECK(!opens(proof, world.head));
            }
}

CASE(forging, any_flipped_dropped_added_or_swapped_sibling_is_refused)
{
    World world;
    const auto honest = world.proof_of({key_of(0x20), key_of(0xb0)});
    for (std::size_t i = 0; i < honest.siblings.size(); ++i) {
        auto flipped = honest;
        flipped.siblings[i][context.random() % 32] ^= 0x40;
        CHECK(!opens(flipped, world.head));
        auto dropped = honest;
        dropped.siblings.erase(dropped.siblings.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(!opens(dropped, world.head));
        if (i > 0) {
            auto swapped = honest;
            std::swap(swapped.siblings[i], swapped.siblings[i - 1]);
            CHECK(!opens(swapped, world.head));
        }
    }
    auto added = honest;
    added.siblings.push_back(random_hash(context));
    CHECK(!opens(added, world.head));
    Multiproof only_siblings;
    only_siblings.siblings = {world.head.root};
    CHECK(!opens(only_siblings, world.head));
}

CASE(forging, swapped_values_of_two_leaves_are_refused)
{
    World world;
    auto proof = world.proof_of({key_of(0x20), key_of(0xb0)});
    std::swap(proof.leaves[0].leaf.value, proof.leaves[1].leaf.value);
    CHECK(!opens(proof, world.head));
}

CASE(forging, leaves_out_of_order_or_twice_are_refused)
{
    World world;
    auto swapped = world.proof_of({key_of(0x20), key_of(0xb0)});
    std::swap(swapped.leaves[0], swapped.leaves[1]);
    CHECK(!opens(swapped, world.head));
    auto exchanged = world.proof_of({key_of(0x20), key_of(0x30)});
    std::swap(exchanged.leaves[0].index, exchanged.leaves[1].index);
    CHECK(!opens(exchanged, world.head));
    auto twice = world.proof_of({key_of(0x20), key_of(0xb0)});
    twice.leaves.insert(twice.leaves.begin(), twice.leaves.front());
    CHECK(!opens(twice, world.head));
}

CASE(forging, index_beyond_the_count_is_refused)
{
    World world;
    for (const std::uint64_t index : {std::uint64_t{12}, std::uint64_t{15}, std::uint64_t{16},
                                      kMaxCount, std::uint64_t{1} << 63U, ~std::uint64_t{0}}) {
        auto proof = world.proof_of({key_of(0xb0)});
        proof.leaves.back().index = index;
        CHECK(!opens(proof, world.head));
        auto more = world.proof_of({key_of(0xb0)});
        more.leaves.push_back({.index = index, .leaf = {key_of(0xc0), {}, key_of(0xd0)}});
        CHECK(!opens(more, world.head));
    }
}

CASE(forging, other_count_is_refused)
{
    World world;
    // Twelve leaves leave room up to sixteen: 13 … 16 have the same depth.
    const auto proof = world.proof_of({key_of(0x20), key_of(0xb0)});
    for (std::uint64_t count = 0; count < 40; ++count)
        CHECK(opens(proof, {.root = world.head.root, .count = count}) == (count == 12));
    for (const auto count : {kMaxCount, kMaxCount + 1, ~std::uint64_t{0}})
        CHECK(!opens(proof, {.root = world.head.root, .count = count}));
}

CASE(forging, inner_node_is_no_leaf)
{
    // A node's two children, read as a tree of two leaves, would need leaf preimages of 64 bytes.
    World world;
    Multiproof proof;
    proof.leaves = {{.index = 0, .leaf = {world.store.node(3, 0), world.store.node(3, 1), {}}}};
    CHECK(!opens(proof, {.root = world.head.root, .count = 1}));
}

CASE(forging, absence_needs_the_leaf_around_the_key)
{
    World world;
    const auto tree = ProvenTree::open(world.proof_of_leaves({2, 7}), world.head);
    CHECK(tree.has_value());
    CHECK(tree->value(key_of(0x20)) == key_of(0x20, 1));
    CHECK(tree->value(key_of(0x25)) == Hash{});
    CHECK(tree->value(key_of(0x2f)) == Hash{});
    CHECK(!tree->value(key_of(0x30)).has_value());
    CHECK(!tree->value(key_of(0x35)).has_value());
    CHECK(!tree->value(key_of(0x10)).has_value());
    CHECK(!tree->value(key_of(0xff)).has_value());
    CHECK(!tree->value(sentinel_leaf().next).has_value());
}

CASE(forging, insertion_at_a_wrong_predecessor_is_refused)
{
    World world;
    // Leaf 2 is key 0x20, and 11 the last one: 0x35 belongs behind leaf 3.
    const auto tree = ProvenTree::open(world.proof_of_leaves({2, 11}), world.head);
    CHECK(tree.has_value());
    CHECK(!tree->apply(std::vector<Change>{{key_of(0x35), {}, key_of(1)}}).has_value());
    CHECK(tree->apply(std::vector<Change>{{key_of(0x25), {}, key_of(1)}}).has_value());
}

CASE(forging, insertion_of_a_present_key_is_refused)
{
    World world;
    const auto tree = ProvenTree::open(world.proof_of_leaves({2, 3, 11}), world.head);
    CHECK(tree.has_value());
    CHECK(!tree->apply(std::vector<Change>{{key_of(0x30), {}, key_of(1)}}).has_value());
    // Without leaf 3 itself, its predecessor does not show absence of it either.
    const auto blind = ProvenTree::open(world.proof_of_leaves({2, 11}), world.head);
    CHECK(blind.has_value());
    CHECK(!blind->apply(std::vector<Change>{{key_of(0x30), {}, key_of(1)}}).has_value());
}

CASE(forging, wrong_value_before_is_refused)
{
    World world;
    const auto tree = ProvenTree::open(world.proof_of_leaves({3}), world.head);
    CHECK(tree.has_value());
    const auto right = key_of(0x30, 1);
    CHECK(tree->apply(std::vector<Change>{{key_of(0x30), right, key_of(1)}}).has_value());
    CHECK(!tree->apply(std::vector<Change>{{key_of(0x30), key_of(2), key_of(1)}}).has_value());
    CHECK(!tree->apply(std::vector<Change>{{key_of(0x30), key_of(2), key_of(2)}}).has_value());
    CHECK(!tree->apply(std::vector<Change>{{key_of(0x38), key_of(2), key_of(1)}}).has_value());
}

CASE(forging, key_twice_in_one_batch_is_refused)
{
    World world;
    const auto tree = ProvenTree::open(world.proof_of_leaves({3, 11}), world.head);
    CHECK(tree.has_value());
    const Change insertion{key_of(0x38), {}, key_of(1)};
    CHECK(!tree->apply(std::vector{insertion, insertion}).has_value());
    const Change change{key_of(0x30), key_of(0x30, 1), key_of(1)};
    CHECK(!tree->apply(std::vector{change, change}).has_value());
}

CASE(forging, insertions_into_one_gap_are_chained)
{
    World world;
    const std::vector<Change> changes{{key_of(0x3c), {}, key_of(3)},
                                      {key_of(0x34), {}, key_of(1)},
                                      {key_of(0x38), {}, key_of(2)},
                                      {key_of(0x30), key_of(0x30, 1), key_of(4)}};
    const auto tree = ProvenTree::open(prove(world.store, world.head, {}, changes), world.head);
    CHECK(tree.has_value());
    const auto proven_head = tree->apply(changes);
    const auto head = apply(world.store, world.head, changes);
    CHECK(proven_head == head);
    CHECK((world.store.leaf(3) == Leaf{key_of(0x30), key_of(4), key_of(0x34)}));
    CHECK((world.store.leaf(12) == Leaf{key_of(0x34), key_of(1), key_of(0x38)}));
    CHECK((world.store.leaf(13) == Leaf{key_of(0x38), key_of(2), key_of(0x3c)}));
    CHECK((world.store.leaf(14) == Leaf{key_of(0x3c), key_of(3), key_of(0x40)}));
}

CASE(forging, appending_without_the_last_leaf_is_refused)
{
    World world;
    // Without it a prover could supply an edge of his own, and write over what is there.
    const auto tree = ProvenTree::open(world.proof_of_leaves({2, 10}), world.head);
    CHECK(tree.has_value());
    CHECK(!tree->apply(std::vector<Change>{{key_of(0x25), {}, key_of(1)}}).has_value());
}

CASE(forging, ends_of_the_key_range_cannot_be_inserted)
{
    World world;
    const auto tree = ProvenTree::open(world.proof_of_leaves({0, 11}), world.head);
    CHECK(tree.has_value());
    CHECK(!tree->apply(std::vector<Change>{{sentinel_leaf().next, {}, key_of(1)}}).has_value());
    CHECK(tree->value(Hash{}) == Hash{});
}

CASE(forging, tree_with_broken_links_is_refused_even_under_its_own_root)
{
    const auto value = key_of(0, 1);
    // next not above key; a gap that covers another leaf; two leaves of one key.
    const std::vector<std::vector<Leaf>> broken{
        {{Hash{}, {}, key_of(5)}, {key_of(5), value, key_of(5)}},
        {{Hash{}, {}, key_of(5)}, {key_of(5), value, key_of(4)}},
        {{Hash{}, {}, key_of(9)}, {key_of(5), value, key_of(9)}},
        {{key_of(5), {}, key_of(9)}, {key_of(5), value, key_of(9)}},
    };
    for (const auto& leaves : broken) {
        Multiproof proof;
        for (std::size_t i = 0; i < leaves.size(); ++i)
            proof.leaves.push_back({.index = i, .leaf = leaves[i]});
        const TreeHead head{.root = node_hash(leaf_hash(leaves[0]), leaf_hash(leaves[1])),
                            .count = 2};
        CHECK(!opens(proof, head));
    }
}

CASE(forging, single_proofs_are_checked_in_every_part)
{
    World world;
    for (const auto& key : {key_of(0x70), key_of(0x75), key_of(0xf0), key_of(0x01)}) {
        const auto honest = prove_one(world.store, world.head, key);
        CHECK(check(honest, world.head, key).has_value());
        CHECK(!check(honest, world.head, key_of(0x90)).has_value());
        CHECK(!check(honest, {world.head.root, 13}, key).has_value() || honest.leaf.index < 8);
        CHECK(!check(honest, {world.head.root, 17}, key).has_value());
        CHECK(!check(honest, {world.head.root, 0}, key).has_value());
        for (std::size_t i = 0; i < honest.path.size(); ++i) {
            auto forged = honest;
            forged.path[i][3] ^= 1;
            CHECK(!check(forged, world.head, key).has_value());
        }
        auto shorter = honest;
        shorter.path.pop_back();
        CHECK(!check(shorter, world.head, key).has_value());
        for (const std::uint64_t index :
             {honest.leaf.index ^ 1U, honest.leaf.index + 16, ~std::uint64_t{0}}) {
            auto moved = honest;
            moved.leaf.index = index;
            CHECK(!check(moved, world.head, key).has_value());
        }
        auto valued = honest;
        valued.leaf.leaf.value[31] ^= 1;
        CHECK(!check(valued, world.head, key).has_value());
        auto linked = honest;
        linked.leaf.leaf.next = sentinel_leaf().next;
        CHECK((!check(linked, world.head, key).has_value() || linked == honest));
    }
}

CASE(forging, random_garbage_never_opens)
{
    for (unsigned run = 0; run < 300; ++run) {
        Multiproof proof;
        const auto count = 1 + context.random() % 40;
        for (auto i = context.random() % 6; i-- > 0;)
            proof.leaves.push_back(
                {.index = context.random() % 45,
                 .leaf = {random_hash(context), random_hash(context), random_hash(context)}});
        for (auto i = context.random() % 12; i-- > 0;)
            proof.siblings.push_back(context.random() % 4 == 0 ? Hash{} : random_hash(context));
        const bool empty = proof.leaves.empty() && proof.siblings.empty();
        CHECK(opens(proof, {.root = random_hash(context), .count = count}) == empty);
    }
}
