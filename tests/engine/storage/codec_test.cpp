// Stored forms: what goes in comes out, and no bytes do harm.

#include <QtTest>
#include <random>

#include "storage/block_codec.hpp"
#include "storage/codec.hpp"

using namespace archi;
using namespace archi::storage;

namespace {

stf::Header some_header()
{
    stf::Header header;
    header.parent_hash[3] = 9;
    header.coinbase = small_address(0xabcdef);
    header.transactions_root[0] = 1;
    header.receipts_root[31] = 2;
    header.number = UINT64_MAX;
    header.gas_limit = 500'000'000;
    header.gas_used = 127;
    header.timestamp = 128;
    header.base_fee = u256::power_of_two(77);
    return header;
}

std::vector<stf::Receipt> some_receipts()
{
    std::vector<stf::Receipt> receipts(3);
    receipts[0].success = true;
    receipts[0].gas_used = 21'000;
    receipts[0].cumulative_gas_used = 21'000;
    receipts[1].gas_used = 5;
    receipts[1].cumulative_gas_used = 21'005;
    receipts[1].contract_address = small_address(7);
    receipts[1].cycles = 1'000'000;
    receipts[1].effective_gas_price = u256{1'000'000'000};
    receipts[2].success = true;
    receipts[2].cumulative_gas_used = 21'005;
    receipts[2].logs = {{small_address(1), {}, {}},
                        {small_address(2), {Hash{}, Hash{}, Hash{}, Hash{}}, Bytes(300, 7)}};
    return receipts;
}

std::vector<stf::SignedTransaction> some_transactions()
{
    std::vector<stf::SignedTransaction> transactions;
    for (std::uint64_t nonce = 0; nonce < 3; ++nonce) {
        auto& one = transactions.emplace_back();
        one.transaction.kind = stf::Kind::kDynamicFee;
        one.transaction.chain_id = 1;
        one.transaction.nonce = nonce;
        one.transaction.data = Bytes(nonce * 100, 3);
        one.transaction.r = u256{1};
        one.transaction.s = u256{1};
        one.raw = stf::encode(one.transaction);
        one.hash = stf::hash(one.raw);
        one.sender = small_address(static_cast<std::uint32_t>(nonce));
    }
    return transactions;
}

/// Decodes every prefix and many damaged forms of `good`: each gives a value or kCorrupt.
template <typename Decode>
void abuse(const Bytes& good, Decode decode)
{
    const auto seed = qEnvironmentVariableIsSet("ARCHI_SEED")
                          ? qEnvironmentVariable("ARCHI_SEED").toUInt()
                          : std::random_device{}();
    qInfo("ARCHI_SEED=%u", seed);
    std::mt19937 random(seed);
    for (std::size_t size = 0; size < good.size(); ++size) {
        const auto cut = decode(bytes_view(good).first(size));
        QVERIFY(!cut.has_value());
        QVERIFY(cut.error().code == ErrorCode::kCorrupt);
    }
    auto longer = good;
    longer.push_back(0);
    QVERIFY(!decode(longer).has_value());
    for (int i = 0; i < 5000; ++i) {
        auto damaged = good;
        for (int flips = 0; flips < 3; ++flips)
            damaged[random() % damaged.size()] = static_cast<std::uint8_t>(random());
        const auto result = decode(damaged);
        if (!result) QVERIFY(result.error().code == ErrorCode::kCorrupt);
    }
}

}  // namespace

class CodecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keeps_numbers()
    {
        for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128},
                                          UINT64_MAX, UINT64_MAX / 2}) {
            Encoder out;
            out.number(value);
            const auto bytes = out.take();
            Decoder in(bytes);
            QCOMPARE(in.number(), value);
            QVERIFY(in.finished());
        }
    }

    void refuses_numbers_beyond_64_bits()
    {
        const Bytes over{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
        Decoder ten(over);
        static_cast<void>(ten.number());
        QVERIFY(ten.failed());
        const Bytes endless(11, 0xff);
        Decoder eleven(endless);
        static_cast<void>(eleven.number());
        QVERIFY(eleven.failed());
    }

    void keeps_words()
    {
        for (unsigned bits = 0; bits < 256; ++bits) {
            Encoder out;
            out.word(u256::power_of_two(bits) - 1);
            const auto bytes = out.take();
            Decoder in(bytes);
            QVERIFY(in.word() == u256::power_of_two(bits) - 1);
            QVERIFY(in.finished());
        }
    }

    void keeps_headers()
    {
        const auto bytes = encode_header(some_header());
        QVERIFY(decode_header(bytes).value() == some_header());
        abuse(bytes, decode_header);
    }

    void keeps_receipts()
    {
        const auto bytes = encode_receipts(some_receipts());
        QVERIFY(decode_receipts(bytes).value() == some_receipts());
        abuse(bytes, decode_receipts);
    }

    void keeps_transactions()
    {
        const auto transactions = some_transactions();
        const auto bytes = encode_transactions(transactions);
        const auto decoded = decode_transactions(bytes).value();
        QCOMPARE(decoded.size(), transactions.size());
        for (std::size_t i = 0; i < decoded.size(); ++i) {
            QVERIFY(decoded[i].transaction == transactions[i].transaction);
            QVERIFY(decoded[i].hash == transactions[i].hash);
            QVERIFY(decoded[i].sender == transactions[i].sender);
        }
        abuse(bytes, decode_transactions);
    }

    void keeps_writes()
    {
        std::vector<Write> writes(3);
        writes[1].key[0] = 1;
        writes[2].value[31] = 1;
        const auto bytes = encode_writes(writes);
        QVERIFY(decode_writes(bytes).value() == writes);
        abuse(bytes, decode_writes);
    }

    void asks_for_no_more_memory_than_the_input_could_fill()
    {
        Encoder out;
        out.number(std::uint64_t{1} << 60U);
        QVERIFY(!decode_writes(out.take()).has_value());
    }
};

QTEST_GUILESS_MAIN(CodecTest)
#include "codec_test.moc"
