// The tree against its definition, on the host and on rv32im.

#include "cases/case.hpp"
#include "naive_tree.hpp"
#include "state/memory_store.hpp"

using namespace archi;
using namespace archi::state;
using namespace archi::state::test;

CASE(tree, depth_is_the_least_that_holds_the_leaves)
{
    CHECK(depth_of(1) == 0);
    CHECK(depth_of(2) == 1);
    CHECK(depth_of(3) == 2);
    CHECK(depth_of(4) == 2);
    CHECK(depth_of(5) == 3);
    CHECK(depth_of(kMaxCount) == 48);
}

CASE(tree, fresh_store_is_the_empty_tree)
{
    MemoryStore store;
    CHECK(apply(store, empty_tree(), {}) == empty_tree());
    CHECK(NaiveTree{}.head() == empty_tree());
    CHECK(store.leaf(0) == sentinel_leaf());
    CHECK(store.predecessor(key_of(7)) == 0);
}

CASE(tree, links_new_leaves_in_key_order_and_appends_them_in_it)
{
    MemoryStore store;
    const auto value = key_of(0, 1);
    const std::vector<Change> changes{{key_of(9), {}, value}, {key_of(3), {}, value}};
    const auto head = apply(store, empty_tree(), changes);
    CHECK(head.count == 3);
    CHECK(store.leaf(0).next == key_of(3));
    CHECK((store.leaf(1) == Leaf{key_of(3), value, key_of(9)}));
    CHECK((store.leaf(2) == Leaf{key_of(9), value, sentinel_leaf().next}));
    CHECK(store.index_of(key_of(9)) == 2);
    CHECK(!store.index_of(key_of(4)).has_value());
    CHECK(store.predecessor(key_of(4)) == 1);
}

CASE(tree, change_to_the_same_value_creates_nothing)
{
    MemoryStore store;
    const std::vector<Change> nothing{{key_of(9), {}, {}}};
    CHECK(apply(store, empty_tree(), nothing) == empty_tree());
}

CASE(tree, zeroed_leaf_stays)
{
    MemoryStore store;
    const auto value = key_of(0, 1);
    const auto full = apply(store, empty_tree(), std::vector<Change>{{key_of(9), {}, value}});
    const auto zeroed = apply(store, full, std::vector<Change>{{key_of(9), value, {}}});
    CHECK(zeroed.count == 2);
    CHECK(zeroed.root != empty_tree().root);
    CHECK((store.leaf(1) == Leaf{key_of(9), {}, sentinel_leaf().next}));
}

CASE(tree, random_batches_give_the_defined_root_and_their_proofs_open)
{
    for (unsigned run = 0; run < 4; ++run) {
        MemoryStore store;
        NaiveTree naive;
        auto head = empty_tree();
        for (unsigned batch = 0; batch < 12; ++batch) {
            const auto count = 1 + static_cast<unsigned>(context.random() % 30);
            const auto changes = random_changes(context, naive, count, 150);
            std::vector<Hash> reads;
            for (unsigned i = 0; i < 5; ++i)
                reads.push_back(random_key(context, 150));

            const auto proof = prove(store, head, reads, changes);
            const auto tree = ProvenTree::open(proof, head);
            CHECK(tree.has_value());
            if (!tree) return;
            for (const auto& key : reads) {
                CHECK(tree->value(key) == naive.value(key));
                CHECK(tree->index_of(key) == store.index_of(key));
            }
            for (const auto& change : changes)
                CHECK(tree->value(change.key) == change.before);

            naive.apply(values_of(changes));
            const auto proven_head = tree->apply(changes);
            head = apply(store, head, changes);
            CHECK(head == naive.head());
            CHECK(proven_head == head);
        }
        for (unsigned i = 0; i < 40; ++i) {
            const auto key = random_key(context, 150);
            CHECK(check(prove_one(store, head, key), head, key) == naive.value(key));
        }
    }
}

CASE(tree, grows_through_every_small_size)
{
    MemoryStore store;
    NaiveTree naive;
    auto head = empty_tree();
    for (unsigned batch = 0; batch < 40; ++batch) {
        const std::vector<Change> changes{{random_hash(context), {}, random_hash(context)}};
        const auto tree = ProvenTree::open(prove(store, head, {}, changes), head);
        CHECK(tree.has_value());
        naive.apply(values_of(changes));
        const auto proven_head = tree ? tree->apply(changes) : std::nullopt;
        head = apply(store, head, changes);
        CHECK(head == naive.head());
        CHECK(proven_head == head);
    }
}

CASE(tree, empty_proof_says_nothing_and_changes_nothing)
{
    const TreeHead head{.root = random_hash(context), .count = 77};
    const auto tree = ProvenTree::open({}, head);
    CHECK(tree.has_value());
    CHECK(!tree->value(key_of(1)).has_value());
    CHECK(tree->apply({}) == head);
    CHECK(!tree->apply(std::vector<Change>{{key_of(1), {}, key_of(2)}}).has_value());
}

namespace {

/// Counts what a store is asked to write.
class CountingStore final : public TreeStore {
public:
    Leaf leaf(std::uint64_t index) override { return store_.leaf(index); }
    std::optional<std::uint64_t> index_of(const Hash& key) override { return store_.index_of(key); }
    std::uint64_t predecessor(const Hash& key) override { return store_.predecessor(key); }
    Hash node(unsigned level, std::uint64_t position) override
    {
        return store_.node(level, position);
    }
    void put_leaf(std::uint64_t index, const Leaf& leaf) override
    {
        ++leaf_writes[index];
        store_.put_leaf(index, leaf);
    }
    void put_node(unsigned level, std::uint64_t position, const Hash& hash) override
    {
        ++node_writes[{level, position}];
        store_.put_node(level, position, hash);
    }

    std::map<std::uint64_t, int> leaf_writes;
    std::map<std::pair<unsigned, std::uint64_t>, int> node_writes;

private:
    MemoryStore store_;
};

}  // namespace

CASE(tree, each_touched_leaf_and_node_is_stored_once_a_batch)
{
    CountingStore store;
    NaiveTree naive;
    auto head = empty_tree();
    for (unsigned batch = 0; batch < 6; ++batch) {
        const auto changes = random_changes(context, naive, 40, 100);
        store.leaf_writes.clear();
        store.node_writes.clear();
        head = apply(store, head, changes);
        naive.apply(values_of(changes));
        for (const auto& [index, writes] : store.leaf_writes)
            CHECK(writes == 1);
        for (const auto& [node, writes] : store.node_writes)
            CHECK(writes == 1);
    }
    CHECK(head == naive.head());
}
