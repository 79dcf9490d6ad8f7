// Against liblzma: what it compresses is what we decompress, and we refuse what it refuses.

#include <lzma.h>

#include <QtTest>

#include <random>

#include "base/lzma.hpp"

using namespace archi;

namespace {

constexpr int kRounds = 300;

/// Bytes as batches have them: noise, runs, repeats from near and far, small numbers.
Bytes make_bytes(std::mt19937_64& random)
{
    Bytes bytes;
    const auto size = random() % 20'000 + 1;
    while (bytes.size() < size) {
        const auto count = random() % 400 + 1;
        switch (random() % 4) {
            case 0:
                for (std::size_t i = 0; i < count; ++i)
                    bytes.push_back(static_cast<std::uint8_t>(random()));
                break;
            case 1:
                bytes.insert(bytes.end(), count, static_cast<std::uint8_t>(random()));
                break;
            case 2: {
                const auto back = bytes.empty() ? 0 : random() % bytes.size() + 1;
                for (std::size_t i = 0; back != 0 && i < count; ++i)
                    bytes.push_back(bytes[bytes.size() - back]);
                break;
            }
            default:
                for (std::size_t i = 0; i < count; ++i)
                    bytes.push_back(static_cast<std::uint8_t>(random() % 5));
        }
    }
    return bytes;
}

/// What liblzma says.
std::optional<Bytes> reference(bytes_view compressed, std::size_t size)
{
    lzma_options_lzma options = {};
    lzma_lzma_preset(&options, LZMA_PRESET_DEFAULT);
    options.lc = 3;
    options.lp = 0;
    options.pb = 0;
    options.dict_size = static_cast<std::uint32_t>(std::max<std::size_t>(size, 4096));
    lzma_set_ext_size(options, size);
    const lzma_filter filters[] = {{LZMA_FILTER_LZMA1EXT, &options}, {LZMA_VLI_UNKNOWN, nullptr}};
    Bytes out(size);
    std::size_t read = 0;
    std::size_t written = 0;
    const auto done = lzma_raw_buffer_decode(filters, nullptr, compressed.data(), &read,
                                             compressed.size(), out.data(), &written, size);
    if (done != LZMA_OK || written != size || read != compressed.size()) return std::nullopt;
    return out;
}

}  // namespace

class LzmaTest : public QObject {
    Q_OBJECT

    std::mt19937_64 random_;

private Q_SLOTS:
    void initTestCase()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        random_.seed(seed);
    }

    void gives_back_what_was_compressed()
    {
        for (int i = 0; i < kRounds; ++i) {
            const auto bytes = make_bytes(random_);
            QVERIFY(decompress_lzma(compress_lzma(bytes), bytes.size()) == bytes);
        }
    }

    void finds_a_repeat_however_far_back()
    {
        auto bytes = make_bytes(random_);
        bytes.resize(100'000);
        const Bytes start(bytes.begin(), bytes.begin() + 500);
        append(bytes, start);
        const auto compressed = compress_lzma(bytes);
        QVERIFY(decompress_lzma(compressed, bytes.size()) == bytes);
    }

    void refuses_every_truncation()
    {
        const auto bytes = make_bytes(random_);
        const auto compressed = compress_lzma(bytes);
        for (std::size_t size = 0; size < compressed.size(); ++size)
            QVERIFY(!decompress_lzma(bytes_view(compressed).first(size), bytes.size()));
    }

    void refuses_what_follows()
    {
        const auto bytes = make_bytes(random_);
        auto compressed = compress_lzma(bytes);
        compressed.push_back(0);
        QVERIFY(!decompress_lzma(compressed, bytes.size()));
    }

    void refuses_another_size()
    {
        const auto bytes = make_bytes(random_);
        const auto compressed = compress_lzma(bytes);
        QVERIFY(!decompress_lzma(compressed, bytes.size() - 1));
        QVERIFY(!decompress_lzma(compressed, bytes.size() + 1));
    }

    void agrees_with_liblzma_on_changed_streams()
    {
        std::size_t accepted = 0;
        for (int i = 0; i < 20 * kRounds; ++i) {
            auto bytes = make_bytes(random_);
            bytes.resize(std::min<std::size_t>(bytes.size(), random_() % 300 + 1));
            auto compressed = compress_lzma(bytes);
            compressed[random_() % compressed.size()] ^=
                static_cast<std::uint8_t>(1U << random_() % 8);
            const auto ours = decompress_lzma(compressed, bytes.size());
            QVERIFY(ours == reference(compressed, bytes.size()));
            accepted += ours.has_value() ? 1 : 0;
        }
        qInfo("%zu of %d changed streams are streams", accepted, 20 * kRounds);
    }
};

QTEST_GUILESS_MAIN(LzmaTest)
#include "lzma_test.moc"
