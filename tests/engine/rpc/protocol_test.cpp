// JSON-RPC 2.0 itself, and what hostile requests get.

#include <QtTest>
#include <random>

#include "engine/rpc/island.hpp"

namespace archi::rpc::tests {

class ProtocolTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Island> island_ = std::make_unique<Island>();

    int code_of(std::string_view body) const
    {
        const auto response = json::parse(island_->ask(body));
        return response.at("error").at("code").to_number<int>();
    }

private Q_SLOTS:
    void cleanupTestCase() { island_.reset(); }

    void answers_a_call_with_its_id()
    {
        for (const auto* id : {"1", "\"a\"", "null", "1.5", "-7", "18446744073709551615"}) {
            const auto text = island_->ask(R"({"jsonrpc":"2.0","method":"eth_chainId","id":)" +
                                           std::string(id) + "}");
            const auto response = json::parse(text);
            QCOMPARE(text_of(response.at("result")), std::string("0x4d"));
            QVERIFY2(response.at("id") == json::parse(id), text.c_str());
        }
    }

    void says_what_is_wrong_with_a_request()
    {
        QCOMPARE(code_of(""), -32700);
        QCOMPARE(code_of("{"), -32700);
        QCOMPARE(code_of("{} x"), -32700);
        QCOMPARE(code_of("\xff\xfe"), -32700);
        QCOMPARE(code_of(std::string(100'000, '[')), -32700);
        QCOMPARE(code_of("7"), -32600);
        QCOMPARE(code_of("[]"), -32600);
        QCOMPARE(code_of(R"({"jsonrpc":"1.0","id":1,"method":"eth_chainId"})"), -32600);
        QCOMPARE(code_of(R"({"jsonrpc":"2.0","id":{},"method":"eth_chainId"})"), -32600);
        QCOMPARE(code_of(R"({"jsonrpc":"2.0","id":1e400,"method":"eth_chainId"})"), -32600);
        QCOMPARE(code_of(R"({"jsonrpc":"2.0","id":1,"method":7})"), -32600);
        QCOMPARE(code_of(R"({"jsonrpc":"2.0","id":1,"method":"eth_mine"})"), -32601);
        QCOMPARE(code_of(R"({"jsonrpc":"2.0","id":1,"method":"eth_getBalance"})"), -32602);
        QCOMPARE(code_of(R"({"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":{}})"),
                 -32602);
    }

    void names_the_argument_that_is_wrong()
    {
        const auto at = [&](std::string_view method, std::string_view params) {
            return island_->error_message(method, params);
        };
        QCOMPARE(at("eth_getBalance", "[]"), std::string("missing value for required argument 0"));
        QVERIFY(at("eth_getBalance", R"(["0x12"])").starts_with("invalid argument 0: "));
        QVERIFY(at("eth_getBalance", "[" + Island::address(0) + ",\"0x01\"]")
                    .starts_with("invalid argument 1: "));
        QVERIFY(at("eth_call", R"([{"to":"0x"}])").starts_with("invalid argument 0.to: "));
        QVERIFY(at("eth_getLogs", R"([{"topics":[["0x1"]]}])")
                    .starts_with("invalid argument 0.topics.0.0: "));
    }

    void answers_batches_in_order_and_notifications_not_at_all()
    {
        const auto response = json::parse(island_->ask(
            R"([{"jsonrpc":"2.0","id":1,"method":"eth_chainId"},7,
                {"jsonrpc":"2.0","method":"eth_chainId"},
                {"jsonrpc":"2.0","id":2,"method":"nope"}])"));
        QCOMPARE(response.as_array().size(), 3U);
        QCOMPARE(response.at(0).at("id").as_int64(), 1);
        QCOMPARE(response.at(1).at("error").at("code").as_int64(), -32600);
        QCOMPARE(response.at(2).at("error").at("code").as_int64(), -32601);
        QCOMPARE(island_->ask(R"({"jsonrpc":"2.0","method":"eth_chainId"})"), std::string());
        QCOMPARE(island_->ask(R"([{"jsonrpc":"2.0","method":"eth_chainId"}])"), std::string());
    }

    void bounds_batches_in_calls_and_bytes()
    {
        Limits limits;
        limits.batch_calls = 10;
        limits.batch_response_bytes = 3'000;
        const Island island(limits);
        const auto batch = [](int calls) {
            std::string text;
            for (int i = 0; i < calls; ++i)
                text +=
                    std::string(i > 0 ? "," : "") +
                    R"({"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["0x0"]})";
            return "[" + text + "]";
        };
        QCOMPARE(json::parse(island.ask(batch(11))).at("error").at("code").as_int64(), -32600);
        const auto responses = json::parse(island.ask(batch(10)));
        QVERIFY(responses.at(0).as_object().contains("result"));
        QCOMPARE(responses.at(9).at("error").at("code").as_int64(), -32003);
    }

    void keeps_archi_methods_from_web_pages()
    {
        const std::string body = R"({"jsonrpc":"2.0","id":1,"method":"archi_status"})";
        QVERIFY(json::parse(island_->ask(body)).at("result").at("phase").is_string());
        const auto refused =
            json::parse(island_->ask(body, {.from_browser = true, .channel = nullptr}));
        QCOMPARE(refused.at("error").at("code").as_int64(), -32601);
    }

    void answers_any_bytes_with_json()
    {
        const auto seed = std::random_device{}();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const std::string call =
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[{\"to\":"
            "\"0x00000000000000000000"
            "00000000000000000001\",\"data\":\"0x1234\",\"gas\":\"0x5208\"},\"latest\",{},{"
            "\"number\":\"0x1\"}]}]";
        for (int i = 0; i < 5'000; ++i) {
            auto bytes = call;
            for (auto changes = 1 + random() % 4; changes > 0; --changes)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            if (random() % 4 == 0) bytes.resize(random() % bytes.size());
            const auto response = island_->ask(bytes);
            boost::system::error_code error;
            if (!response.empty()) static_cast<void>(json::parse(response, error));
            QVERIFY2(!error, response.c_str());
        }
    }
};

}  // namespace archi::rpc::tests

QTEST_GUILESS_MAIN(archi::rpc::tests::ProtocolTest)
#include "protocol_test.moc"
