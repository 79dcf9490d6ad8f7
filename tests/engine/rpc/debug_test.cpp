// debug_: traces of transactions that happened and of calls that did not.

#include <QtTest>

#include "engine/rpc/island.hpp"

namespace archi::rpc::tests {

class DebugTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Island> island_ = std::make_unique<Island>();
    json::value receipt_;
    std::string contract_;

    std::string hash() const { return json::serialize(receipt_.at("transactionHash")); }

    static std::string address_text(const Address& address) { return hex::encode(address); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto deployed = island_->send(test::deployment(0));
        contract_ = json::serialize(deployed.at("contractAddress"));
        const auto address =
            hex::decode_fixed<Address>(std::string_view(deployed.at("contractAddress").as_string()))
                .value();
        receipt_ = island_->send(test::call(1, address));
    }
    void cleanupTestCase() { island_.reset(); }

    void writes_every_step_of_a_transaction()
    {
        const auto trace = island_->call("debug_traceTransaction", "[" + hash() + "]");
        QCOMPARE(trace.at("failed"), json::value(false));
        QCOMPARE(hex::encode_quantity(trace.at("gas").to_number<std::uint64_t>()),
                 text_of(receipt_.at("gasUsed")));
        const auto& logs = trace.at("structLogs").as_array();
        QCOMPARE(logs.size(), 17U);
        QCOMPARE(text_of(logs[0].at("op")), std::string("PUSH1"));
        QCOMPARE(logs[0].at("depth").as_int64(), 1);
        QCOMPARE(text_of(logs.back().at("op")), std::string("STOP"));
        // Costs add up to what the transaction used beyond its 21,000.
        std::uint64_t sum = 21'000;
        for (const auto& log : logs)
            sum += log.at("gasCost").to_number<std::uint64_t>();
        QCOMPARE(hex::encode_quantity(sum), text_of(receipt_.at("gasUsed")));
        // SLOAD of slot 0 read zero, and the SSTORE after it wrote one.
        QCOMPARE(text_of(logs[1].at("op")), std::string("SLOAD"));
        QCOMPARE(text_of(logs[1].at("storage").at(std::string(64, '0'))), std::string(64, '0'));
        QCOMPARE(text_of(logs[5].at("op")), std::string("SSTORE"));
        QCOMPARE(text_of(logs[5].at("storage").at(std::string(64, '0'))),
                 std::string(63, '0') + "1");
    }

    void leaves_out_what_is_not_wanted()
    {
        const auto trace = island_->call(
            "debug_traceTransaction",
            "[" + hash() + R"(,{"disableStack":true,"disableStorage":true,"limit":3}])");
        QCOMPARE(trace.at("structLogs").as_array().size(), 3U);
        QVERIFY(!trace.at("structLogs").at(1).as_object().contains("stack"));
        QVERIFY(!trace.at("structLogs").at(1).as_object().contains("storage"));
    }

    void writes_the_tree_of_calls()
    {
        const auto trace = island_->call(
            "debug_traceTransaction",
            "[" + hash() + R"(,{"tracer":"callTracer","tracerConfig":{"withLog":true}}])");
        QCOMPARE(text_of(trace.at("type")), std::string("CALL"));
        QCOMPARE(trace.at("gasUsed"), receipt_.at("gasUsed"));
        QCOMPARE(json::serialize(trace.at("to")), contract_);
        QCOMPARE(trace.at("logs").as_array().size(), 1U);
        QCOMPARE(trace.at("logs").at(0).at("topics"), receipt_.at("logs").at(0).at("topics"));
    }

    void shows_inner_calls_and_their_failures()
    {
        // CALL(gas, contract 0x…50, 0, 0, 0, 0, 0), whose code reverts.
        const auto target = hex::encode_plain(test::person(50).address);
        const auto outer = "0x6000600060006000600073" + target + "5af100";
        const auto params = R"([{"to":)" + Island::address(49) +
                            R"(},"latest",{"tracer":"callTracer",)" + R"("stateOverrides":{)" +
                            Island::address(49) + ":{\"code\":\"" + outer + "\"}," +
                            Island::address(50) + R"(:{"code":"0x60006000fd"}}}])";
        const auto trace = island_->call("debug_traceCall", params);
        QCOMPARE(trace.at("calls").as_array().size(), 1U);
        QCOMPARE(text_of(trace.at("calls").at(0).at("error")), std::string("execution reverted"));
        QCOMPARE(json::serialize(trace.at("calls").at(0).at("to")), Island::address(50));
    }

    void shows_the_state_that_a_transaction_needs()
    {
        const auto trace = island_->call("debug_traceTransaction",
                                         "[" + hash() + R"(,{"tracer":"prestateTracer"}])");
        const auto& sender = trace.at(address_text(test::person(0).address));
        QCOMPARE(sender.at("nonce").to_number<std::uint64_t>(), 1U);
        const auto& contract = trace.at(text_of(json::parse(contract_)));
        QCOMPARE(contract.at("code"), island_->call("eth_getCode", "[" + contract_ + "]"));
        // Slot 0 and the caller's slot, both zero before.
        QCOMPARE(contract.at("storage").as_object().size(), 2U);
        QCOMPARE(text_of(contract.at("storage").at("0x" + std::string(64, '0'))),
                 "0x" + std::string(64, '0'));
        QVERIFY(trace.as_object().contains(address_text(test::person(98).address)));
    }

