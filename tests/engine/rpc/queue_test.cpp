// Transactions from the L1 queue as wallets see them, and as nobody can send them.

#include <QtTest>

#include "engine/chain/settling.hpp"
#include "engine/rpc/island.hpp"

namespace archi::rpc::tests {

class QueueTest : public QObject {
    Q_OBJECT

private:
    static std::string quoted_hash(const chain::QueueEntry& entry)
    {
        return Island::quoted(hex::encode(test::hash_of(entry)));
    }
    /// One that brings too little to run.
    static chain::QueueEntry poor_entry(std::uint64_t index)
    {
        auto transaction = stf::decode(test::queue_entry(index).raw).value();
        transaction.queued.minted = u256{1};
        return {.raw = stf::encode(transaction), .deadline = INT64_MAX};
    }

private Q_SLOTS:
    void have_type_0x7f_their_sender_and_what_they_brought()
    {
        const Island island({}, test::settling_config());
        const auto entry = test::queue_entry(0);
        QVERIFY(island.chain->enqueue(0, {&entry, 1}));
        QVERIFY(island.chain->wait_for(test::hash_of(entry), test::kPatience));
        const auto transaction =
            island.call("eth_getTransactionByHash", "[" + quoted_hash(entry) + "]");
        QCOMPARE(text_of(transaction.at("type")), std::string("0x7f"));
        QCOMPARE(text_of(transaction.at("from")), hex::encode(test::person(50).address));
        QCOMPARE(text_of(transaction.at("toMint")), hex::encode_quantity(test::ether(1)));
        QCOMPARE(text_of(transaction.at("refundRecipient")), hex::encode(test::person(52).address));
        QVERIFY(!transaction.as_object().contains("accessList"));
        const auto receipt =
            island.call("eth_getTransactionReceipt", "[" + quoted_hash(entry) + "]");
        QCOMPARE(text_of(receipt.at("type")), std::string("0x7f"));
        QCOMPARE(text_of(receipt.at("status")), std::string("0x1"));
        QCOMPARE(text_of(receipt.at("gasUsed")), std::string("0x5208"));
        QCOMPARE(text_of(receipt.at("effectiveGasPrice")), hex::encode_quantity(u256{test::kGwei}));
        const auto trace = island.call("debug_traceTransaction",
                                       "[" + quoted_hash(entry) + R"(,{"tracer":"callTracer"}])");
        QCOMPARE(text_of(trace.at("from")), hex::encode(test::person(50).address));
    }

    void one_that_is_not_run_has_a_receipt_and_a_trace()
    {
        const Island island({}, test::settling_config());
        const auto entry = poor_entry(0);
        QVERIFY(island.chain->enqueue(0, {&entry, 1}));
        QVERIFY(island.chain->wait_for(test::hash_of(entry), test::kPatience));
        const auto receipt =
            island.call("eth_getTransactionReceipt", "[" + quoted_hash(entry) + "]");
        QCOMPARE(text_of(receipt.at("status")), std::string("0x0"));
        QCOMPARE(text_of(receipt.at("gasUsed")), std::string("0x0"));
        for (const auto* tracer :
             {"", R"(,{"tracer":"callTracer"})", R"(,{"tracer":"prestateTracer"})"})
            QVERIFY(
                island.respond("debug_traceTransaction", "[" + quoted_hash(entry) + tracer + "]")
                    .contains("result"));
    }

    void nobody_can_send_one()
    {
        const Island island({}, test::settling_config());
        const auto raw = "[" + Island::quoted(hex::encode(test::queue_entry(0).raw)) + "]";
        QVERIFY(island.error_message("eth_sendRawTransaction", raw).find("type not supported") !=
                std::string::npos);
        QCOMPARE(island.chain->pool_status().pending, 0U);
    }
};

}  // namespace archi::rpc::tests

QTEST_GUILESS_MAIN(archi::rpc::tests::QueueTest)
#include "queue_test.moc"
