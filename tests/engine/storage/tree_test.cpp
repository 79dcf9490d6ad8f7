// The tree in a file against the tree in memory, now and before each batch.

#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <map>
#include <random>

#include "base/blake3.hpp"
#include "state/memory_store.hpp"
#include "storage/tree_database.hpp"

using namespace archi;
using namespace archi::storage;

namespace {

Hash hash_of_number(std::uint64_t number)
{
    Bytes bytes;
    append_be(bytes, number, 8);
    return blake3(bytes);
}

}  // namespace

class TreeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void is_the_tree_in_memory_after_and_before_every_batch()
    {
        const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                              ? qEnvironmentVariable("ARCHI_SEED").toUInt()
                              : std::random_device{}();
        qInfo("ARCHI_SEED=%u", seed);
        std::mt19937 random(seed);
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        const auto index = IndexDatabase::open(path, Access::kReadWrite).value();
        const auto tree = TreeDatabase::open(*index).value();
        state::plant(*tree);
        {
            auto transaction = Transaction::begin(index->database()).value();
            QVERIFY(tree->flush(0));
            QVERIFY(transaction.commit());
        }
        state::MemoryStore memory;
        std::vector<state::TreeHead> heads{state::empty_tree()};
        std::map<Hash, Hash> values;
        std::vector<std::map<Hash, Hash>> history{values};
        for (std::uint64_t batch = 1; batch <= 12; ++batch) {
            std::map<Hash, Hash> next = values;
            for (auto i = random() % 60; i-- > 0;)
                next[hash_of_number(random() % 200)] = hash_of_number(random());
            std::vector<state::Change> changes;
            for (const auto& [key, value] : next)
                if (values[key] != value) changes.push_back({key, values[key], value});
            const auto expected = state::apply(memory, heads.back(), changes);
            const auto head = state::apply(*tree, heads.back(), changes);
            QVERIFY(head == expected);
            auto transaction = Transaction::begin(index->database()).value();
            QVERIFY(tree->flush(batch));
            QVERIFY(transaction.commit());
            QVERIFY(!tree->error());
            values = next;
            heads.push_back(head);
            history.push_back(values);
        }
        for (std::uint64_t batch = 1; batch <= 12; ++batch) {
            const auto& head = heads[batch - 1];
            const auto reader = IndexDatabase::open(path, Access::kReadOnly).value();
            const auto before = TreeDatabase::open_before(*reader, batch, head.count).value();
            for (std::uint64_t number = 0; number < 200; number += 7) {
                const auto key = hash_of_number(number);
                const auto proof = state::prove_one(*before, head, key);
                const auto value = state::check(proof, head, key);
                QVERIFY(value.has_value());
                const auto expected = history[batch - 1].find(key);
                QVERIFY(*value ==
                        (expected == history[batch - 1].end() ? Hash{} : expected->second));
            }
            QVERIFY(!before->error());
        }
    }

    void goes_back_to_before_a_batch_and_on_from_there()
    {
        const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                              ? qEnvironmentVariable("ARCHI_SEED").toUInt()
                              : std::random_device{}();
        qInfo("ARCHI_SEED=%u", seed);
        std::mt19937 random(seed);
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        const auto index = IndexDatabase::open(path, Access::kReadWrite).value();
        auto tree = TreeDatabase::open(*index).value();
        const auto flush = [&](std::uint64_t batch) {
            auto transaction = Transaction::begin(index->database()).value();
            return tree->flush(batch).has_value() && transaction.commit().has_value();
        };
        state::plant(*tree);
        QVERIFY(flush(0));
        // Batch n stands at n; what is cut stands there no more.
        std::vector<state::TreeHead> heads{state::empty_tree()};
        std::vector<state::MemoryStore> stores(1);
        std::vector<std::map<Hash, Hash>> history(1);
        for (int step = 0; step < 60; ++step) {
            if (step % 7 == 6) {
                const auto kept = random() % heads.size();
                heads.resize(kept + 1);
                stores.resize(kept + 1);
                history.resize(kept + 1);
                auto transaction = Transaction::begin(index->database()).value();
                QVERIFY(TreeDatabase::cut(*index, kept + 1, heads.back().count));
                QVERIFY(transaction.commit());
                tree = TreeDatabase::open(*index).value();
            }
            auto values = history.back();
            std::vector<state::Change> changes;
            for (auto i = random() % 60; i-- > 0;) {
                const auto key = hash_of_number(random() % 2'000);
                const auto before = values[key];
                if (std::ranges::find(changes, key, &state::Change::key) != changes.end()) continue;
                values[key] = hash_of_number(random());
                changes.push_back({key, before, values[key]});
            }
            stores.push_back(stores.back());
            history.push_back(values);
            const auto expected = state::apply(stores.back(), heads.back(), changes);
            QVERIFY(state::apply(*tree, heads.back(), changes) == expected);
            QVERIFY(flush(heads.size()));
            QVERIFY(!tree->error());
            heads.push_back(expected);
        }
        for (std::uint64_t batch = 1; batch < heads.size(); ++batch) {
            const auto& head = heads[batch - 1];
            const auto before = TreeDatabase::open_before(*index, batch, head.count).value();
            for (std::uint64_t number = 0; number < 2'000; number += 37) {
                const auto key = hash_of_number(number);
                const auto value = state::check(state::prove_one(*before, head, key), head, key);
                const auto found = history[batch - 1].find(key);
                QVERIFY(value == (found == history[batch - 1].end() ? Hash{} : found->second));
            }
        }
    }

    void forgets_what_was_not_flushed()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        const auto index = IndexDatabase::open(path, Access::kReadWrite).value();
        const auto tree = TreeDatabase::open(*index).value();
        state::plant(*tree);
        {
            auto transaction = Transaction::begin(index->database()).value();
            QVERIFY(tree->flush(0));
            QVERIFY(transaction.commit());
        }
        const state::Change change[] = {{hash_of_number(1), {}, hash_of_number(2)}};
        static_cast<void>(state::apply(*tree, state::empty_tree(), change));
        QVERIFY(tree->index_of(hash_of_number(1)).has_value());
        tree->discard();
        QVERIFY(!tree->index_of(hash_of_number(1)).has_value());
        QVERIFY(state::apply(*tree, state::empty_tree(), change).count == 2);
    }
};

QTEST_GUILESS_MAIN(TreeTest)
#include "tree_test.moc"
