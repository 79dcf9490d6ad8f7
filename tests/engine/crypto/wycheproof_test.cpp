// Wycheproof's edge cases, read from the folder of official test data.

#include <sodium.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "base/keccak.hpp"
#include "base/sha256.hpp"
#include "crypto/p256.hpp"
#include "crypto/secp256k1.hpp"

namespace archi::crypto {

namespace {

Bytes bytes_of(const QJsonValue& value)
{
    const auto decoded = QByteArray::fromHex(value.toString().toLatin1());
    return {decoded.begin(), decoded.end()};
}

/// Calls `check` with each test and its group; false where the file is missing.
template <typename Check>
bool for_each_test(const char* name, Check check)
{
    QFile file(QStringLiteral(ARCHI_CONFORMANCE_DIR "/wycheproof/") + QString::fromUtf8(name));
    if (!file.open(QIODevice::ReadOnly)) return false;
    const auto document = QJsonDocument::fromJson(file.readAll()).object();
    for (const auto& group : document["testGroups"].toArray())
        for (const auto& test : group.toObject()["tests"].toArray())
            check(group.toObject(), test.toObject());
    return true;
}

}  // namespace

class WycheproofTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A signature is valid exactly if the public key is recovered with one of the parities, except
    /// where the nonce point's x is r + n, which Ethereum cannot express.
    void ecdsa_secp256k1()
    {
        int run = 0;
        int other_sizes = 0;
        int beyond_order = 0;
        const auto present =
            for_each_test("ecdsa_secp256k1_sha256_p1363_test.json", [&](auto group, auto test) {
                const auto signature = bytes_of(test["sig"]);
                const auto valid = test["result"].toString() == QStringLiteral("valid");
                const auto id = test["tcId"].toInt();
                if (signature.size() != 64) {
                    QVERIFY2(!valid, qPrintable(QString::number(id)));
                    ++other_sizes;
                    return;
                }
                const auto key = bytes_of(group["publicKey"].toObject()["uncompressed"]);
                const auto address = fixed<Address>(
                    bytes_view(keccak256(bytes_view(key).subspan(1)).bytes).last(20));
                const auto message = sha256(bytes_of(test["msg"]));
                const auto r = u256::from_be(bytes_view(signature).first(32));
                const auto s = u256::from_be(bytes_view(signature).last(32));
                bool recovered = false;
                for (const auto parity : {false, true}) {
                    const auto found = recover(message, parity, r, s);
                    QCOMPARE(recover_portable(message, parity, r, s), found);
                    recovered = recovered || found == address;
                }
                // p - n, beyond which r + n is no coordinate.
                const u256 p_minus_n(0, 1, 0x4551231950b75fc4, 0x402da1722fc9baee);
                if (valid && !recovered && r < p_minus_n)
                    ++beyond_order;
                else
                    QVERIFY2(recovered == valid, qPrintable(QString::number(id)));
                ++run;
            });
        if (!present) QSKIP("Wycheproof's files are not in the conformance folder");
        qInfo() << run << "run," << other_sizes << "not 64 bytes long," << beyond_order
                << "with x = r + n";
        QVERIFY(run > 150);
        QVERIFY(beyond_order <= 3);
    }

    void ecdsa_secp256r1()
    {
        int run = 0;
        int other_sizes = 0;
        const auto present =
            for_each_test("ecdsa_secp256r1_sha256_p1363_test.json", [&](auto group, auto test) {
                const auto signature = bytes_of(test["sig"]);
                const auto valid = test["result"].toString() == QStringLiteral("valid");
                const auto id = test["tcId"].toInt();
                if (signature.size() != 64) {
                    QVERIFY2(!valid, qPrintable(QString::number(id)));
                    ++other_sizes;
                    return;
                }
                const auto digest = sha256(bytes_of(test["msg"]));
                Bytes input(digest.begin(), digest.end());
                append(input, signature);
                append(
                    input,
                    bytes_view(bytes_of(group["publicKey"].toObject()["uncompressed"])).subspan(1));
                QCOMPARE(input.size(), std::size_t{160});
                QVERIFY2(p256_verify(bytes_view(input).first<160>()) == valid,
                         qPrintable(QString::number(id)));
                ++run;
            });
        if (!present) QSKIP("Wycheproof's files are not in the conformance folder");
        qInfo() << run << "run," << other_sizes << "not 64 bytes long";
        QVERIFY(run > 150);
    }

    void xchacha20_poly1305()
    {
        int run = 0;
        int other_nonces = 0;
        const auto present =
            for_each_test("xchacha20_poly1305_test.json", [&](auto group, auto test) {
                if (group["ivSize"].toInt() != 8 * crypto_aead_xchacha20poly1305_ietf_NPUBBYTES) {
                    ++other_nonces;
                    return;
                }
                auto box = bytes_of(test["ct"]);
                append(box, bytes_of(test["tag"]));
                const auto additional = bytes_of(test["aad"]);
                const auto nonce = bytes_of(test["iv"]);
                const auto key = bytes_of(test["key"]);
                const auto message = bytes_of(test["msg"]);
                Bytes opened(message.size());
                const auto result = crypto_aead_xchacha20poly1305_ietf_decrypt(
                    opened.data(), nullptr, nullptr, box.data(), box.size(), additional.data(),
                    additional.size(), nonce.data(), key.data());
                const auto valid = test["result"].toString() == QStringLiteral("valid");
                QVERIFY2((result == 0) == valid, qPrintable(test["comment"].toString()));
                if (valid) QCOMPARE(opened, message);
                ++run;
            });
        if (!present) QSKIP("Wycheproof's files are not in the conformance folder");
        qInfo() << run << "run," << other_nonces << "with nonces of other sizes";
        QVERIFY(run > 200);
    }
};

}  // namespace archi::crypto

QTEST_GUILESS_MAIN(archi::crypto::WycheproofTest)
#include "wycheproof_test.moc"
