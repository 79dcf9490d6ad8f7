#include "l1/client.hpp"

#include <QtTest>

#include "engine/l1/shore.hpp"

using namespace archi;
using l1::Client;
using l1::Tag;
using test::against;
using test::log_json;
using test::person;
using test::result;
using test::word;

namespace {

template <typename T>
ErrorCode code_of(const Result<T>& result)
{
    return result ? ErrorCode::kInternal : result.error().code;
}

}  // namespace

class ClientTest : public QObject {
    Q_OBJECT

    test::Shore shore_{77};
    chain::Chain* chain_ = shore_.chain.get();
    l1::Client client_ = shore_.client();

private Q_SLOTS:
    void reads_what_a_node_has()
    {
        QCOMPARE(client_.chain_id().value(), std::uint64_t{77});
        QVERIFY(client_.balance(person(1).address).value() == test::ether(100));
        const auto genesis = client_.block(std::uint64_t{0}).value();
        QVERIFY(genesis.has_value());
        QVERIFY(genesis->hash == chain_->block(0)->hash);
        QVERIFY(!client_.block(std::uint64_t{1000000}).value().has_value());
        QVERIFY(!client_.block(Hash{}).value().has_value());
        QVERIFY(client_.fees().value().base > u256{0});
    }

    void sends_and_follows_a_transaction()
    {
        const auto nonce = client_.nonce(person(0).address, Tag::kPending).value();
        const auto hash = client_.send(test::sign(test::deployment(nonce), person(0))).value();
        QVERIFY(chain_->wait_for(hash, test::kPatience));
        const auto deployed = client_.receipt(hash).value();
        QVERIFY(deployed && deployed->succeeded && deployed->contract);
        const auto contract = *deployed->contract;
        QVERIFY(!client_.code(contract).value().empty());

        const auto called = client_.send(test::sign(test::call(nonce + 1, contract), person(0)));
        QVERIFY(chain_->wait_for(called.value(), test::kPatience));
        const auto receipt = client_.receipt(*called).value();
        QVERIFY(receipt.has_value());
        QCOMPARE(receipt->logs.size(), std::size_t{1});
        const auto logs = client_.logs({.first = receipt->block,
                                        .last = receipt->block,
                                        .addresses = {contract},
                                        .events = {receipt->logs[0].topics[0]}});
        QVERIFY(logs.value() == receipt->logs);
        QVERIFY(
            client_.logs({.first = 0, .last = receipt->block, .events = {Hash{}}}).value().empty());
        QVERIFY(!client_.receipt(Hash{}).value().has_value());
    }

    void a_refusal_is_told_in_the_words_of_the_node()
    {
        const auto again = client_.send(test::sign(test::transfer(0), person(0)));
        QCOMPARE(code_of(again), ErrorCode::kUnavailable);
        QVERIFY(again.error().sentence.find("nonce too low") != std::string::npos);
    }

    void a_revert_keeps_its_data()
    {
        // PUSH1 42 PUSH1 0 MSTORE PUSH1 32 PUSH1 0 REVERT, as creation code.
        const l1::Call call{.from = person(0).address,
                            .data = {0x60, 42, 0x60, 0, 0x52, 0x60, 32, 0x60, 0, 0xfd}};
        const auto outcome = client_.call(call).value();
        QVERIFY(outcome.reverted);
        QCOMPARE(outcome.data.size(), std::size_t{32});
        QCOMPARE(int(outcome.data.back()), 42);
        QCOMPARE(code_of(client_.estimate_gas(call)), ErrorCode::kInvalidArgument);
    }

    void nobody_there_is_unavailable()
    {
        auto nobody = Client::create("http://127.0.0.1:1").value();
        QCOMPARE(code_of(nobody.chain_id()), ErrorCode::kUnavailable);
        QVERIFY(!Client::create("gopher://127.0.0.1"));
    }

    void an_answer_to_another_question_is_refused_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, const std::string& text) {
            QTest::newRow(name) << QString::fromStdString(text);
        };
        row("nothing", "");
        row("no JSON", "<html>");
        row("no object", "[]");
        row("deep", std::string(100000, '['));
        row("no id", R"({"result":"0x1"})");
        row("another id", R"({"id":2,"result":"0x1"})");
        row("no result", R"({"id":1})");
        row("an error without words", R"({"id":1,"error":{}})");
        row("an error that is none", R"({"id":1,"error":7})");
        row("null", result("null"));
        row("a number", result("7"));
        row("not hex", result(R"("7")"));
        row("too large", result(R"("0x10000000000000000")"));
    }
    void an_answer_to_another_question_is_refused()
    {
        QFETCH(QString, text);
        const auto id =
            against(text.toStdString(), [](Client& client) { return client.chain_id(); });
        QCOMPARE(code_of(id), ErrorCode::kCorrupt);
    }

    void another_block_than_asked_for_is_refused()
    {
        const auto block = R"({"number":"0x5","hash":)" + word('1') + R"(,"parentHash":)" +
                           word('2') +
                           R"(,"timestamp":"0x1","gasLimit":"0x1","baseFeePerGas":"0x1"})";
        const auto ask = [&](auto id) {
            return against(result(block), [&](Client& client) { return client.block(id); });
        };
        QVERIFY(ask(std::uint64_t{5}).value().has_value());
        QCOMPARE(code_of(ask(std::uint64_t{6})), ErrorCode::kCorrupt);
        QCOMPARE(code_of(ask(Hash{})), ErrorCode::kCorrupt);
    }

    void logs_beyond_the_question_are_refused_data()
    {
        QTest::addColumn<QString>("logs");
        QTest::addColumn<int>("count");  // -1: refused
        const auto row = [](const char* name, const std::string& logs, int count) {
            QTest::newRow(name) << QString::fromStdString(logs) << count;
        };
        row("in order", log_json("0x5", "0x0") + "," + log_json("0x5", "0x1"), 2);
        row("removed", log_json("0x5", "0x0", R"(,"removed":true)"), 0);
        row("before the range", log_json("0x4", "0x0"), -1);
        row("after the range", log_json("0x8", "0x0"), -1);
        row("twice", log_json("0x5", "0x0") + "," + log_json("0x5", "0x0"), -1);
        row("out of order", log_json("0x6", "0x0") + "," + log_json("0x5", "0x0"), -1);
        row("no log", "7", -1);
        row("no topics", R"({"address":"0x1111111111111111111111111111111111111111"})", -1);
    }
    void logs_beyond_the_question_are_refused()
    {
        QFETCH(QString, logs);
        QFETCH(int, count);
        const auto found = against(result("[" + logs.toStdString() + "]"), [](Client& client) {
            return client.logs({.first = 5, .last = 7});
        });
        if (count < 0)
            QCOMPARE(code_of(found), ErrorCode::kCorrupt);
        else
            QCOMPARE(int(found.value().size()), count);
    }

    void logs_of_other_contracts_and_events_are_refused()
    {
        const auto ask = [](l1::LogQuery query) {
            return against(result("[" + log_json("0x5", "0x0") + "]"),
                           [&](Client& client) { return client.logs(query); });
        };
        Address other;
        QCOMPARE(code_of(ask({.first = 5, .last = 5, .addresses = {other}})), ErrorCode::kCorrupt);
        QCOMPARE(code_of(ask({.first = 5, .last = 5, .events = {Hash{}}})), ErrorCode::kCorrupt);
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "client_test.moc"
