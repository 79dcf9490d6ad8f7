// The library against the vectors that tests/vectors computes from the format pages.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "base/blake3.hpp"
#include "base/keccak.hpp"
#include "state/account.hpp"
#include "state/difference.hpp"
#include "state/keys.hpp"
#include "state/memory_store.hpp"

using namespace archi;
using namespace archi::state;

namespace {

Bytes bytes_of(const QJsonValue& value)
{
    const auto raw = QByteArray::fromHex(value.toString().mid(2).toLatin1());
    return {raw.begin(), raw.end()};
}

template <typename T>
T fixed_of(const QJsonValue& value)
{
    const auto bytes = bytes_of(value);
    Q_ASSERT(bytes.size() == T::kSize);
    return fixed<T>(bytes);
}

Hash hash_of(const QJsonValue& value)
{
    return fixed_of<Hash>(value);
}

u256 number_of(const QJsonValue& value)
{
    auto digits = value.toString().mid(2).toLatin1();
    if (digits.size() % 2 != 0) digits.prepend('0');
    const auto raw = QByteArray::fromHex(digits);
    return u256::from_be(Bytes(raw.begin(), raw.end()));
}

Leaf leaf_of(const QJsonValue& value)
{
    const auto parts = value.toArray();
    return {.key = hash_of(parts[0]), .value = hash_of(parts[1]), .next = hash_of(parts[2])};
}

std::vector<Hash> hashes_of(const QJsonValue& value)
{
    std::vector<Hash> hashes;
    for (const auto& hash : value.toArray())
        hashes.push_back(hash_of(hash));
    return hashes;
}

Multiproof multiproof_of(const QJsonValue& value)
{
    Multiproof proof;
    for (const auto& leaf : value["leaves"].toArray())
        proof.leaves.push_back(
            {.index = static_cast<std::uint64_t>(leaf.toObject()["index"].toInteger()),
             .leaf = leaf_of(leaf.toObject()["leaf"])});
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
    void initTestCase()
    {
        QFile file(QStringLiteral(ARCHI_TESTS_DIR "/vectors/state.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
        vectors_ = QJsonDocument::fromJson(file.readAll()).object();
    }

    void keys()
    {
        for (const auto& item : cases("keys")) {
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
        for (const auto& item : cases("accounts")) {
            const Account account{
                .nonce = number_of(item["nonce"]).low_u64(),
                .balance = number_of(item["balance"]),
                .version = static_cast<std::uint8_t>(number_of(item["version"]).low_u64()),
                .data_place = static_cast<DataPlace>(number_of(item["data_place"]).low_u64()),
                .code_kind = static_cast<CodeKind>(number_of(item["code_kind"]).low_u64()),
                .code_length = static_cast<std::uint32_t>(number_of(item["code_length"]).low_u64()),
            };
            const auto packed = hash_of(item["packed"]);
            QCOMPARE(pack(account), packed);
            QCOMPARE(*unpack_account(packed), account.is_empty() ? Account{} : account);
        }
    }

    void codes()
    {
        for (const auto& item : cases("codes")) {
            const auto code = bytes_of(item["code"]);
            QCOMPARE(blake3(code), hash_of(item["code_leaf"]));
            QCOMPARE(keccak256(code), hash_of(item["observable_leaf"]));
        }
    }

    void trees()
    {
        for (const auto& item : cases("trees")) {
            MemoryStore store;
            auto head = empty_tree();
            for (const auto& step : item["steps"].toArray()) {
                std::vector<Change> changes;
                for (const auto& change : step.toObject()["changes"].toArray())
                    changes.push_back({.key = hash_of(change.toObject()["key"]),
                                       .before = hash_of(change.toObject()["before"]),
                                       .after = hash_of(change.toObject()["after"])});
                const auto proof = prove(store, head, hashes_of(step.toObject()["reads"]), changes);
                QCOMPARE(proof, multiproof_of(step.toObject()["multiproof"]));
                const auto tree = ProvenTree::open(proof, head);
                QVERIFY(tree.has_value());
                const auto proven_head = tree->apply(changes);
                head = apply(store, head, changes);
                QCOMPARE(proven_head, head);
                QCOMPARE(head.root, hash_of(step.toObject()["root"]));
                QCOMPARE(head.count,
                         static_cast<std::uint64_t>(step.toObject()["count"].toInteger()));
            }
            for (const auto& expected : item["proofs"].toArray()) {
                const auto key = hash_of(expected.toObject()["key"]);
                const auto proof = prove_one(store, head, key);
                QCOMPARE(proof.leaf.leaf, leaf_of(expected.toObject()["leaf"]));
                QCOMPARE(proof.leaf.index,
                         static_cast<std::uint64_t>(expected.toObject()["index"].toInteger()));
                QCOMPARE(proof.path, hashes_of(expected.toObject()["path"]));
                QCOMPARE(check(proof, head, key), hash_of(expected.toObject()["value"]));
            }
        }
    }

    void commitments()
    {
        for (const auto& item : cases("commitments")) {
            const auto head = [&](int i) {
                const auto tree = item["trees"].toArray()[i].toObject();
                return TreeHead{.root = hash_of(tree["root"]),
                                .count = number_of(tree["count"]).low_u64()};
            };
            const auto recent = recent_blocks_hash(hashes_of(item["block_hashes"]));
            QCOMPARE(recent, hash_of(item["recent_blocks"]));
            QCOMPARE(commitment({.on_chain = head(0),
                                 .off_chain = head(1),
                                 .block_number = number_of(item["block_number"]).low_u64(),
                                 .recent_blocks = recent,
                                 .timestamp = number_of(item["timestamp"]).low_u64()}),
                     hash_of(item["commitment"]));
        }
    }

    void values()
    {
        for (const auto& item : cases("values")) {
            const auto before = hash_of(item["before"]);
            const auto after = hash_of(item["after"]);
            const auto encoded = encoded_value_of(item["encoded"]);
            QCOMPARE(encode_value(before, after), encoded);
            QCOMPARE(*resolve(encoded, before), after);
        }
    }

    void lists()
    {
        for (const auto& item : cases("lists")) {
            std::vector<Difference> differences;
            for (const auto& leaf : item["new"].toArray())
                differences.push_back({.is_new = true,
                                       .key = hash_of(leaf.toObject()["key"]),
                                       .after = hash_of(leaf.toObject()["after"])});
            for (const auto& leaf : item["existing"].toArray())
                differences.push_back({.index = number_of(leaf.toObject()["index"]).low_u64(),
                                       .before = hash_of(leaf.toObject()["before"]),
                                       .after = hash_of(leaf.toObject()["after"])});
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
    std::vector<QJsonObject> cases(const char* name) const
    {
        std::vector<QJsonObject> out;
        for (const auto& item : vectors_[QLatin1String(name)].toArray())
            out.push_back(item.toObject());
        if (out.empty()) qFatal("no vectors named %s", name);
        return out;
    }

    QJsonObject vectors_;
};

QTEST_GUILESS_MAIN(StateVectorsTest)
#include "vectors_test.moc"
