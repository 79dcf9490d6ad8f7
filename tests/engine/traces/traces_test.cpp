#include <QtTest>

#include "base/hex.hpp"
#include "engine/stf/signer.hpp"
#include "traces/formats.hpp"

using namespace archi;
using namespace archi::traces;
using stf::testing::make_key;

class TracesTest : public QObject {
    Q_OBJECT

    const stf::testing::Key alice_ = make_key(1);
    const stf::testing::Key bob_ = make_key(2);

    /// One ether from alice to bob for 0.1 gwei a gas, the least there is.
    [[nodiscard]] stf::SignedTransaction payment(std::uint64_t chain_id = kTraceChainId) const
    {
        stf::Transaction transaction;
        transaction.kind = stf::Kind::kDynamicFee;
        transaction.chain_id = chain_id;
        transaction.max_fee = u256{100'000'000};
        transaction.gas_limit = 21'000;
        transaction.to = bob_.address;
        transaction.value = u256{1'000'000'000'000'000'000};
        return sign(transaction, alice_);
    }
    [[nodiscard]] std::string trace_of(const stf::SignedTransaction& transaction) const
    {
        return "# a payment\nfund " + hex::encode(alice_.address.bytes) + "\nfund " +
               hex::encode(bob_.address.bytes) + "\n\nblock\ntransaction " +
               hex::encode(transaction.raw) + "\n";
    }

private Q_SLOTS:
    void reads_every_step()
    {
        const auto trace = parse_trace(trace_of(payment()) + "block\r\nprepare 0x02");
        QVERIFY(trace.has_value());
        QCOMPARE(trace->funded.size(), 2);
        QCOMPARE(trace->blocks.size(), 2);
        QVERIFY(trace->blocks[0] == std::vector<Bytes>(1, payment().raw));
        QVERIFY(trace->blocks[1].empty());
        QVERIFY(trace->prepare == std::vector<Bytes>(1, Bytes(1, 2)));
    }

    void says_in_which_line_it_fails_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("unknown step")
            << QByteArray("block\npay 0x00") << QByteArray("line 2: a step is");
        QTest::newRow("no hexadecimal")
            << QByteArray("\n\nprepare 0x0") << QByteArray("line 3: this is no");
        QTest::newRow("short address")
            << QByteArray("fund 0x01") << QByteArray("line 1: an address");
        QTest::newRow("no block yet")
            << QByteArray("transaction 0x01") << QByteArray("line 1: no block");
        QTest::newRow("block with something")
            << QByteArray("block 7") << QByteArray("line 1: a block");
        QTest::newRow("nothing to measure") << QByteArray("block") << QByteArray("no transaction");
    }
    void says_in_which_line_it_fails()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, sentence);
        const auto trace = parse_trace(std::string_view(text.constData(), text.size()));
        QVERIFY(!trace.has_value());
        QVERIFY2(trace.error().sentence.find(sentence.constData()) != std::string::npos,
                 trace.error().sentence.c_str());
    }

    void counts_each_field_of_a_payment_in_the_format_of_zksync_os()
    {
        const auto batch = replay(*parse_trace(trace_of(payment())));
        QVERIFY(batch.has_value());
        QCOMPARE(batch->transactions, 1);
        QCOMPARE(batch->blocks.size(), 1);
        constexpr std::size_t kBlock = 1 + 32 + 8 + 4 + 4 + 4;
        constexpr std::size_t kAlice =
            32 + 1 + (1 + 1) + (1 + 8);                  // nonce + 1; 10^18 + 2.1 10^12 less
        constexpr std::size_t kBob = 32 + 1 + (1 + 8);   // 10^18 more
        constexpr std::size_t kFees = 32 + 1 + (1 + 6);  // 2.1 10^12 more
        QCOMPARE(zksync_os_bytes(*batch), kBlock + kAlice + kBob + kFees);
    }

    void refuses_a_transaction_that_cannot_be_executed()
    {
        const auto elsewhere = replay(*parse_trace(trace_of(payment(1))));
        QVERIFY(!elsewhere.has_value());
        QCOMPARE(elsewhere.error().code, ErrorCode::kInvalidArgument);
        auto twice = *parse_trace(trace_of(payment()));
        twice.blocks[0].push_back(payment().raw);
        QVERIFY(!replay(twice).has_value());
    }

    void compresses_the_transactions_of_all_blocks_together()
    {
        auto trace = *parse_trace(trace_of(payment()));
        const auto once = compressed_input_bytes(trace);
        trace.blocks.push_back(trace.blocks[0]);
        QVERIFY(compressed_input_bytes(trace) < once + once / 2);
    }
};

QTEST_GUILESS_MAIN(TracesTest)
#include "traces_test.moc"