    void shows_what_a_transaction_changed()
    {
        const auto trace = island_->call(
            "debug_traceTransaction",
            "[" + hash() + R"(,{"tracer":"prestateTracer","tracerConfig":{"diffMode":true}}])");
        const auto sender = address_text(test::person(0).address);
        const auto& pre = trace.at("pre");
        const auto& post = trace.at("post");
        QCOMPARE(pre.at(sender).at("nonce").to_number<std::uint64_t>(), 1U);
        QCOMPARE(post.at(sender).at("nonce").to_number<std::uint64_t>(), 2U);
        // The sender paid what the collector got: gas used times price.
        const auto collector = address_text(test::person(98).address);
        const auto balance = [](const json::value& side, const std::string& address) {
            return hex::decode_quantity(text_of(side.at(address).at("balance"))).value();
        };
        const auto fee = hex::decode_quantity(text_of(receipt_.at("gasUsed"))).value() *
                         hex::decode_quantity(text_of(receipt_.at("effectiveGasPrice"))).value();
        QVERIFY(balance(pre, sender) - balance(post, sender) == fee);
        QVERIFY(balance(post, collector) - balance(pre, collector) == fee);
        // Slots that were zero are in post alone; what did not change is in neither.
        const auto contract = text_of(json::parse(contract_));
        QVERIFY(!pre.at(contract).as_object().contains("storage"));
        QVERIFY(!post.at(contract).as_object().contains("balance"));
        QVERIFY(!post.at(contract).as_object().contains("code"));
        QCOMPARE(text_of(post.at(contract).at("storage").at("0x" + std::string(64, '0'))),
                 "0x" + std::string(63, '0') + "1");
    }

    void shows_what_a_creation_adds_and_a_revert_does_not()
    {
        // SSTORE(0, 5), then either the end or a revert.
        const auto traced = [&](const std::string& code) {
            return island_->call("debug_traceCall",
                                 R"([{"from":)" + Island::address(0) + R"(,"data":")" + code +
                                     R"("},"latest",{"tracer":"prestateTracer",)" +
                                     R"("tracerConfig":{"diffMode":true}}])");
        };
        const auto created = traced("0x600560005500");
        const auto sender = address_text(test::person(0).address);
        QCOMPARE(created.at("post").as_object().size(), 2U);
        QCOMPARE(created.at("pre").as_object().size(), 1U);
        QVERIFY(created.at("pre").as_object().contains(sender));
        const auto reverted = traced("0x600560005560006000fd");
        QCOMPARE(reverted.at("post").as_object().size(), 1U);
        QCOMPARE(reverted.at("post").at(sender).as_object().size(), 1U);  // its nonce
    }

    void leaves_code_and_storage_out_of_the_prestate()
    {
        const auto trace =
            island_->call("debug_traceTransaction",
                          "[" + hash() + R"(,{"tracer":"prestateTracer","tracerConfig":)" +
                              R"({"disableCode":true,"disableStorage":true}}])");
        const auto& contract = trace.at(text_of(json::parse(contract_))).as_object();
        QVERIFY(!contract.contains("code"));
        QVERIFY(!contract.contains("storage"));
    }

    void traces_blocks()
    {
        const auto number = json::serialize(receipt_.at("blockNumber"));
        const auto traces = island_->call("debug_traceBlockByNumber", "[" + number + "]");
        QCOMPARE(traces.at(0).at("txHash"), receipt_.at("transactionHash"));
    }

    void says_what_it_cannot_trace()
    {
        QCOMPARE(island_->error_code("debug_traceTransaction",
                                     "[" + Island::quoted(hex::encode(Hash{})) + "]"),
                 -32000);
        QCOMPARE(island_->error_code("debug_traceTransaction",
                                     "[" + hash() + R"(,{"tracer":"noTracer"}])"),
                 -32602);
        QCOMPARE(island_->error_code("debug_traceBlockByNumber", R"(["0x0"])"), -32000);
        Limits limits;
        limits.trace_bytes = 1'000;
        const Island small(limits);
        // JUMPDEST PUSH1 0 JUMP, as long as the gas lasts.
        QCOMPARE(small.error_code("debug_traceCall",
                                  R"([{"to":)" + Island::address(49) +
                                      R"(,"gas":"0x100000"},"latest",{"stateOverrides":{)" +
                                      Island::address(49) + R"(:{"code":"0x5b600056"}}}])"),
                 -32003);
    }
};

}  // namespace archi::rpc::tests

QTEST_GUILESS_MAIN(archi::rpc::tests::DebugTest)
#include "debug_test.moc"
