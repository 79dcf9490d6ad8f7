// The official BLAKE3 vectors, plain and keyed hash mode, first 32 bytes of output.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "base/blake3.hpp"
#include "base/hex.hpp"

class Blake3VectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hashes_as_published_data()
    {
        QFile file(QStringLiteral(ARCHI_CONFORMANCE_DIR "/blake3/test_vectors.json"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP(
                "the official BLAKE3 vectors are not there: conformance/blake3/test_vectors.json");
        const auto document = QJsonDocument::fromJson(file.readAll()).object();
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QString>("expected_keyed");
        const auto key = document[QStringLiteral("key")].toString().toLatin1();
        QCOMPARE(key.size(), 32);
        const auto vectors = document[QStringLiteral("cases")].toArray();
        QVERIFY(vectors.size() >= 30);
        for (const auto& vector : vectors) {
            const auto length = vector[QStringLiteral("input_len")].toInt();
            QTest::addRow("%d bytes", length)
                << length << vector[QStringLiteral("hash")].toString().left(64) << key
                << vector[QStringLiteral("keyed_hash")].toString().left(64);
        }
    }

    void hashes_as_published()
    {
        QFETCH(int, length);
        QFETCH(QString, expected);
        archi::Bytes input(static_cast<std::size_t>(length));
        for (std::size_t i = 0; i < input.size(); ++i)
            input[i] = static_cast<std::uint8_t>(i % 251);
        QCOMPARE(QString::fromStdString(archi::hex::encode_plain(archi::blake3(input))), expected);

        archi::Blake3 byte_by_byte;
        for (const auto byte : input)
            byte_by_byte.update({&byte, 1});
        QCOMPARE(archi::hex::encode_plain(byte_by_byte.finish()), expected.toStdString());

        QFETCH(QByteArray, key);
        QFETCH(QString, expected_keyed);
        archi::Hash key_bytes;
        std::copy_n(key.begin(), key_bytes.size(), key_bytes.data());
        QCOMPARE(archi::hex::encode_plain(archi::blake3_keyed(key_bytes, input)),
                 expected_keyed.toStdString());
        auto keyed_byte_by_byte = archi::Blake3::keyed(key_bytes);
        for (const auto byte : input)
            keyed_byte_by_byte.update({&byte, 1});
        QCOMPARE(archi::hex::encode_plain(keyed_byte_by_byte.finish()),
                 expected_keyed.toStdString());
    }
};

QTEST_GUILESS_MAIN(Blake3VectorsTest)
#include "blake3_vectors_test.moc"
