// Blooms over logs against the definition.

#include <QtTest>
#include <bit>

#include "base/keccak.hpp"
#include "chain/bloom.hpp"

using namespace archi;

class BloomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sets_the_bits_of_the_yellow_paper()
    {
        evm::Log log;
        log.address = small_address(0x1234);
        log.topics = {keccak256(bytes_view{}), Hash{}};
        chain::Bloom bloom;
        chain::add_to(bloom, log);
        int bits = 0;
        for (const auto byte : bloom)
            bits += std::popcount(byte);
        QVERIFY(bits >= 3 && bits <= 9);
        const auto digest = keccak256(log.address.bytes);
        for (std::size_t i = 0; i < 6; i += 2) {
            const auto bit = (digest[i] * 256U + digest[i + 1]) % 2048U;
            QVERIFY((bloom[255 - bit / 8] >> (bit % 8) & 1) != 0);
        }
    }

    void remembers_without_mistaking_a_topic_for_an_address()
    {
        std::vector<stf::Receipt> receipts(3);
        for (std::uint32_t i = 0; i < 3; ++i) {
            for (std::uint32_t j = 0; j < 5; ++j) {
                evm::Log log;
                log.address = small_address(j % 2);
                Hash topic;
                std::copy(log.address.begin(), log.address.end(), topic.begin() + 12);
                log.topics = {topic, keccak256(Bytes{static_cast<std::uint8_t>(i)})};
                receipts[i].logs.push_back(log);
            }
        }
        chain::Bloom expected;
        for (const auto& receipt : receipts)
            for (const auto& log : receipt.logs)
                chain::add_to(expected, log);
        QVERIFY(chain::bloom_of(receipts) == expected);
    }
};

QTEST_GUILESS_MAIN(BloomTest)
#include "bloom_test.moc"
