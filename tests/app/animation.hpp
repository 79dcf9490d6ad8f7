#pragma once
// Pictures one after the other as one animated PNG (APNG 1.0, W3C PNG specification, third
// edition).

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QtEndian>

namespace archi::test {

class Animation {
public:
    explicit Animation(quint16 frame_ms) : frame_ms_(frame_ms) {}

    /// Every picture has the size of the first.
    void add(const QImage& picture) { frames_ << picture.convertToFormat(QImage::Format_RGB32); }
    [[nodiscard]] qsizetype count() const { return frames_.size(); }

    [[nodiscard]] bool save(const QString& path) const
    {
        QFile file(path);
        if (frames_.isEmpty() || !file.open(QIODevice::WriteOnly)) return false;
        QByteArray out;
        quint32 sequence = 0;
        for (const auto& frame : frames_) {
            const auto png = encoded(frame);
            const bool is_first = out.isEmpty();
            if (is_first) {
                out = png.left(kSignature + kHeaderChunk);
                put(out, "acTL", number(static_cast<quint32>(frames_.size())) + number(0));
            }
            put(out, "fcTL",
                number(sequence++) + number(static_cast<quint32>(frame.width())) +
                    number(static_cast<quint32>(frame.height())) + number(0) + number(0) +
                    half(frame_ms_) + half(1000) + QByteArray(2, '\0'));
            for (const auto& data : image_data(png)) {
                if (is_first)
                    put(out, "IDAT", data);
                else
                    put(out, "fdAT", number(sequence++) + data);
            }
        }
        put(out, "IEND", {});
        return file.write(out) == out.size();
    }

private:
    static constexpr qsizetype kSignature = 8;
    static constexpr qsizetype kHeaderChunk = 25;  // IHDR with length, name and checksum
    static constexpr qsizetype kAround = 12;       // length, name and checksum of any chunk

    static QByteArray encoded(const QImage& frame)
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        frame.save(&buffer, "PNG");
        return buffer.data();
    }
    static QList<QByteArray> image_data(const QByteArray& png)
    {
        QList<QByteArray> all;
        for (auto at = kSignature; at + kAround <= png.size();) {
            const auto length = static_cast<qsizetype>(qFromBigEndian<quint32>(png.data() + at));
            if (png.mid(at + 4, 4) == "IDAT") all << png.mid(at + 8, length);
            at += kAround + length;
        }
        return all;
    }
    static QByteArray number(quint32 value)
    {
        QByteArray bytes(4, '\0');
        qToBigEndian(value, bytes.data());
        return bytes;
    }
    static QByteArray half(quint16 value)
    {
        QByteArray bytes(2, '\0');
        qToBigEndian(value, bytes.data());
        return bytes;
    }
    static quint32 checksum(const QByteArray& bytes)
    {
        quint32 sum = ~0U;
        for (const auto byte : bytes) {
            sum ^= static_cast<quint8>(byte);
            for (int bit = 0; bit < 8; ++bit)
                sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xedb88320U : 0U);
        }
        return ~sum;
    }
    static void put(QByteArray& out, const char* name, const QByteArray& data)
    {
        const auto body = name + data;
        out += number(static_cast<quint32>(data.size())) + body + number(checksum(body));
    }

    quint16 frame_ms_;
    QList<QImage> frames_;
};

}  // namespace archi::test
