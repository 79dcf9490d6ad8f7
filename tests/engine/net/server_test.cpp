// What a well-behaved client sees.

#include <sys/stat.h>

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <thread>

#include "engine/net/echo_handler.hpp"
#include "engine/net/raw_socket.hpp"
#include "net/client.hpp"
#include "net/server.hpp"

namespace archi::net::tests {

class ServerTest : public QObject {
    Q_OBJECT

private:
    Pool pool_;
    std::shared_ptr<EchoHandler> handler_ = std::make_shared<EchoHandler>();

    std::unique_ptr<Server> start(ServerOptions options = {})
    {
        auto server = Server::start(pool_, std::move(options), handler_);
        if (!server) qFatal("%s", server.error().sentence.c_str());
        return std::move(*server);
    }
    static std::string url(const Server& server)
    {
        return "http://127.0.0.1:" + std::to_string(server.port());
    }
    static std::string ask(std::uint16_t port, const std::string& request)
    {
        const RawSocket socket(port);
        socket.send(request);
        return socket.receive_until_closed();
    }

private Q_SLOTS:
    void answers_many_requests_over_one_connection()
    {
        const auto server = start();
        auto client = Client::create(url(*server));
        for (int i = 0; i < 100; ++i) {
            const auto response = client->post(std::to_string(i));
            QVERIFY(response.has_value());
            QCOMPARE(response->body, "POST " + std::to_string(i) + " ");
        }
        QCOMPARE(server->connections(), 1U);
    }

    void answers_pipelined_requests_in_order()
    {
        const auto server = start();
        const auto answers =
            ask(server->port(), post_request("one") + post_request("two") +
                                    post_request("three", "localhost", "Connection: close\r\n"));
        const auto one = answers.find("POST one");
        const auto two = answers.find("POST two");
        const auto three = answers.find("POST three");
        QVERIFY(one < two && two < three && three != std::string::npos);
    }

    void carries_bodies_up_to_the_limit()
    {
        ServerOptions options;
        options.limits.body_bytes = 3'000'000;
        const auto server = start(options);
        auto client = Client::create(url(*server));
        const auto response = client->post(std::string(3'000'000, 'x'));
        QVERIFY(response.has_value());
        QCOMPARE(response->body.size(), 3'000'006U);
    }

    void asks_for_the_body_when_the_client_waits_for_that()
    {
        const auto server = start();
        const RawSocket socket(server->port());
        socket.send(
            "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
            "Connection: close\r\nContent-Length: 5\r\n\r\n");
        QVERIFY(socket.receive_until("\r\n\r\n").starts_with("HTTP/1.1 100"));
        socket.send("patie");
        QVERIFY(socket.receive_until_closed().find("POST patie") != std::string::npos);
    }

    void serves_unix_sockets_to_this_user_only()
    {
        const QTemporaryDir folder;
        ServerOptions options;
        options.unix_path = folder.filePath("admin.sock").toStdString();
        {
            const auto server = start(options);
            struct stat status{};
            QCOMPARE(::stat(options.unix_path.c_str(), &status), 0);
            QCOMPARE(status.st_mode & 0777, 0600U);
            auto client = Client::create("unix:" + options.unix_path.string());
            QCOMPARE(client->post("hello")->body, std::string("POST hello "));
            QCOMPARE(server->port(), 0);
        }
        QVERIFY(!std::filesystem::exists(options.unix_path));
    }

    void replaces_a_socket_file_nobody_serves()
    {
        const QTemporaryDir folder;
        ServerOptions options;
        options.unix_path = folder.filePath("admin.sock").toStdString();
        {
            const auto first = start(options);
            std::filesystem::create_hard_link(options.unix_path,
                                              folder.filePath("kept").toStdString());
        }
        std::filesystem::rename(folder.filePath("kept").toStdString(), options.unix_path);
        const auto server = start(options);
        auto client = Client::create("unix:" + options.unix_path.string());
        QVERIFY(client->post("hello").has_value());
    }

    void refuses_a_socket_path_in_use_or_taken_by_a_file()
    {
        const QTemporaryDir folder;
        ServerOptions options;
        options.unix_path = folder.filePath("admin.sock").toStdString();
        const auto server = start(options);
        const auto second = Server::start(pool_, options, handler_);
        QVERIFY(second.error().code == ErrorCode::kBusy);

        options.unix_path = folder.filePath("precious").toStdString();
        std::ofstream(options.unix_path) << "data";
        const auto third = Server::start(pool_, options, handler_);
        QVERIFY(third.error().code == ErrorCode::kAlreadyExists);
        QVERIFY(std::filesystem::file_size(options.unix_path) == 4);

        options.unix_path = folder.filePath(QString(200, 'x')).toStdString();
        QVERIFY(Server::start(pool_, options, handler_).error().code ==
                ErrorCode::kInvalidArgument);
    }

    void names_the_address_and_a_cure_when_the_port_is_busy()
    {
        const auto server = start();
        ServerOptions options;
        options.port = server->port();
        const auto second = Server::start(pool_, options, handler_);
        QVERIFY(!second.has_value());
        QVERIFY(second.error().code == ErrorCode::kBusy);
        const auto& sentence = second.error().sentence;
        QVERIFY(sentence.find("127.0.0.1:" + std::to_string(options.port)) != std::string::npos);
        QVERIFY(sentence.find("another port") != std::string::npos);
    }

    void takes_the_port_again_right_after_stopping()
    {
        auto server = start();
        ServerOptions options;
        options.port = server->port();
        auto client = Client::create(url(*server));
        QVERIFY(client->post("before").has_value());
        server->stop();
        server = start(options);
        QVERIFY(client->post("after").has_value());
    }

    void lets_scripts_of_any_page_ask_unless_told_otherwise()
    {
        const std::string preflight =
            "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: http://dapp.example\r\n"
            "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n";
        const auto open = start();
        const auto welcome = ask(open->port(), preflight);
        QVERIFY(welcome.starts_with("HTTP/1.1 204"));
        QVERIFY(welcome.find("Access-Control-Allow-Origin: *\r\n") != std::string::npos);

        ServerOptions options;
        options.cors_origins = {"http://mine.example"};
        const auto closed = start(options);
        QVERIFY(ask(closed->port(), preflight).find("Allow-Origin") == std::string::npos);
    }

    void hands_the_origin_to_the_handler()
    {
        const auto server = start();
        const auto answer = ask(
            server->port(), post_request("who", "localhost:1",
                                         "Origin: http://dapp.example\r\nConnection: close\r\n"));
        QVERIFY(answer.ends_with("POST who http://dapp.example"));
    }

    void finishes_requests_in_flight_when_it_stops()
    {
        auto server = start();
        const RawSocket asking(server->port());
        const RawSocket idle(server->port());
        asking.send(post_request("hold"));
        QVERIFY(handler_->wait_for_held(1));
        std::thread releasing([&] {
            static_cast<void>(idle.receive_until_closed());  // stopping has begun
            handler_->release();
        });
        server->stop();
        releasing.join();
        QVERIFY(asking.receive_until_closed().ends_with("held"));
        QCOMPARE(server->connections(), 0U);
    }
};

}  // namespace archi::net::tests

QTEST_GUILESS_MAIN(archi::net::tests::ServerTest)
#include "server_test.moc"
