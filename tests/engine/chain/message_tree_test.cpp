// All messages of a chain: proofs as RFC 9162 verifies them, against the accumulator of the stf.

#include <QtTest>

#include "base/keccak.hpp"
#include "chain/message_tree.hpp"
#include "stf/accumulator.hpp"

using namespace archi;
using chain::MessageTree;

namespace {

constexpr std::uint64_t kMost = 70;

Hash leaf(std::uint64_t number)
{
    Bytes message;
    append_be(message, number, 8);
    return stf::message_leaf(small_address(7), message);
}

/// RFC 9162, section 2.1.3.2.
bool verifies(std::uint64_t index, std::uint64_t count, Hash node, const std::vector<Hash>& path,
              const Hash& root)
{
    auto fn = index;
    auto sn = count - 1;
    for (const auto& sibling : path) {
        if (sn == 0) return false;
        if ((fn & 1U) != 0 || fn == sn) {
            node = stf::message_node(sibling, node);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            node = stf::message_node(node, sibling);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && node == root;
}

/// RFC 9162, section 2.1.4.2.
bool extends(std::uint64_t older, const Hash& older_root, std::uint64_t newer,
             const Hash& newer_root, std::vector<Hash> path)
{
    if (older == 0) return path.empty();
    if (older == newer) return path.empty() && older_root == newer_root;
    if ((older & (older - 1)) == 0) path.insert(path.begin(), older_root);
    if (path.empty()) return false;
    auto fn = older - 1;
    auto sn = newer - 1;
    while ((fn & 1U) != 0) {
        fn >>= 1U;
        sn >>= 1U;
    }
    auto fr = path.front();
    auto sr = path.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (sn == 0) return false;
        if ((fn & 1U) != 0 || fn == sn) {
            fr = stf::message_node(path[i], fr);
            sr = stf::message_node(path[i], sr);
            while ((fn & 1U) == 0 && fn != 0) {
                fn >>= 1U;
                sn >>= 1U;
            }
        } else {
            sr = stf::message_node(sr, path[i]);
        }
        fn >>= 1U;
        sn >>= 1U;
    }
    return sn == 0 && fr == older_root && sr == newer_root;
}

}  // namespace

class MessageTreeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        tree_ = std::make_unique<MessageTree>();
        for (std::uint64_t i = 0; i < kMost; ++i)
            tree_->append(leaf(i));
    }

    void its_roots_are_those_of_the_accumulator()
    {
        stf::Accumulator accumulator;
        QVERIFY(tree_->root(0).is_zero());
        for (std::uint64_t count = 1; count <= kMost; ++count) {
            accumulator.append(leaf(count - 1));
            QVERIFY(tree_->root(count) == accumulator.root());
        }
    }

    void every_leaf_is_shown_to_be_in_every_tree_that_has_it()
    {
        for (std::uint64_t count = 1; count <= kMost; ++count)
            for (std::uint64_t index = 0; index < count; ++index) {
                const auto path = tree_->inclusion(index, count);
                QVERIFY(verifies(index, count, leaf(index), path, tree_->root(count)));
                QVERIFY(!verifies(index, count, leaf(index + 1), path, tree_->root(count)));
            }
    }

    void every_tree_is_shown_to_be_a_prefix_of_every_later_one()
    {
        for (std::uint64_t newer = 0; newer <= kMost; ++newer)
            for (std::uint64_t older = 0; older <= newer; ++older) {
                const auto path = tree_->consistency(older, newer);
                QVERIFY(extends(older, tree_->root(older), newer, tree_->root(newer), path));
                if (older > 0 && older < newer)
                    QVERIFY(!extends(older, leaf(0), newer, tree_->root(newer), path) ||
                            older == 1);
            }
    }

    void a_shorter_history_grows_anew()
    {
        for (const std::uint64_t kept : {0, 1, 31, 32, 33, 69}) {
            MessageTree other;
            for (std::uint64_t i = 0; i < kept; ++i)
                other.append(leaf(i));
            tree_->truncate(kept);
            QCOMPARE(tree_->size(), kept);
            for (std::uint64_t i = kept; i < kMost; ++i) {
                tree_->append(leaf(1'000 + i));
                other.append(leaf(1'000 + i));
            }
            QVERIFY(tree_->root(kMost) == other.root(kMost));
            init();
        }
    }

private:
    std::unique_ptr<MessageTree> tree_;
};

QTEST_GUILESS_MAIN(MessageTreeTest)
#include "message_tree_test.moc"
