#include <QtTest>

#include "engine/net/echo_handler.hpp"
#include "engine/net/raw_socket.hpp"
#include "net/server.hpp"
#include "net/websocket_client.hpp"

namespace archi::net::tests {

constexpr std::chrono::seconds kPatience{20};

class WebSocketTest : public QObject {
    Q_OBJECT

private:
    Pool pool_;
    std::shared_ptr<EchoHandler> handler_ = std::make_shared<EchoHandler>();

    std::unique_ptr<Server> start(const Limits& limits = {})
    {
        handler_ = std::make_shared<EchoHandler>();
        ServerOptions options;
        options.limits = limits;
        auto server = Server::start(pool_, options, handler_);
        if (!server) qFatal("%s", server.error().sentence.c_str());
        return std::move(*server);
    }
    static WebSocketClient connect(const Server& server)
    {
        auto client = WebSocketClient::connect("ws://127.0.0.1:" + std::to_string(server.port()));
        if (!client) qFatal("%s", client.error().sentence.c_str());
        return std::move(*client);
    }

private Q_SLOTS:
    void carries_messages_both_ways_on_the_port_of_http()
    {
        const auto server = start();
        auto client = connect(*server);
        for (int i = 0; i < 100; ++i)
            QVERIFY(client.send(std::to_string(i)).has_value());
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.receive(kPatience).value(), "echo " + std::to_string(i));
    }

    void carries_messages_the_server_sends_by_itself()
    {
        const auto server = start();
        auto client = connect(*server);
        const auto channel = handler_->wait_for_channel();
        QVERIFY(channel);
        QVERIFY(channel->send("news"));
        QCOMPARE(client.receive(kPatience).value(), std::string("news"));
    }

    void carries_large_messages()
    {
        const auto server = start();
        auto client = connect(*server);
        const std::string large(5'000'000, 'x');
        QVERIFY(client.send(large).has_value());
        QCOMPARE(client.receive(kPatience).value(), "echo " + large);
    }

    void closes_a_client_that_reads_too_slowly()
    {
        Limits limits;
        limits.channel_queue_bytes = 1'000'000;
        const auto server = start(limits);
        auto client = connect(*server);
        const auto channel = handler_->wait_for_channel();
        QVERIFY(channel);
        // Sockets buffer some megabytes by themselves; the queue takes one more; then it ends.
        std::size_t accepted = 0;
        while (accepted < 10'000 && channel->send(std::string(100'000, 'x')))
            ++accepted;
        QVERIFY(accepted < 10'000);
        QVERIFY(handler_->wait_for_closed(1));
        QTRY_COMPARE(server->connections(), 0U);
    }

    void refuses_messages_above_the_limit()
    {
        Limits limits;
        limits.body_bytes = 1000;
        const auto server = start(limits);
        auto client = connect(*server);
        QVERIFY(client.send(std::string(1001, 'x')).has_value());
        QVERIFY(!client.receive(kPatience).has_value());
        QVERIFY(handler_->wait_for_closed(1));
    }

    void lets_the_handler_refuse_and_close()
    {
        const auto server = start();
        const auto refused = WebSocketClient::connect(
            "ws://127.0.0.1:" + std::to_string(server->port()), "http://evil.example");
        QVERIFY(refused.error().code == ErrorCode::kPermission);

        auto client = connect(*server);
        QVERIFY(client.send("close").has_value());
        QVERIFY(!client.receive(kPatience).has_value());
        QVERIFY(handler_->wait_for_closed(1));
    }

    void refuses_foreign_host_headers()
    {
        const auto server = start();
        const RawSocket socket(server->port());
        socket.send(
            "GET / HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n");
        QVERIFY(socket.receive_until_closed().starts_with("HTTP/1.1 403"));
    }

    void survives_garbage_after_the_upgrade()
    {
        const auto server = start();
        const RawSocket socket(server->port());
        socket.send(
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n");
        QVERIFY(socket.receive_until("\r\n\r\n").starts_with("HTTP/1.1 101"));
        socket.send(std::string(10'000, '\xff'));
        QVERIFY(socket.receive_until_closed().find("<nothing") == std::string::npos);
        QVERIFY(handler_->wait_for_closed(1));
        auto client = connect(*server);
        QVERIFY(client.send("alive").has_value());
        QCOMPARE(client.receive(kPatience).value(), std::string("echo alive"));
    }

    void says_goodbye_when_the_server_stops()
    {
        auto server = start();
        auto client = connect(*server);
        QVERIFY(handler_->wait_for_channel());
        server->stop();
        QVERIFY(!client.receive(kPatience).has_value());
        QVERIFY(handler_->wait_for_closed(1));
    }
};

}  // namespace archi::net::tests

QTEST_GUILESS_MAIN(archi::net::tests::WebSocketTest)
#include "websocket_test.moc"
