// Logs by query, by filter and by subscription, over a real socket.

#include <QtTest>

#include "engine/rpc/island.hpp"
#include "net/client.hpp"
#include "net/server.hpp"
#include "net/websocket_client.hpp"

namespace archi::rpc::tests {

constexpr std::chrono::seconds kPatience{20};

class LogsTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Island> island_;
    std::unique_ptr<net::Pool> pool_ = std::make_unique<net::Pool>();
    std::unique_ptr<net::Server> server_;
    std::uint64_t nonce_ = 0;
    Address contract_;

    std::string pattern() const
    {
        return "\"address\":\"" + hex::encode(contract_) + "\",\"topics\":[[\"" +
               hex::encode(u256(7).to_be()) + "\"]]";
    }
    json::value emit() { return island_->send(test::call(nonce_++, contract_)); }

    static std::string subscribe(net::WebSocketClient& socket, const std::string& params)
    {
        if (!socket.send(R"({"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":)" + params +
                         "}"))
            qFatal("cannot send");
        const auto response = json::parse(socket.receive(kPatience).value());
        return text_of(response.at("result"));
    }
    net::WebSocketClient connect() const
    {
        return net::WebSocketClient::connect("ws://127.0.0.1:" + std::to_string(server_->port()))
            .value();
    }

private Q_SLOTS:
    void initTestCase()
    {
        Limits limits;
        limits.log_results = 3;
        limits.log_blocks = 1'000;
        limits.subscriptions_per_channel = 3;
        limits.filters = 3;
        island_ = std::make_unique<Island>(limits);
        server_ = net::Server::start(*pool_, {}, island_->service).value();
        const auto receipt = island_->send(test::deployment(nonce_++));
        contract_ =
            hex::decode_fixed<Address>(std::string_view(receipt.at("contractAddress").as_string()))
                .value();
    }
    void cleanupTestCase()
    {
        island_->service->stop();
        server_.reset();
        island_.reset();
        pool_.reset();
    }

    void finds_logs_by_address_topic_and_range()
    {
        const auto receipt = emit();
        const auto logs = island_->call(
            "eth_getLogs", R"([{"fromBlock":"0x0","toBlock":"latest",)" + pattern() + "}]");
        QCOMPARE(logs.as_array().size(), 1U);
        QCOMPARE(logs.at(0), receipt.at("logs").at(0));
        QCOMPARE(logs.at(0).at("logIndex"), json::value("0x0"));
        const auto by_hash = island_->call(
            "eth_getLogs", R"([{"blockHash":)" + json::serialize(receipt.at("blockHash")) + "}]");
        QCOMPARE(by_hash, logs);
        QCOMPARE(island_->call("eth_getLogs", "[{\"fromBlock\":\"0x0\",\"topics\":[\"" +
                                                  hex::encode(u256(8).to_be()) + "\"]}]"),
                 json::value(json::array()));
        QCOMPARE(island_->call("eth_getLogs", R"([{"fromBlock":"0x0","topics":[null,null]}])"),
                 json::value(json::array()));
    }

