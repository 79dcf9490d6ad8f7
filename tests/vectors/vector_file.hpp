#pragma once
// Reads the JSON files of tests/vectors.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <vector>

#include "base/bytes.hpp"
#include "base/u256.hpp"

namespace archi::vectors {

inline Bytes bytes_of(const QJsonValue& value)
{
    const auto raw = QByteArray::fromHex(value.toString().mid(2).toLatin1());
    return {raw.begin(), raw.end()};
}

template <typename T>
T fixed_of(const QJsonValue& value)
{
    const auto bytes = bytes_of(value);
    if (bytes.size() != T::kSize)
        qFatal("%s is not of %zu bytes", qPrintable(value.toString()), T::kSize);
    return fixed<T>(bytes);
}

inline Hash hash_of(const QJsonValue& value)
{
    return fixed_of<Hash>(value);
}

inline std::vector<Hash> hashes_of(const QJsonValue& value)
{
    std::vector<Hash> hashes;
    for (const auto& hash : value.toArray())
        hashes.push_back(hash_of(hash));
    return hashes;
}

/// "0x…" with any number of digits.
inline u256 number_of(const QJsonValue& value)
{
    auto digits = value.toString().mid(2).toLatin1();
    if (digits.size() % 2 != 0) digits.prepend('0');
    const auto raw = QByteArray::fromHex(digits);
    return u256::from_be(Bytes(raw.begin(), raw.end()));
}

inline std::uint64_t u64_of(const QJsonValue& value)
{
    const auto number = number_of(value);
    if (!number.fits_u64()) qFatal("%s is not a 64-bit number", qPrintable(value.toString()));
    return number.low_u64();
}

inline std::vector<QJsonObject> objects_of(const QJsonValue& value)
{
    std::vector<QJsonObject> objects;
    for (const auto& item : value.toArray())
        objects.push_back(item.toObject());
    return objects;
}

/// One file of tests/vectors.
class VectorFile {
public:
    explicit VectorFile(const char* name)
    {
        QFile file(QStringLiteral(ARCHI_TESTS_DIR "/vectors/") + QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly)) qFatal("%s: %s", name, qPrintable(file.errorString()));
        root_ = QJsonDocument::fromJson(file.readAll()).object();
    }

    /// The cases of one format, never none.
    [[nodiscard]] std::vector<QJsonObject> cases(const char* format) const
    {
        auto objects = objects_of(root_[QLatin1String(format)]);
        if (objects.empty()) qFatal("no vectors named %s", format);
        return objects;
    }

    [[nodiscard]] QJsonValue value(const char* format) const
    {
        return root_[QLatin1String(format)];
    }

private:
    QJsonObject root_;
};

}  // namespace archi::vectors
