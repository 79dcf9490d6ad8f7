// The library against the vectors that tests/vectors computes from the format pages.

#include <QtTest>

#include "base/blake3.hpp"
#include "base/keccak.hpp"
#include "state/account.hpp"
#include "state/difference.hpp"
#include "state/keys.hpp"
#include "state/memory_store.hpp"
#include "vectors/vector_file.hpp"

using namespace archi;
using namespace archi::state;
using namespace archi::vectors;

namespace {

Leaf leaf_of(const QJsonValue& value)
{
    const auto parts = value.toArray();
    return {.key = hash_of(parts[0]), .value = hash_of(parts[1]), .next = hash_of(parts[2])};
}

Multiproof multiproof_of(const QJsonValue& value)
{
    Multiproof proof;
    for (const auto& leaf : objects_of(value["leaves"]))
        proof.leaves.push_back({.index = static_cast<std::uint64_t>(leaf["index"].toInteger()),
                                .leaf = leaf_of(leaf["leaf"])});
    proof.siblings = hashes_of(value["siblings"]);
    return proof;
}

EncodedValue encoded_value_of(const QJsonValue& value)
{
    const auto bytes = bytes_of(value);
    return {.form = bytes.at(0), .payload = Bytes(bytes.begin() + 1, bytes.end())};
}

}  // namespace

class StateVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys()
    {
        for (const auto& item : file_.cases("keys")) {
            const auto tag = static_cast<Tag>(item["tag"].toInt());
            const auto address = fixed_of<Address>(item["address"]);
            const auto slot = number_of(item["slot"]);
            const auto key = hash_of(item["key"]);
            switch (tag) {
                case Tag::kStorage:
                    QCOMPARE(storage_key(address, slot), key);
                    break;
                case Tag::kAccount:
                    QCOMPARE(account_key(address), key);
                    break;
                case Tag::kCode:
                    QCOMPARE(slot.is_zero() ? code_key(address) : observable_key(address), key);
                    break;
                case Tag::kSystem:
                    QCOMPARE(system_key(slot), key);
                    break;
            }
        }
    }

    void accounts()
    {
        for (const auto& item : file_.cases("accounts")) {
            const Account account{
                .nonce = u64_of(item["nonce"]),
                .balance = number_of(item["balance"]),
                .version = static_cast<std::uint8_t>(u64_of(item["version"])),
                .data_place = static_cast<DataPlace>(u64_of(item["data_place"])),
                .code_kind = static_cast<CodeKind>(u64_of(item["code_kind"])),
                .code_length = static_cast<std::uint32_t>(u64_of(item["code_length"])),
            };
            const auto packed = hash_of(item["packed"]);
            QCOMPARE(pack(account), packed);
            QCOMPARE(*unpack_account(packed), account.is_empty() ? Account{} : account);
        }
    }

    void codes()
    {
        for (const auto& item : file_.cases("codes")) {
            const auto code = bytes_of(item["code"]);
            QCOMPARE(blake3(code), hash_of(item["code_leaf"]));
            QCOMPARE(keccak256(code), hash_of(item["observable_leaf"]));
        }
    }

    void trees()
    {
        for (const auto& item : file_.cases("trees")) {
            MemoryStore store;
            auto head = empty_tree();
            for (const auto& step : objects_of(item["steps"])) {
                std::vector<Change> changes;
                for (const auto& change : objects_of(step["changes"]))
                    changes.push_back({.key = hash_of(change["key"]),
                                       .before = hash_of(change["before"]),
                                       .after = hash_of(change["after"])});
                const auto proof = prove(store, head, hashes_of(step["reads"]), changes);
                QCOMPARE(proof, multiproof_of(step["multiproof"]));
                const auto tree = ProvenTree::open(proof, head);
                QVERIFY(tree.has_value());
                const auto proven_head = tree->apply(changes);
                head = apply(store, head, changes);
                QCOMPARE(proven_head, head);
                QCOMPARE(head.root, hash_of(step["root"]));
                QCOMPARE(head.count, static_cast<std::uint64_t>(step["count"].toInteger()));
            }
            for (const auto& expected : objects_of(item["proofs"])) {
                const auto key = hash_of(expected["key"]);
                const auto proof = prove_one(store, head, key);
                QCOMPARE(proof.leaf.leaf, leaf_of(expected["leaf"]));
                QCOMPARE(proof.leaf.index,
                         static_cast<std::uint64_t>(expected["index"].toInteger()));
                QCOMPARE(proof.path, hashes_of(expected["path"]));
                QCOMPARE(check(proof, head, key), hash_of(expected["value"]));
            }
        }
    }

    void commitments()
    {
        for (const auto& item : file_.cases("commitments")) {
            const auto head = [&](int i) {
                const auto tree = item["trees"].toArray()[i].toObject();
                return TreeHead{.root = hash_of(tree["root"]), .count = u64_of(tree["count"])};
            };
            const auto recent = recent_blocks_hash(hashes_of(item["block_hashes"]));
            QCOMPARE(recent, hash_of(item["recent_blocks"]));
            QCOMPARE(commitment({.on_chain = head(0),
                                 .off_chain = head(1),
                                 .block_number = u64_of(item["block_number"]),
                                 .recent_blocks = recent,
                                 .timestamp = u64_of(item["timestamp"])}),
                     hash_of(item["commitment"]));
        }
    }

    void values()
    {
        for (const auto& item : file_.cases("values")) {
            const auto before = hash_of(item["before"]);
            const auto after = hash_of(item["after"]);
            const auto encoded = encoded_value_of(item["encoded"]);
            QCOMPARE(encode_value(before, after), encoded);
            QCOMPARE(*resolve(encoded, before), after);
        }
    }

    void lists()
    {
        for (const auto& item : file_.cases("lists")) {
            std::vector<Difference> differences;
            for (const auto& leaf : objects_of(item["new"]))
                differences.push_back(
                    {.is_new = true, .key = hash_of(leaf["key"]), .after = hash_of(leaf["after"])});
            for (const auto& leaf : objects_of(item["existing"]))
                differences.push_back({.index = u64_of(leaf["index"]),
                                       .before = hash_of(leaf["before"]),
                                       .after = hash_of(leaf["after"])});
            const auto encoded = bytes_of(item["encoded"]);
            QCOMPARE(encode(differences), encoded);
            const auto decoded = decode(encoded);
            QVERIFY(decoded.has_value());
            QCOMPARE(decoded->size(), differences.size());
            for (std::size_t i = 0; i < differences.size(); ++i) {
                QCOMPARE(decoded->at(i).key, differences[i].key);
                QCOMPARE(decoded->at(i).index, differences[i].index);
                QCOMPARE(*resolve(decoded->at(i).value, differences[i].before),
                         differences[i].after);
            }
        }
    }

private:
    const VectorFile file_{"state.json"};
};

QTEST_GUILESS_MAIN(StateVectorsTest)
#include "vectors_test.moc"