    void polls_filters()
    {
        const auto logs = json::serialize(island_->call("eth_newFilter", "[{" + pattern() + "}]"));
        const auto blocks = json::serialize(island_->call("eth_newBlockFilter"));
        const auto pending = json::serialize(island_->call("eth_newPendingTransactionFilter"));
        QCOMPARE(island_->error_code("eth_newBlockFilter"), -32005);
        const auto receipt = emit();

        const auto changes = [&](const std::string& id) {
            return island_->call("eth_getFilterChanges", "[" + id + "]").as_array();
        };
        QCOMPARE(changes(logs), json::array{receipt.at("logs").at(0)});
        QVERIFY(changes(logs).empty());
        QVERIFY(!changes(blocks).empty());
        json::array hashes;
        for (int i = 0; i < 1'000 && hashes.empty(); ++i, QTest::qWait(20))
            hashes = changes(pending);
        QCOMPARE(hashes, json::array{receipt.at("transactionHash")});
        QVERIFY(!island_->call("eth_getFilterLogs", "[" + logs + "]").as_array().empty());

        for (const auto& id : {logs, blocks, pending}) {
            QCOMPARE(island_->call("eth_uninstallFilter", "[" + id + "]"), json::value(true));
            QCOMPARE(island_->call("eth_uninstallFilter", "[" + id + "]"), json::value(false));
            QCOMPARE(island_->error_code("eth_getFilterChanges", "[" + id + "]"), -32000);
        }
    }

    void pushes_heads_logs_and_pending_transactions()
    {
        auto socket = connect();
        const auto heads = subscribe(socket, R"(["newHeads"])");
        const auto logs = subscribe(socket, R"(["logs",{)" + pattern() + "}]");
        const auto pending = subscribe(socket, R"(["newPendingTransactions"])");
        const auto receipt = emit();
        bool saw_head = false;
        bool saw_log = false;
        bool saw_pending = false;
        while (!saw_head || !saw_log || !saw_pending) {
            const auto message = json::parse(socket.receive(kPatience).value());
            const auto& params = message.at("params");
            const auto id = text_of(params.at("subscription"));
            const auto& result = params.at("result");
            if (id == heads) saw_head |= result.at("hash") == receipt.at("blockHash");
            if (id == logs) saw_log |= result == receipt.at("logs").at(0);
            if (id == pending) saw_pending |= result == receipt.at("transactionHash");
        }
        QVERIFY(socket.send(
            R"({"jsonrpc":"2.0","id":9,"method":"eth_subscribe","params":["newHeads"]})"));
        for (;;) {
            const auto message = json::parse(socket.receive(kPatience).value());
            if (!message.as_object().contains("id")) continue;
            QCOMPARE(message.at("error").at("code").as_int64(), -32005);
            break;
        }
    }

    void subscribes_over_websocket_only()
    {
        QCOMPARE(island_->error_code("eth_subscribe", R"(["newHeads"])"), -32601);
        auto one = connect();
        auto other = connect();
        const auto id = subscribe(one, R"(["newPendingTransactions"])");
        const auto unsubscribe =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_unsubscribe\",\"params\":[\"" + id +
            "\"]}";
        QVERIFY(other.send(unsubscribe));
        QVERIFY(json::parse(other.receive(kPatience).value()).as_object().contains("error"));
        QVERIFY(one.send(unsubscribe));
        QCOMPARE(json::parse(one.receive(kPatience).value()).at("result"), json::value(true));
    }

    void answers_over_http_and_explains_itself_to_browsers()
    {
        auto client =
            net::Client::create("http://127.0.0.1:" + std::to_string(server_->port())).value();
        const auto response =
            client.post(R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})").value();
        QCOMPARE(response.body, std::string(R"({"jsonrpc":"2.0","id":1,"result":"0x4d"})"));
    }

    void bounds_ranges_and_results()
    {
        for (int i = 0; i < 3; ++i)
            static_cast<void>(emit());
        const auto all = R"([{"fromBlock":"0x0",)" + pattern() + "}]";
        QCOMPARE(island_->error_code("eth_getLogs", all), -32005);
        QVERIFY(island_->error_message("eth_getLogs", all).find("try the block range 0x0 to 0x") !=
                std::string::npos);
        QCOMPARE(island_->error_code("eth_getLogs", R"([{"fromBlock":"0x9","toBlock":"0x1"}])"),
                 -32602);
        QCOMPARE(
            island_->call("eth_getLogs", R"([{"fromBlock":"0xffffff0","toBlock":"0xffffff1"}])"),
            json::value(json::array()));
    }

    void numbers_logs_within_their_block()
    {
        Hash last{};
        for (int i = 0; i < 20; ++i)
            last =
                island_->chain->submit(test::sign(test::call(nonce_++, contract_), test::person(0)))
                    .value();
        QVERIFY(island_->chain->wait_for(last, kPatience));
        std::size_t most = 0;
        for (auto number = island_->chain->head()->header.number; number > 0; --number) {
            const auto receipts =
                island_
                    ->call("eth_getBlockReceipts",
                           "[" + Island::quoted(hex::encode_quantity(number)) + "]")
                    .as_array();
            std::size_t index = 0;
            for (const auto& receipt : receipts) {
                const auto one =
                    island_->call("eth_getTransactionReceipt",
                                  "[" + json::serialize(receipt.at("transactionHash")) + "]");
                QCOMPARE(one, receipt);
                for (const auto& log : receipt.at("logs").as_array())
                    QCOMPARE(text_of(log.at("logIndex")), hex::encode_quantity(index++));
            }
            most = std::max(most, index);
        }
        QVERIFY(most > 1);
    }
};

}  // namespace archi::rpc::tests

QTEST_GUILESS_MAIN(archi::rpc::tests::LogsTest)
#include "logs_test.moc"
